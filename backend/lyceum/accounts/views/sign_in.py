"""Registering, signing in and out, and renewing tokens."""

from typing import Final

from django.conf import settings
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lyceum.accounts.permissions import IsFromOwnPage
from lyceum.accounts.selectors.sessions import get_session_actor
from lyceum.accounts.selectors.tokens import read_access_token
from lyceum.accounts.serializers.sign_in import (
    LoginSerializer,
    RegistrationSerializer,
    SessionSerializer,
    TokenVerifySerializer,
    VerifiedTokenSerializer,
)
from lyceum.accounts.services.people import NewPerson
from lyceum.accounts.services.sessions import SignedIn, refresh_session, revoke_session
from lyceum.accounts.services.sign_in import (
    DEVICE_LIFE,
    Client,
    make_device_token,
    register,
    sign_in,
)
from lyceum.accounts.views import examples
from lyceum.platform.clock import utc_now
from lyceum.platform.contract import problems
from lyceum.platform.http import actor_of

REFRESH_COOKIE: Final = "lyceum_refresh"
DEVICE_COOKIE: Final = "lyceum_device"
COOKIE_PATH: Final = "/api/auth/"

_own_page = OpenApiParameter("X-Requested-With", str, OpenApiParameter.HEADER, required=True, enum=["lyceum"])


class RegistrationView(APIView):
    """`auth/registration/`."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        tags=["auth"],
        summary="Register",
        description="Makes a person, signs them in and sets the refresh cookie.",
        request=RegistrationSerializer,
        responses={201: SessionSerializer, **problems(400, 429, 503)},
        examples=[
            examples.asked("Registration", examples.REGISTRATION),
            examples.answered("Signed in", examples.SESSION, status=201),
        ],
    )
    def post(self, request: Request) -> Response:
        """Register."""
        body = RegistrationSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        new = NewPerson(**body.validated_data)
        signed_in = register(new, client=_client_of(request), now=utc_now())
        return _answer(signed_in, status=status.HTTP_201_CREATED, new_device=True)


class LoginView(APIView):
    """`auth/login/`."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        tags=["auth"],
        summary="Sign in",
        description="Starts a session by username or e-mail address and sets the refresh cookie.",
        request=LoginSerializer,
        responses={200: SessionSerializer, **problems(400, 401, 429, 503)},
        examples=[
            examples.asked("Login", examples.LOGIN),
            examples.answered("Signed in", examples.SESSION),
        ],
    )
    def post(self, request: Request) -> Response:
        """Sign in."""
        body = LoginSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        signed_in = sign_in(
            body.validated_data["username"],
            body.validated_data["password"],
            client=_client_of(request),
            now=utc_now(),
        )
        return _answer(signed_in, new_device=True)


class LogoutView(APIView):
    """`auth/logout/`."""

    @extend_schema(
        tags=["auth"],
        summary="Sign out",
        description="Ends the session at once, on every instance, and removes the refresh cookie.",
        request=None,
        responses={204: None, **problems(401, 503)},
    )
    def post(self, request: Request) -> Response:
        """Sign out."""
        revoke_session(actor_of(request).session_id, now=utc_now())
        response = Response(status=status.HTTP_204_NO_CONTENT)
        response.delete_cookie(REFRESH_COOKIE, path=COOKIE_PATH, samesite="Strict")
        return response


class TokenRefreshView(APIView):
    """`auth/token/refresh/`."""

    authentication_classes = ()
    permission_classes = (IsFromOwnPage,)

    @extend_schema(
        tags=["auth"],
        summary="Renew the tokens",
        description=(
            "Exchanges the refresh cookie for a new access token and the cookie's successor. The replaced cookie "
            "gets the same successor for 30 seconds; used later, it ends the session."
        ),
        parameters=[_own_page],
        request=None,
        responses={200: SessionSerializer, **problems(401, 403, 503)},
        examples=[examples.answered("Renewed", examples.SESSION)],
    )
    def post(self, request: Request) -> Response:
        """Renew."""
        token = request.COOKIES.get(REFRESH_COOKIE, "")
        return _answer(refresh_session(token, now=utc_now()))


class TokenVerifyView(APIView):
    """`auth/token/verify/`."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        tags=["auth"],
        summary="Look at an access token",
        description="Answers 401 where the token is malformed, has expired, or its session has ended.",
        request=TokenVerifySerializer,
        responses={200: VerifiedTokenSerializer, **problems(400, 401, 503)},
        examples=[
            examples.asked("Token", {"token": examples.TOKEN}),
            examples.answered("A good token", {"active": True}),
        ],
    )
    def post(self, request: Request) -> Response:
        """Verify."""
        body = TokenVerifySerializer(data=request.data)
        body.is_valid(raise_exception=True)
        get_session_actor(read_access_token(body.validated_data["token"]))
        return Response({"active": True})


def _client_of(request: Request) -> Client:
    return Client(
        address=request.META.get("REMOTE_ADDR", ""),
        user_agent=request.META.get("HTTP_USER_AGENT", ""),
        device=request.COOKIES.get(DEVICE_COOKIE, ""),
    )


def _answer(signed_in: SignedIn, *, status: int = status.HTTP_200_OK, new_device: bool = False) -> Response:
    response = Response(SessionSerializer(signed_in).data, status=status)
    refresh_life_s = int(settings.REFRESH_TOKEN_LIFETIME.total_seconds())
    _set_cookie(response, REFRESH_COOKIE, signed_in.refresh, life_s=refresh_life_s)
    if new_device:
        token = make_device_token(signed_in.user.username)
        _set_cookie(response, DEVICE_COOKIE, token, life_s=int(DEVICE_LIFE.total_seconds()))
    return response


def _set_cookie(response: Response, name: str, value: str, *, life_s: int) -> None:
    response.set_cookie(
        name,
        value,
        max_age=life_s,
        path=COOKIE_PATH,
        secure=settings.PUBLIC_URL.startswith("https://"),
        httponly=True,
        samesite="Strict",
    )
