"""The second factor: signing in with it, turning it on and off, recovery codes."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lyceum.accounts.selectors.second_factor import get_second_factor
from lyceum.accounts.serializers.second_factor import (
    CodeSerializer,
    PasswordConfirmationSerializer,
    RecoveryCodesSerializer,
    SecondFactorSerializer,
    TotpConfirmSerializer,
    TotpSetupSerializer,
)
from lyceum.accounts.serializers.sign_in import SessionSerializer
from lyceum.accounts.services.second_factor import (
    begin_setup,
    finish_setup,
    renew_recovery_codes,
    turn_off,
)
from lyceum.accounts.services.sign_in import finish_sign_in
from lyceum.accounts.views import examples
from lyceum.accounts.views.session_cookies import client_of, session_response
from lyceum.platform.clock import utc_now
from lyceum.platform.contract import problems
from lyceum.platform.http import actor_of
from lyceum.platform.shapes import show


class SecondFactorSignInView(APIView):
    """`auth/mfa/verify/`."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        tags=["auth"],
        summary="Sign in, second step",
        description=(
            "Exchanges the token of the first step and a code for a session. A code works once. 401 `wrong_code`, or "
            "`sign_in_expired` where the first step was more than five minutes ago."
        ),
        request=CodeSerializer,
        responses={200: SessionSerializer, **problems(400, 401, 429, 503)},
        examples=[
            examples.asked("A code of the app", {"mfa_token": examples.LINK_TOKEN, "code": "492039"}),
            examples.answered("Signed in", examples.SESSION),
        ],
    )
    def post(self, request: Request) -> Response:
        """Sign in."""
        body = CodeSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        signed_in = finish_sign_in(
            body.validated_data["mfa_token"],
            body.validated_data["code"],
            client=client_of(request),
            now=utc_now(),
        )
        return session_response(signed_in, new_device=True)


class SecondFactorView(APIView):
    """`auth/mfa/`."""

    @extend_schema(
        tags=["auth"],
        summary="Show my second factor",
        description="Whether signing in needs a code, by which methods, and how many recovery codes are left.",
        responses={200: SecondFactorSerializer, **problems(401, 503)},
        examples=[
            examples.answered(
                "It is on",
                {"enabled": True, "methods": ["totp", "recovery_codes"], "recovery_codes_left": 9},
            )
        ],
    )
    def get(self, request: Request) -> Response:
        """Show the caller's second factor."""
        return Response(show(SecondFactorSerializer, get_second_factor(actor_of(request))))


class TotpSetupView(APIView):
    """`auth/mfa/totp/`."""

    @extend_schema(
        tags=["auth"],
        summary="Begin to set up an authenticator app",
        description="Needs the password. Nothing changes before the setup is confirmed with a code.",
        request=PasswordConfirmationSerializer,
        responses={200: TotpSetupSerializer, **problems(400, 401, 409, 429, 503)},
        examples=[
            examples.asked("The password", {"password": examples.LOGIN["password"]}),
            examples.answered("What the app needs", examples.TOTP_SETUP),
        ],
    )
    def post(self, request: Request) -> Response:
        """Make a secret."""
        return Response(show(TotpSetupSerializer, begin_setup(actor_of(request), _password_of(request))))


class TotpConfirmView(APIView):
    """`auth/mfa/totp/confirm/`."""

    @extend_schema(
        tags=["auth"],
        summary="Turn the second factor on",
        description="With a code of the app. The recovery codes are shown this once.",
        request=TotpConfirmSerializer,
        responses={200: RecoveryCodesSerializer, **problems(400, 401, 409, 429, 503)},
        examples=[
            examples.asked("A code of the app", {"setup_token": examples.LINK_TOKEN, "code": "492039"}),
            examples.answered("It is on", examples.RECOVERY_CODES),
        ],
    )
    def post(self, request: Request) -> Response:
        """Turn it on."""
        body = TotpConfirmSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        codes = finish_setup(actor_of(request), **body.validated_data)
        return Response({"recovery_codes": codes})


class TotpDisableView(APIView):
    """`auth/mfa/totp/disable/`."""

    @extend_schema(
        tags=["auth"],
        summary="Turn the second factor off",
        description="Needs the password; the recovery codes go with it.",
        request=PasswordConfirmationSerializer,
        responses={204: None, **problems(400, 401, 409, 429, 503)},
        examples=[examples.asked("The password", {"password": examples.LOGIN["password"]})],
    )
    def post(self, request: Request) -> Response:
        """Turn it off."""
        turn_off(actor_of(request), _password_of(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


class RecoveryCodesView(APIView):
    """`auth/mfa/recovery-codes/`."""

    @extend_schema(
        tags=["auth"],
        summary="Make new recovery codes",
        description="Needs the password. The codes are shown this once; the old ones work no more.",
        request=PasswordConfirmationSerializer,
        responses={200: RecoveryCodesSerializer, **problems(400, 401, 409, 429, 503)},
        examples=[
            examples.asked("The password", {"password": examples.LOGIN["password"]}),
            examples.answered("New codes", examples.RECOVERY_CODES),
        ],
    )
    def post(self, request: Request) -> Response:
        """Make new codes."""
        return Response({"recovery_codes": renew_recovery_codes(actor_of(request), _password_of(request))})


def _password_of(request: Request) -> str:
    body = PasswordConfirmationSerializer(data=request.data)
    body.is_valid(raise_exception=True)
    return str(body.validated_data["password"])
