"""Registering, signing in and out, and renewing tokens."""

from typing import Final

from drf_spectacular.utils import OpenApiParameter, PolymorphicProxySerializer, extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lyceum.accounts.permissions import IsFromOwnPage
from lyceum.accounts.selectors.sessions import get_session_actor
from lyceum.accounts.selectors.tokens import read_access_token
from lyceum.accounts.serializers.second_factor import ChallengeSerializer
from lyceum.accounts.serializers.sign_in import (
    LoginSerializer,
    RegistrationSerializer,
    SessionSerializer,
    TokenVerifySerializer,
    UnverifiedSerializer,
    VerifiedTokenSerializer,
)
from lyceum.accounts.services.people import NewPerson
from lyceum.accounts.services.sessions import refresh_session, revoke_session
from lyceum.accounts.services.sign_in import Challenge, Unverified, register, sign_in
from lyceum.accounts.views import examples
from lyceum.accounts.views.session_cookies import (
    COOKIE_PATH,
    REFRESH_COOKIE,
    client_of,
    session_response,
)
from lyceum.platform.clock import utc_now
from lyceum.platform.contract import problems
from lyceum.platform.http import actor_of
from lyceum.platform.shapes import show

_own_page = OpenApiParameter("X-Requested-With", str, OpenApiParameter.HEADER, required=True, enum=["lyceum"])

_SessionOrUnverified: Final = PolymorphicProxySerializer(
    component_name="SessionOrUnverified",
    serializers=[SessionSerializer, UnverifiedSerializer],
    resource_type_field_name=None,
)
_SessionOrChallenge: Final = PolymorphicProxySerializer(
    component_name="SessionOrChallenge",
    serializers=[SessionSerializer, ChallengeSerializer],
    resource_type_field_name=None,
)


class RegistrationView(APIView):
    """`auth/registration/`."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        tags=["auth"],
        summary="Register",
        description=(
            "Makes a person, signs them in and sets the refresh cookie. Where the site wants addresses confirmed "
            "first, a link is mailed and nobody is signed in."
        ),
        request=RegistrationSerializer,
        responses={201: _SessionOrUnverified, **problems(400, 429, 503)},
        examples=[
            examples.asked("Registration", examples.REGISTRATION),
            examples.answered("Signed in", examples.SESSION, status=201),
            examples.answered("To be confirmed", examples.UNVERIFIED, status=201),
        ],
    )
    def post(self, request: Request) -> Response:
        """Register."""
        body = RegistrationSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        new = NewPerson(**body.validated_data)
        registered = register(new, client=client_of(request), now=utc_now())
        if isinstance(registered, Unverified):
            return Response(show(UnverifiedSerializer, registered), status=status.HTTP_201_CREATED)
        return session_response(registered, status=status.HTTP_201_CREATED, new_device=True)


class LoginView(APIView):
    """`auth/login/`."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        tags=["auth"],
        summary="Sign in",
        description=(
            "Starts a session by username or e-mail address and sets the refresh cookie. Where the person has a second "
            "factor, answers with a token for `auth/mfa/verify/` instead. 403 `email_not_verified` where the address "
            "is to be confirmed first."
        ),
        request=LoginSerializer,
        responses={200: _SessionOrChallenge, **problems(400, 401, 403, 429, 503)},
        examples=[
            examples.asked("Login", examples.LOGIN),
            examples.answered("Signed in", examples.SESSION),
            examples.answered("A code is needed", examples.CHALLENGE),
        ],
    )
    def post(self, request: Request) -> Response:
        """Sign in."""
        body = LoginSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        outcome = sign_in(
            body.validated_data["username"],
            body.validated_data["password"],
            client=client_of(request),
            now=utc_now(),
        )
        if isinstance(outcome, Challenge):
            return Response(show(ChallengeSerializer, outcome))
        return session_response(outcome, new_device=True)


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
        return session_response(refresh_session(token, now=utc_now()))


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
