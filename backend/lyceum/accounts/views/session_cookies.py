"""The cookies of signing in, and where a request comes from."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from lyceum.accounts.serializers.sign_in import SessionSerializer
from lyceum.accounts.services.sessions import SignedIn
from lyceum.accounts.services.sign_in import DEVICE_LIFE, Client, make_device_token
from lyceum.platform.rate_limits import network_of
from lyceum.platform.shapes import show

REFRESH_COOKIE: Final = "lyceum_refresh"
DEVICE_COOKIE: Final = "lyceum_device"
COOKIE_PATH: Final = "/api/auth/"


def client_of(request: Request | HttpRequest) -> Client:
    """Return where a request comes from."""
    return Client(
        address=address_of(request),
        user_agent=request.META.get("HTTP_USER_AGENT", ""),
        device=request.COOKIES.get(DEVICE_COOKIE, ""),
    )


def address_of(request: Request | HttpRequest) -> str:
    """Return what attempts are counted for: the address, or the network that the holder of an IPv6 one chooses from."""
    return network_of(request.META.get("REMOTE_ADDR", ""))


def session_response(signed_in: SignedIn, *, status: int = status.HTTP_200_OK, new_device: bool = False) -> Response:
    """Answer with a session; its refresh token goes into a cookie that pages cannot read."""
    response = Response(show(SessionSerializer, signed_in), status=status)
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
