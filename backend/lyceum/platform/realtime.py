"""News for people who have the site open: tickets for the WebSocket, messages to a person, the end of a session.

Whatever is said here reaches the web processes by Redis pub/sub; `sockets` passes it on to the browsers. Nothing is
kept: a client that was away asks for what it missed, and without Redis clients poll.
"""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

import msgspec
import structlog
from bson import ObjectId
from django.core import signing

from lyceum.platform import cache, mongo

log = structlog.get_logger(__name__)

CHANNEL: Final = "realtime"
TICKET_LIFE: Final = timedelta(seconds=30)
_SALT: Final = "lyceum.realtime"


class Ticket(msgspec.Struct, frozen=True, kw_only=True):
    """Who may open a WebSocket; the nonce makes it work once."""

    user_id: str
    session_id: str
    nonce: str


class News(msgspec.Struct, frozen=True, kw_only=True):
    """What one process tells all web processes: a frame for a person, or the end of a session."""

    recipient_id: str = ""
    frame: str = ""
    closed_session_id: str = ""


class TicketError(Exception):
    """The ticket is not ours, too old, or was used before."""


def issue_ticket(user_id: ObjectId, session_id: str) -> str:
    """Return a ticket that opens one WebSocket within `TICKET_LIFE`."""
    return signing.dumps(
        {"user_id": str(user_id), "session_id": session_id, "nonce": secrets.token_urlsafe(12)}, salt=_SALT
    )


def redeem_ticket(text: str) -> Ticket:
    """Read a ticket and use it up.

    Raises:
        TicketError: it opens nothing.
    """
    try:
        content = signing.loads(text, salt=_SALT, max_age=TICKET_LIFE)
    except signing.BadSignature:
        raise TicketError("The ticket is not valid.") from None
    ticket = msgspec.convert(content, Ticket)
    if not _is_first_use(ticket.nonce):
        raise TicketError("The ticket was used before.")
    return ticket


def push(recipient_id: ObjectId, message: Mapping[str, Any]) -> None:
    """Send a message to every open window of a person, once the running transaction has committed."""
    _tell(News(recipient_id=str(recipient_id), frame=encode_frame(message)))


def encode_frame(message: Mapping[str, Any]) -> str:
    """Write a message as the text of a frame; ids become text."""
    return msgspec.json.encode(message, enc_hook=str).decode()


def close_session(session_id: str) -> None:
    """Close the WebSockets of a session that was revoked."""
    _tell(News(closed_session_id=session_id))


def _tell(news: News) -> None:
    packed = msgspec.msgpack.encode(news)
    mongo.after_commit(lambda: _publish(packed))


def _publish(packed: bytes) -> None:
    try:
        cache.connection().publish(CHANNEL, packed)
    except cache.ERRORS as error:  # clients find out when they poll
        log.warning("realtime_message_lost", reason=type(error).__name__)


def _is_first_use(nonce: str) -> bool:
    try:
        return bool(cache.connection().set(f"ticket:{nonce}", b"1", nx=True, ex=TICKET_LIFE))
    except cache.ERRORS:  # without Redis the signature and the age must do
        return True
