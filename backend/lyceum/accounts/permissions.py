"""Who is asking: turns a bearer token into the `Actor` of the request."""

from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from lyceum.accounts.errors import SessionEndedError
from lyceum.accounts.selectors.sessions import get_session_actor
from lyceum.accounts.selectors.tokens import read_access_token
from lyceum.platform.actors import Actor


class AccessTokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer <access token>`; without the header, nobody is asking."""

    def authenticate(self, request: Request) -> tuple[Actor, None] | None:
        """Return the actor behind the token.

        Raises:
            SessionEndedError: the token is malformed, expired, or of a session that has ended.
        """
        scheme, _, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        if not scheme:
            return None
        if scheme.lower() != "bearer" or not token:
            raise SessionEndedError("Send `Authorization: Bearer` with an access token.")
        return get_session_actor(read_access_token(token)), None

    def authenticate_header(self, request: Request) -> str:  # noqa: ARG002 - DRF's signature
        """Return what a 401 asks for."""
        return "Bearer"
