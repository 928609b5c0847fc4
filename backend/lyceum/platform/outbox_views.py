"""Dead letters over HTTP, for administrators: what was given up, and giving it another try."""

from typing import Any, Final

from django.urls import path
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema, extend_schema_serializer
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lyceum.platform import dead_letters
from lyceum.platform.contract import page_serializer, problems
from lyceum.platform.fields import IdField
from lyceum.platform.http import actor_of
from lyceum.platform.ids import parse_id
from lyceum.platform.lists import PageQuery, page_of, page_response

ROW_ID: Final = OpenApiParameter("row_id", str, OpenApiParameter.PATH, description="The row.")


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A mail that was never taken",
            response_only=True,
            value={
                "id": "8c1f2e3d4b5a69788796a5b4",
                "event": "StudentEnrolled",
                "handler": "lyceum.notifications.handlers.mail_enrolled",
                "created_at": "2026-01-11T18:30:00Z",
                "tries": 100,
                "error": "MailNotSentError('SMTPRecipientsRefused')",
            },
        )
    ]
)
class DeadRowSerializer(serializers.Serializer[Any]):
    """Something owed whose handler has failed too often."""

    id = IdField()
    event = serializers.CharField(help_text="What has happened.")
    handler = serializers.CharField(help_text="What should have been done about it.")
    created_at = serializers.DateTimeField(help_text="When it happened.")
    tries = serializers.IntegerField()
    error = serializers.CharField(help_text="Why the last try failed.")


class DeadRowsView(APIView):
    """`outbox/dead/`."""

    @extend_schema(
        tags=["administration"],
        summary="List what the outbox has given up",
        description="Newest first, for administrators. Each row waits until it is replayed.",
        parameters=[PageQuery],
        responses={200: page_serializer(DeadRowSerializer), **problems(400, 401, 403)},
    )
    def get(self, request: Request) -> Response:
        """List dead rows."""
        query = PageQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = page_of(query.validated_data)
        page = dead_letters.list_dead(actor=actor_of(request), page=asked)
        return page_response(request, page, asked, DeadRowSerializer)


class ReplayView(APIView):
    """`outbox/dead/{id}/replay/`."""

    @extend_schema(
        tags=["administration"],
        summary="Give a dead row another try",
        description="For administrators; noted in the audit log. The worker takes it up in the next moments.",
        parameters=[ROW_ID],
        request=None,
        responses={204: None, **problems(401, 403, 404)},
    )
    def post(self, request: Request, row_id: str) -> Response:
        """Replay a row."""
        dead_letters.replay_by(actor_of(request), parse_id(row_id, noun="row"))
        return Response(status=status.HTTP_204_NO_CONTENT)


urlpatterns = [
    path("outbox/dead/", DeadRowsView.as_view(), name="dead-rows"),
    path("outbox/dead/<str:row_id>/replay/", ReplayView.as_view(), name="dead-row-replay"),
]
