"""Django's sessions, sign-in and messages for /admin/ only: the API has sessions of its own and pays for none of it."""

from collections.abc import Awaitable
from typing import Final

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

START: Final = "/admin/"


class _AdminOnly(MiddlewareMixin):
    """Passes everything else on as it is."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        if not request.path.startswith(START):
            return self.get_response(request)
        return super().__call__(request)


class AdminSessions(_AdminOnly, SessionMiddleware):
    """Cookie sessions of Django's admin."""


class AdminSignIn(_AdminOnly, AuthenticationMiddleware):
    """Who is signed in to Django's admin."""


class AdminMessages(_AdminOnly, MessageMiddleware):
    """What Django's admin says after an action."""
