"""The outbox: what is owed for a committed fact, until it is done.

Rows are written in the transaction of their cause and deleted in the transaction of their handler, so that a
handler whose effects are documents runs exactly once. Rows of a handler that takes several events (`together`) share
one transaction; where that fails, each gets its own. A row whose handler fails by itself moves to `outbox_retries` with
a growing pause, and after `MAX_TRIES` to `outbox_dead`. What acts outside of MongoDB is an errand (`platform.errands`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from pymongo import IndexModel

from lyceum.platform import cache, mongo
from lyceum.platform.clock import utc_now
from lyceum.platform.leases import Leadership, LeaseLostError
from lyceum.platform.redis_line import line_of

log = structlog.get_logger(__name__)

NUDGE_CHANNEL: Final = "outbox"
BATCH: Final = 200
AT_ONCE: Final = 50
MAX_TRIES: Final = 8
FIRST_PAUSE: Final = timedelta(seconds=2)
LONGEST_PAUSE: Final = timedelta(minutes=15)


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
dead_rows = mongo.Collection("outbox_dead", RetryRow, indexes=[IndexModel([("created_at", -1)], name="newest")])


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """A handler and the type of event that it takes."""

    event: type
    call: Callable[[Any], None]


class _PartlySettledError(Exception):
    """Some rows of a group are gone; leaves the transaction that found out."""


_handlers: Final[dict[str, Registered]] = {}
_shared_fields: Final[dict[str, str]] = {}


def together[F: Callable[[Any], None]](*, by: str = "") -> Callable[[F], F]:
    """Mark a handler that takes a sequence of events in one transaction: those that agree in the field `by`, or any.

    Such a handler must do the same for several events as for each of them in some order.
    """

    def mark(handler: F) -> F:
        _shared_fields[name_of(handler)] = by
        return handler

    return mark


def register(event: type, handler: Callable[[Any], None]) -> str:
    """Make a handler known to the relay; return the name its rows carry."""
    name = name_of(handler)
    _handlers[f"{event.__name__}>{name}"] = Registered(event=event, call=handler)
    return name


def name_of(handler: Callable[[Any], None]) -> str:
    """Return the name under which a handler is stored in rows."""
    return f"{handler.__module__}.{handler.__qualname__}"


def put(owed: Sequence[tuple[object, str]]) -> None:
    """Owe events to handlers, each a pair; stored with all else that the running transaction owes."""
    outbox_rows.insert_at_end(
        [
            OutboxRow(
                event=type(event).__name__,
                handler=handler,
                data=mongo.to_bson(event),
                created_at=utc_now(),
            )
            for event, handler in owed
        ]
    )
    mongo.after_commit(nudge)


def nudge() -> None:
    """Wake the relay; without Redis it wakes by itself within a second."""
    try:
        line_of(cache.connection()).ask(("PUBLISH", NUDGE_CHANNEL, b"1"))
    except cache.ERRORS as error:  # the relay polls as well
        log.debug("nudge_lost", reason=type(error).__name__)


def relay_once(leadership: Leadership | None = None) -> int:
    """Run the handlers of waiting rows, about oldest first; return how many rows were settled.

    Rows come in the store's natural order: SecantusDB sorts by reading the whole collection.

    Raises:
        LeaseLostError: somebody else leads now; what is left is theirs.
    """
    rows = outbox_rows.find({}, limit=BATCH)
    for group in _grouped(rows):
        if len(group) == 1 or not _settle_together(group, leadership):
            for row in group:
                _settle(row, outbox_rows, tries=0, leadership=leadership)
    due = retry_rows.find({"next_at": {"$lte": utc_now()}}, sort=[("next_at", 1)], limit=BATCH)
    for retry in due:
        _settle(retry, retry_rows, tries=retry.tries, leadership=leadership)
    return len(rows) + len(due)


def put_back(row: RetryRow) -> None:
    """Give a row another chance from the beginning; part of the running transaction."""
    outbox_rows.insert(
        OutboxRow(id=row.id, event=row.event, handler=row.handler, data=row.data, created_at=row.created_at)
    )
    mongo.after_commit(nudge)


def pause_after(tries: int) -> timedelta:
    """Return how long a row waits whose handler has failed so many times."""
    return min(FIRST_PAUSE * (1 << min(tries - 1, 20)), LONGEST_PAUSE)


def failed_copy(row: OutboxRow, *, tries: int, error: str) -> RetryRow:
    """Return a row as it is kept after its handler has failed."""
    return RetryRow(
        id=row.id,
        event=row.event,
        handler=row.handler,
        data=row.data,
        created_at=row.created_at,
        tries=tries,
        next_at=utc_now() + pause_after(tries),
        error=error,
    )


def _grouped(rows: Sequence[OutboxRow]) -> list[list[OutboxRow]]:
    """Put rows together that share a transaction, at most `AT_ONCE`; every other row stands alone."""
    groups: dict[tuple[object, ...], list[OutboxRow]] = {}
    for number, row in enumerate(rows):
        by = _shared_fields.get(row.handler)
        alike = (row.id,) if by is None else (row.event, row.handler, row.data.get(by), number // AT_ONCE)
        groups.setdefault(alike, []).append(row)
    return list(groups.values())


def _settle_together(group: Sequence[OutboxRow], leadership: Leadership | None) -> bool:
    """Settle rows in one transaction; tell whether that went well: if not, nothing was done."""
    _check_held(leadership)
    try:
        mongo.run_in_transaction(lambda: _deliver(group, outbox_rows, leadership))
    except LeaseLostError:  # nothing was settled; the rows are for who leads now
        raise
    except Exception as error:  # noqa: BLE001 - one of them may be bad: each is tried by itself
        log.info("outbox_group_parted", handler=group[0].handler, rows=len(group), error=type(error).__name__)
        return False
    return True


def _check_held(leadership: Leadership | None) -> None:
    if leadership is not None and not leadership.is_held():
        raise LeaseLostError("relay")


def _settle(row: OutboxRow, source: mongo.Collection[Any], *, tries: int, leadership: Leadership | None) -> None:
    _check_held(leadership)
    try:
        mongo.run_in_transaction(lambda: _deliver([row], source, leadership))
    except LeaseLostError:  # nothing was settled; the row is for who leads now
        raise
    except Exception as error:  # noqa: BLE001 - whatever a handler raises, its row must wait
        log.warning("outbox_handler_failed", handler=row.handler, error=type(error).__name__)
        _postpone(row, source, tries=tries + 1, error=repr(error)[:500])


def _deliver(group: Sequence[OutboxRow], source: mongo.Collection[Any], leadership: Leadership | None) -> None:
    """Delete rows of one handler and call it, in a transaction.

    Raises:
        _PartlySettledError: another relay has settled some of several rows.
    """
    if leadership is not None:
        leadership.check()
    deleted = source.delete_each([row.id for row in group])
    if deleted == 0:
        return  # another relay was quicker
    if deleted < len(group):
        raise _PartlySettledError
    first = group[0]
    registered = _handlers[f"{first.event}>{first.handler}"]
    told: list[Any] = [mongo.from_bson(row.data, registered.event) for row in group]
    registered.call(told if first.handler in _shared_fields else told[0])


def _postpone(row: OutboxRow, source: mongo.Collection[Any], *, tries: int, error: str) -> None:
    retry = failed_copy(row, tries=tries, error=error)

    def move() -> None:
        if source.delete({"_id": row.id}):
            (dead_rows if tries >= MAX_TRIES else retry_rows).insert(retry)

    mongo.run_in_transaction(move)
