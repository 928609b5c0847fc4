"""The signed tokens: what they say, and how they are made from a session. Nothing is stored here.

Both kinds carry `sid`, the session, and `sub`, the person; the roles are never taken from a token.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import Annotated, Any, Final, cast

import msgspec
from bson import ObjectId
from django.conf import settings
from rest_framework_simplejwt.backends import TokenBackend
from rest_framework_simplejwt.exceptions import TokenError
from rest_framework_simplejwt.tokens import Token

from lyceum.accounts.errors import SessionEndedError
from lyceum.accounts.models import Session
from lyceum.platform.clock import utc_now

VERIFIED_KEPT: Final = 4096


@cache
def _backend(signing_key: str) -> TokenBackend:
    return TokenBackend("HS256", signing_key)


class _SessionToken(Token):
    """A token of ours, signed with our own key."""

    def get_token_backend(self) -> TokenBackend:
        """Return what signs and verifies."""
        return _backend(settings.JWT_SIGNING_KEY)


class AccessToken(_SessionToken):
    """Opens the API for some minutes."""

    token_type = "access"  # noqa: S105 - the kind of token
    lifetime = timedelta(minutes=15)


class RefreshToken(_SessionToken):
    """Is exchanged, once, for a new pair."""

    token_type = "refresh"  # noqa: S105 - the kind of token
    lifetime = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What a token says: whose it is, of which session, and its own name."""

    person_id: ObjectId
    sid: str
    jti: str


class _Payload(msgspec.Struct):
    """The claims of ours in a token."""

    sub: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{24}$")]
    sid: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
    jti: str
    exp: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verified:
    """What a token says, and until when, in seconds since 1970."""

    claims: Claims
    expires: int


def read_access_token(text: str) -> Claims:
    """Read an access token.

    Raises:
        SessionEndedError: it is not ours, or has expired.
    """
    verified = _verify_access(text, settings.JWT_SIGNING_KEY)
    if verified.expires <= utc_now().timestamp():
        raise _not_valid()
    return verified.claims


def read_refresh_token(text: str) -> Claims:
    """Read a refresh token.

    Raises:
        SessionEndedError: it is not ours, or has expired.
    """
    return _read(text, RefreshToken).claims


def make_access_token(session: Session, *, person_id: ObjectId, now: datetime) -> str:
    """Make a fresh access token of a session."""
    token = AccessToken()
    token.set_iat(at_time=now)
    token.set_exp(from_time=now, lifetime=settings.ACCESS_TOKEN_LIFETIME)
    return _sign(token, session, person_id)


def make_refresh_token(session: Session, *, person_id: ObjectId) -> str:
    """Make the current refresh token of a session; it is the same text however often it is made."""
    token = RefreshToken()
    token["jti"] = session.current_jti
    token.set_iat(at_time=session.rotated_at)
    token.set_exp(from_time=session.rotated_at, lifetime=settings.REFRESH_TOKEN_LIFETIME)
    return _sign(token, session, person_id)


def _sign(token: Token, session: Session, person_id: ObjectId) -> str:
    token["sid"] = session.sid.hex
    token["sub"] = str(person_id)
    return str(token)


@lru_cache(maxsize=VERIFIED_KEPT)
def _verify_access(text: str, _signing_key: str) -> _Verified:
    """Check a signature once a process: it comes with every request of a person. Whether it has expired is not kept."""
    return _read(text, AccessToken)


def _read(text: str, kind: type[_SessionToken]) -> _Verified:
    try:
        token = kind(cast("Any", text))  # simplejwt's own annotation names the wrong type
        payload = msgspec.convert(token.payload, _Payload)
    except (TokenError, msgspec.ValidationError) as error:  # whatever is wrong with it, the answer is the same
        raise _not_valid() from error
    claims = Claims(person_id=ObjectId(payload.sub), sid=payload.sid, jti=payload.jti)
    return _Verified(claims=claims, expires=payload.exp)


def _not_valid() -> SessionEndedError:
    return SessionEndedError("The token is not valid. Sign in again.")
