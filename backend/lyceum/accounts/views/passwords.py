"""Changing a password, and what is done by the links of mails."""

from typing import Final

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lyceum.accounts.serializers.passwords import (
    DetailSerializer,
    EmailVerificationSerializer,
    PasswordChangeSerializer,
    PasswordResetConfirmSerializer,
    PasswordResetSerializer,
)
from lyceum.accounts.services.passwords import (
    change_password,
    request_password_reset,
    set_password_by_link,
)
from lyceum.accounts.services.verification import request_verification, verify_email
from lyceum.accounts.views import examples
from lyceum.accounts.views.session_cookies import address_of
from lyceum.platform.clock import utc_now
from lyceum.platform.contract import problems
from lyceum.platform.http import actor_of

_MAILED: Final = {"detail": "If the address is known here, a mail with a link is on its way."}
_NEW_PASSWORD: Final = "a song about looms"  # noqa: S105 - an example


class PasswordChangeView(APIView):
    """`auth/password/change/`."""

    @extend_schema(
        tags=["auth"],
        summary="Change my password",
        description="Needs the present password; ends all other sessions of the caller.",
        request=PasswordChangeSerializer,
        responses={204: None, **problems(400, 401, 429, 503)},
        examples=[
            examples.asked(
                "A new password",
                {"old_password": examples.LOGIN["password"], "new_password": _NEW_PASSWORD},
            )
        ],
    )
    def post(self, request: Request) -> Response:
        """Change the caller's password."""
        body = PasswordChangeSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        change_password(
            actor_of(request),
            old=body.validated_data["old_password"],
            new=body.validated_data["new_password"],
            now=utc_now(),
        )
        return Response(status=status.HTTP_204_NO_CONTENT)


class PasswordResetView(APIView):
    """`auth/password/reset/`."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        tags=["auth"],
        summary="Ask for a link to choose a new password",
        description="The answer is the same whether the address is known or not; the link works once, for an hour.",
        request=PasswordResetSerializer,
        responses={200: DetailSerializer, **problems(400, 429, 503)},
        examples=[
            examples.asked("An address", {"email": "ada@example.org"}),
            examples.answered("Always", _MAILED),
        ],
    )
    def post(self, request: Request) -> Response:
        """Have a link mailed."""
        body = PasswordResetSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        request_password_reset(body.validated_data["email"], address=address_of(request))
        return Response(_MAILED)


class PasswordResetConfirmView(APIView):
    """`auth/password/reset/confirm/`."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        tags=["auth"],
        summary="Choose a password by a link",
        description=(
            "For the links of resets and of invitations. Ends all sessions of the account; sign in afterwards. "
            "400 `link_expired` where the link is too old or was used."
        ),
        request=PasswordResetConfirmSerializer,
        responses={204: None, **problems(400, 503)},
        examples=[
            examples.asked("A new password", {"token": examples.LINK_TOKEN, "new_password": _NEW_PASSWORD}),
        ],
    )
    def post(self, request: Request) -> Response:
        """Set a password."""
        body = PasswordResetConfirmSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        set_password_by_link(
            body.validated_data["token"],
            new=body.validated_data["new_password"],
            now=utc_now(),
        )
        return Response(status=status.HTTP_204_NO_CONTENT)


class EmailVerificationView(APIView):
    """`auth/email/verify/`."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        tags=["auth"],
        summary="Confirm an e-mail address",
        description="By the token of the link that was mailed; it works once, for three days.",
        request=EmailVerificationSerializer,
        responses={204: None, **problems(400, 503)},
        examples=[examples.asked("Token", {"token": examples.LINK_TOKEN})],
    )
    def post(self, request: Request) -> Response:
        """Confirm an address."""
        body = EmailVerificationSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        verify_email(body.validated_data["token"], now=utc_now())
        return Response(status=status.HTTP_204_NO_CONTENT)


class EmailVerificationResendView(APIView):
    """`auth/email/resend/`."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        tags=["auth"],
        summary="Ask for another link to confirm an address",
        description="The answer is the same whether the address is known, confirmed or neither.",
        request=PasswordResetSerializer,
        responses={200: DetailSerializer, **problems(400, 429, 503)},
        examples=[
            examples.asked("An address", {"email": "ada@example.org"}),
            examples.answered("Always", _MAILED),
        ],
    )
    def post(self, request: Request) -> Response:
        """Have a link mailed."""
        body = PasswordResetSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        request_verification(body.validated_data["email"], address=address_of(request))
        return Response(_MAILED)
