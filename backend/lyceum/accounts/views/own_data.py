"""Taking a copy of one's data away, and deleting oneself."""

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lyceum.accounts.selectors.exports import get_export, get_export_content
from lyceum.accounts.serializers.own_data import DataExportSerializer, DeletionReceiptSerializer
from lyceum.accounts.serializers.second_factor import PasswordConfirmationSerializer
from lyceum.accounts.services.exports import request_export
from lyceum.accounts.services.removal import delete_own_account
from lyceum.accounts.views import examples
from lyceum.accounts.views.session_cookies import COOKIE_PATH, REFRESH_COOKIE
from lyceum.platform.clock import utc_now
from lyceum.platform.contract import problems
from lyceum.platform.http import actor_of
from lyceum.platform.shapes import show
from lyceum.platform.throttles import RateScope


class DataExportView(APIView):
    """`auth/user/export/`."""

    @extend_schema(
        tags=["auth"],
        summary="Ask for a copy of my data",
        description="Everything that is held about the caller, as JSON; made within moments and kept for seven days.",
        request=None,
        responses={202: DataExportSerializer, **problems(401, 429, 503)},
        examples=[examples.answered("It is being made", examples.EXPORT, status=202)],
    )
    def post(self, request: Request) -> Response:
        """Ask for a copy."""
        wanted = request_export(actor_of(request), now=utc_now())
        return Response(show(DataExportSerializer, wanted), status=status.HTTP_202_ACCEPTED)

    @extend_schema(
        tags=["auth"],
        summary="See how far the copy of my data is",
        description="404 where none was asked for, or it has been deleted.",
        responses={200: DataExportSerializer, **problems(401, 404, 503)},
        examples=[
            examples.answered("It is ready", {**examples.EXPORT, "status": "ready", "ready_at": "2026-11-24T09:30:02Z"})
        ],
    )
    def get(self, request: Request) -> Response:
        """Show how far it is."""
        return Response(show(DataExportSerializer, get_export(actor_of(request))))


class DataExportFileView(APIView):
    """`auth/user/export/file/`."""

    rate_scope = RateScope.EXPORTS

    @extend_schema(
        tags=["auth"],
        summary="Take the copy of my data",
        description="JSON with one part for each capability; 404 where it is not ready.",
        responses={200: OpenApiTypes.OBJECT, **problems(401, 404, 503)},
        examples=[examples.answered("A copy", {"accounts": {"account": {"username": "ada"}}, "learning": {}})],
    )
    def get(self, request: Request) -> HttpResponse:
        """Send the copy."""
        response = HttpResponse(get_export_content(actor_of(request)), content_type="application/json")
        response["Content-Disposition"] = 'attachment; filename="my-data.json"'
        response["Cache-Control"] = "no-store"
        return response


class OwnAccountDeletionView(APIView):
    """`auth/user/delete/`."""

    @extend_schema(
        tags=["auth"],
        summary="Delete me",
        description=(
            "Needs the password. The receipt says what is deleted and what stays without a name. 409 `last_admin` "
            "where nobody would be left to administer the site."
        ),
        request=PasswordConfirmationSerializer,
        responses={200: DeletionReceiptSerializer, **problems(400, 401, 409, 429, 503)},
        examples=[
            examples.asked("The password", {"password": examples.LOGIN["password"]}),
            examples.answered("The receipt", examples.RECEIPT),
        ],
    )
    def post(self, request: Request) -> Response:
        """Delete the caller."""
        body = PasswordConfirmationSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        receipt = delete_own_account(actor_of(request), body.validated_data["password"], now=utc_now())
        response = Response(show(DeletionReceiptSerializer, receipt))
        response.delete_cookie(REFRESH_COOKIE, path=COOKIE_PATH, samesite="Strict")
        return response
