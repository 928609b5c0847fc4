"""The outbox: what is owed for a committed fact, until it is done.

Rows are written in the transaction of their cause and deleted in the transaction of their handler, so that a
handler whose effects are documents runs exactly once; effects outside MongoDB happen at least once. A row whose
handler fails moves to `outbox_retries` with a growing pause, and after `MAX_TRIES` to `outbox_dead`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from bson import ObjectId
from pymongo import IndexModel

from lyceum.platform import cache, mongo
from lyceum.platform.clock import utc_now

log = structlog.get_logger(__name__)

NUDGE_CHANNEL: Final = "outbox"
BATCH: Final = 100
MAX_TRIES: Final = 8
FIRST_PAUSE: Final = timedelta(seconds=2)


class OutboxRow(mongo.Document, frozen=True, kw_only=True):
    """One handler's share of one fact."""

    event: str
    handler: str
    data: dict[str, Any]
    created_at: datetime


class RetryRow(OutboxRow, frozen=True, kw_only=True):
    """A row whose handler failed."""

    tries: int
    next_at: datetime
    error: str


outbox_rows = mongo.Collection("outbox", OutboxRow)
retry_rows = mongo.Collection("outbox_retries", RetryRow, indexes=[IndexModel([("next_at", 1)], name="next_at")])
dead_rows = mongo.Collection("outbox_dead", RetryRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Registered:
    event: type
    call: Callable[[Any], None]


_handlers: Final[dict[str, _Registered]] = {}


def register(event: type, handler: Callable[[Any], None]) -> str:
    """Make a handler known to the relay; return the name its rows carry."""
    name = f"{handler.__module__}.{handler.__qualname__}"
    _handlers[f"{event.__name__}>{name}"] = _Registered(event=event, call=handler)
    return name


def put(event: object, handlers: Sequence[str]) -> None:
    """Owe each handler this event; part of the running transaction."""
    outbox_rows.insert_all(
        [
            OutboxRow(
                event=type(event).__name__,
                handler=handler,
                data=mongo.to_bson(event),
                created_at=utc_now(),
            )
            for handler in handlers
        ]
    )
    mongo.after_commit(nudge)


def nudge() -> None:
    """Wake the relay; without Redis it wakes by itself within a second."""
    try:
        cache.connection().publish(NUDGE_CHANNEL, b"1")
    except cache.ERRORS as error:  # the relay polls as well
        log.debug("nudge_lost", reason=type(error).__name__)


def relay_once() -> int:
    """Run the handlers of waiting rows, about oldest first; return how many rows were settled.

    Rows come in the store's natural order: SecantusDB sorts by reading the whole collection.
    """
    rows = outbox_rows.find({}, limit=BATCH)
    for row in rows:
        _settle(row, outbox_rows, tries=0)
    due = retry_rows.find({"next_at": {"$lte": utc_now()}}, sort=[("next_at", 1)], limit=BATCH)
    for retry in due:
        _settle(retry, retry_rows, tries=retry.tries)
    return len(rows) + len(due)


def replay(row_id: ObjectId) -> bool:
    """Give a dead row another chance; tell whether there was one."""

    def move() -> bool:
        row = dead_rows.find_by_id(row_id)
        if row is None:
            return False
        dead_rows.delete({"_id": row_id})
        outbox_rows.insert(_plain(row))
        return True

    return mongo.run_in_transaction(move)


def _settle(row: OutboxRow, source: mongo.Collection[Any], *, tries: int) -> None:
    try:
        mongo.run_in_transaction(lambda: _deliver(row, source))
    except Exception as error:  # noqa: BLE001 - whatever a handler raises, its row must wait
        log.warning("outbox_handler_failed", handler=row.handler, error=type(error).__name__)
        _postpone(row, source, tries=tries + 1, error=repr(error)[:500])


def _deliver(row: OutboxRow, source: mongo.Collection[Any]) -> None:
    if not source.delete({"_id": row.id}):
        return  # another relay was quicker
    registered = _handlers[f"{row.event}>{row.handler}"]
    registered.call(mongo.from_bson(row.data, registered.event))


def _postpone(row: OutboxRow, source: mongo.Collection[Any], *, tries: int, error: str) -> None:
    pause = FIRST_PAUSE * 2 ** (tries - 1)
    retry = RetryRow(
        id=row.id,
        event=row.event,
        handler=row.handler,
        data=row.data,
        created_at=row.created_at,
        tries=tries,
        next_at=utc_now() + pause,
        error=error,
    )

    def move() -> None:
        if source.delete({"_id": row.id}):
            (dead_rows if tries >= MAX_TRIES else retry_rows).insert(retry)

    mongo.run_in_transaction(move)


def _plain(row: RetryRow) -> OutboxRow:
    return OutboxRow(id=row.id, event=row.event, handler=row.handler, data=row.data, created_at=row.created_at)
