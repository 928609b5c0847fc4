"""Who is asking, and from where: the bearer token becomes the `Actor` of the request."""

from django.conf import settings
from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from lyceum.accounts.errors import SessionEndedError, UntrustedOriginError
from lyceum.accounts.rules.origins import is_own_origin
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


class IsFromOwnPage(BasePermission):
    """Lets only our own pages use the sign-in cookie.

    Another site's form cannot set the header, and its scripts would have to ask first and be refused.
    """

    def has_permission(self, request: Request, view: object) -> bool:  # noqa: ARG002 - DRF's signature
        """Check where the request comes from.

        Raises:
            UntrustedOriginError: the header is missing, or the page is not ours.
        """
        origin = request.META.get("HTTP_ORIGIN")
        trusted = (settings.PUBLIC_URL, *settings.TRUSTED_ORIGINS)
        if request.META.get("HTTP_X_REQUESTED_WITH") != "lyceum":
            raise UntrustedOriginError("Send the header `X-Requested-With: lyceum`.")
        if origin and not is_own_origin(origin, host=request.get_host(), trusted=trusted):
            raise UntrustedOriginError("This page may not use the sign-in cookie.")
        return True
