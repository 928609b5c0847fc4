"""One's own notifications."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from lyceum.notifications.selectors.inbox import count_unread, list_notifications
from lyceum.notifications.serializers.notifications import (
    NotificationQuery,
    NotificationSerializer,
    UnreadCountSerializer,
)
from lyceum.notifications.services.inbox import read_all_notifications, read_notification
from lyceum.platform.clock import utc_now
from lyceum.platform.contract import page_serializer, problems
from lyceum.platform.http import actor_of
from lyceum.platform.ids import parse_id
from lyceum.platform.lists import page_of, page_response
from lyceum.platform.paging import PageRequest
from lyceum.platform.shapes import show

NOTIFICATION_ID = OpenApiParameter("id", str, OpenApiParameter.PATH, description="The notification.")


class NotificationViewSet(ViewSet):
    """One's own notifications."""

    @extend_schema(
        tags=["notifications"],
        summary="List one's notifications",
        description="Newest first; with `unread`, only those that were not read.",
        parameters=[NotificationQuery],
        responses={200: page_serializer(NotificationSerializer), **problems(400, 401)},
    )
    def list(self, request: Request) -> Response:
        """List notifications."""
        asked, is_unread_only = _read_query(request)
        page = list_notifications(actor_of(request).user_id, is_unread_only=is_unread_only, page=asked)
        return page_response(request, page, asked, NotificationSerializer)

    @extend_schema(
        tags=["notifications"],
        summary="Count one's unread notifications",
        description="For the badge; clients without a WebSocket poll it.",
        responses={200: UnreadCountSerializer, **problems(401)},
    )
    @action(detail=False, methods=["get"], url_path="unread-count")
    def unread_count(self, request: Request) -> Response:
        """Count unread notifications."""
        return _answer_count(count_unread(actor_of(request).user_id))

    @extend_schema(
        tags=["notifications"],
        summary="Mark a notification as read",
        description="Marking it again changes nothing. It goes away 90 days after it was read.",
        parameters=[NOTIFICATION_ID],
        request=None,
        responses={200: NotificationSerializer, **problems(401, 404)},
    )
    @action(detail=True, methods=["post"])
    def read(self, request: Request, pk: str) -> Response:
        """Mark one notification as read."""
        notification = read_notification(
            parse_id(pk, noun="notification"), recipient_id=actor_of(request).user_id, now=utc_now()
        )
        return Response(show(NotificationSerializer, notification))

    @extend_schema(
        tags=["notifications"],
        summary="Mark all notifications as read",
        description="Answers how many are unread afterwards: none, unless new ones have come.",
        request=None,
        responses={200: UnreadCountSerializer, **problems(401)},
    )
    @action(detail=False, methods=["post"], url_path="read-all")
    def read_all(self, request: Request) -> Response:
        """Mark everything as read."""
        left = read_all_notifications(recipient_id=actor_of(request).user_id, now=utc_now())
        return _answer_count(left)


def _read_query(request: Request) -> tuple[PageRequest, bool]:
    """Return which notifications are wanted; nearly every request asks for nothing in particular."""
    if not request.query_params:
        return PageRequest(), False
    query = NotificationQuery(data=request.query_params)
    query.is_valid(raise_exception=True)
    return page_of(query.validated_data), query.validated_data["unread"]


def _answer_count(count: int) -> Response:
    return Response(show(UnreadCountSerializer, {"count": count}))
