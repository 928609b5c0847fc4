"""Starting, renewing and ending sessions."""

import uuid
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore

from lyceum.accounts.documents import Profile
from lyceum.accounts.errors import SessionEndedError
from lyceum.accounts.models import Account, Session
from lyceum.accounts.rules.rotation import Presented, classify
from lyceum.accounts.selectors import people, tokens
from lyceum.accounts.selectors.people import User
from lyceum.accounts.selectors.sessions import SESSION_ACTOR, find_live_session
from lyceum.platform import cache, realtime
from lyceum.platform.actors import Actor
from lyceum.platform.errors import NotFoundError

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A session as its owner gets it: both tokens and who they are."""

    access: str
    refresh: str
    user: User


def start_session(account: Account, profile: Profile, *, user_agent: str, now: datetime) -> SignedIn:
    """Sign somebody in on one more device."""
    session = open_session(account, user_agent=user_agent, now=now)
    log.info("session_started", person_id=str(profile.id), sid=session.sid.hex)
    return _signed_in(session, account, profile, now=now)


def open_session(account: Account, *, user_agent: str, now: datetime) -> Session:
    """Store a session."""
    return Session.objects.create(
        account=account,
        current_jti=uuid.uuid4().hex,
        rotated_at=now,
        created_at=now,
        last_seen_at=now,
        user_agent=user_agent[:300],
    )


def refresh_session(token: str, *, now: datetime) -> SignedIn:
    """Exchange a refresh token for a new pair.

    Raises:
        SessionEndedError: the token is not good any more; one that came again too late ends its session.
    """
    claims = tokens.read_refresh_token(token)
    session = find_live_session(claims.sid)
    if session is None:
        raise SessionEndedError("The session has ended. Sign in again.")
    if not _rotate(session, claims.jti, now=now):
        session = _get_just_rotated(claims, now=now)
    profile = people.find_profile_of(session.account)
    if profile is None:
        raise SessionEndedError("The session has ended. Sign in again.")
    return _signed_in(session, session.account, profile, now=now)


def _rotate(session: Session, jti: str, *, now: datetime) -> bool:
    """Replace the current token if it is this one; of two requests at the same moment one does."""
    successor = uuid.uuid4().hex
    rotated = Session.objects.filter(pk=session.pk, current_jti=jti, revoked_at=None).update(
        current_jti=successor, previous_jti=jti, rotated_at=now, last_seen_at=now
    )
    if rotated:
        session.current_jti, session.previous_jti, session.rotated_at = successor, jti, now
    return bool(rotated)


def _get_just_rotated(claims: tokens.Claims, *, now: datetime) -> Session:
    session = find_live_session(claims.sid)
    if session is None:
        raise SessionEndedError("The session has ended. Sign in again.")
    presented = classify(
        claims.jti,
        current_jti=session.current_jti,
        previous_jti=session.previous_jti,
        rotated_at=session.rotated_at,
        now=now,
    )
    if presented is Presented.REUSED:
        log.warning("refresh_token_reused", sid=claims.sid)
        revoke_session(claims.sid, now=now)
        raise SessionEndedError("The session has ended. Sign in again.")
    return session


def revoke_session(sid: str, *, now: datetime) -> None:
    """End a session: in SQL first, then in the cache, so that no instance lets it in again; its WebSockets close."""
    Session.objects.filter(sid=uuid.UUID(sid), revoked_at=None).update(revoked_at=now)
    cache.forget(SESSION_ACTOR.key(sid=sid))
    realtime.close_session(sid)


def revoke_own_session(session_id: str, *, actor: Actor, now: datetime) -> None:
    """End one of the actor's own sessions.

    Raises:
        NotFoundError: the actor has no such live session.
    """
    account_id = people.get_profile(actor.user_id).account_id
    sid = _parse_sid(session_id)
    if not Session.objects.filter(sid=sid, account_id=account_id, revoked_at=None).exists():
        raise NotFoundError("There is no such session.")
    revoke_session(sid.hex, now=now)


def revoke_sessions_of(account_id: int, *, but: str = "", now: datetime) -> int:
    """End all sessions of an account, except the one named; return how many were ended."""
    live = Session.objects.filter(account_id=account_id, revoked_at=None)
    sids = [sid.hex for sid in live.values_list("sid", flat=True) if sid.hex != but]
    for sid in sids:
        revoke_session(sid, now=now)
    return len(sids)


def delete_expired_sessions(*, now: datetime) -> None:
    """Delete sessions whose refresh token has expired, those of Django's admin too; nothing can be done with them."""
    Session.objects.filter(last_seen_at__lt=now - settings.REFRESH_TOKEN_LIFETIME).delete()
    SessionStore.clear_expired()


def forget_sessions(account_id: int) -> None:
    """Make stale who is behind the tokens of an account."""
    live = Session.objects.filter(account_id=account_id, revoked_at=None)
    sids = live.values_list("sid", flat=True)
    cache.forget(*(SESSION_ACTOR.key(sid=sid.hex) for sid in sids))


def _parse_sid(session_id: str) -> uuid.UUID:
    try:
        return uuid.UUID(hex=session_id)
    except ValueError:
        raise NotFoundError("There is no such session.") from None


def _signed_in(session: Session, account: Account, profile: Profile, *, now: datetime) -> SignedIn:
    return SignedIn(
        access=tokens.make_access_token(session, person_id=profile.id, now=now),
        refresh=tokens.make_refresh_token(session, person_id=profile.id),
        user=people.user_of(account, profile),
    )
