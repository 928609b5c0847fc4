"""Reads of sessions: who is behind a token, and where somebody is signed in."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings

from lyceum.accounts.errors import SessionEndedError
from lyceum.accounts.models import Session
from lyceum.accounts.selectors import people
from lyceum.accounts.selectors.tokens import Claims
from lyceum.platform import cache
from lyceum.platform.actors import Actor
from lyceum.platform.errors import NotFoundError

SHOWN_SESSIONS: Final = 100
SESSION_ACTOR: Final = cache.declare(
    "session:{sid}",
    kind=Actor,
    ttl_s=60,
    invalidated_by=("a session is revoked", "the person's name or roles change"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSession:
    """A place where somebody is signed in; `current` is the one that asks."""

    session_id: str
    created_at: datetime
    last_seen_at: datetime
    user_agent: str
    current: bool


def get_session_actor(claims: Claims) -> Actor:
    """Return who is behind a token.

    Only a live session is cached, so that an emptied cache lets no revoked one in.

    Raises:
        SessionEndedError: the session is revoked, or the person or their account is gone.
    """
    return cache.read_through(SESSION_ACTOR, lambda: _load_actor(claims), sid=claims.sid)


def list_sessions(actor: Actor, *, now: datetime) -> tuple[OpenSession, ...]:
    """Return where the actor is signed in, the last used first."""
    account_id = people.get_profile(actor.user_id).account_id
    live = Session.objects.filter(
        account_id=account_id,
        revoked_at=None,
        last_seen_at__gt=now - settings.REFRESH_TOKEN_LIFETIME,
    )
    return tuple(_open_session(session, actor) for session in live[:SHOWN_SESSIONS])


def _open_session(session: Session, actor: Actor) -> OpenSession:
    return OpenSession(
        session_id=session.sid.hex,
        created_at=session.created_at,
        last_seen_at=session.last_seen_at,
        user_agent=session.user_agent,
        current=session.sid.hex == actor.session_id,
    )


def is_session_live(session_id: str) -> bool:
    """Tell whether a session can still be used; asks SQL."""
    return find_live_session(session_id) is not None


def find_live_session(sid: str) -> Session | None:
    """Return the session with its account, or None where it cannot be used any more."""
    return (
        Session.objects.select_related("account")
        .filter(sid=uuid.UUID(sid), revoked_at=None, account__is_active=True)
        .first()
    )


def _load_actor(claims: Claims) -> Actor:
    session = find_live_session(claims.sid)
    if session is None:
        raise SessionEndedError("The session has ended. Sign in again.")
    try:
        profile = people.get_profile(claims.person_id)
    except NotFoundError:  # the profile is made again at the next sign-in
        raise SessionEndedError("The session has ended. Sign in again.") from None
    return people.actor_of(profile, session_id=claims.sid)
