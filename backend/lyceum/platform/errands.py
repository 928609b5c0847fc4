"""Errands: what is owed outside of MongoDB, such as a mail; done at least once, by one worker at a time.

An errand is written in the transaction of its cause, like a row of the outbox, but its handler runs in none: a mail
server that is slow must not hold a transaction, nor the relay, up. Whoever leads claims an errand with the fence of its
lease before doing it, and deletes it afterwards; after a `kill -9` in between, the next leader does it again, once.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

import structlog
from pymongo import IndexModel

from lyceum.platform import mongo, outbox
from lyceum.platform.clock import utc_now
from lyceum.platform.leases import Leadership, LeaseLostError
from lyceum.platform.outbox import Registered, RetryRow

log = structlog.get_logger(__name__)

BATCH: Final = 50
# With the longest pause of a quarter of an hour: for about a day.
MAX_TRIES: Final = 100


class HopelessError(Exception):
    """An errand cannot be done however often it is tried; it is given up at once."""


class Errand(RetryRow, frozen=True, kw_only=True):
    """One handler's share of one fact; `claim` is the fence of the lease under which it was begun."""

    claim: int = 0


errands = mongo.Collection("errands", Errand, indexes=[IndexModel([("next_at", 1)], name="next_at")])

_handlers: Final[dict[str, Registered]] = {}


def register(event: type, handler: Callable[[Any], None]) -> str:
    """Make a handler known; return the name its errands carry."""
    name = outbox.name_of(handler)
    _handlers[f"{event.__name__}>{name}"] = Registered(event=event, call=handler)
    return name


def is_errand(row: RetryRow) -> bool:
    """Tell whether a row is of a handler that runs errands."""
    return f"{row.event}>{row.handler}" in _handlers


def put(owed: Sequence[tuple[object, str]]) -> None:
    """Owe events to handlers, each a pair; stored with all else that the running transaction owes."""
    now = utc_now()
    errands.insert_at_end(
        [
            Errand(
                event=type(event).__name__,
                handler=handler,
                data=mongo.to_bson(event),
                created_at=now,
                next_at=now,
                tries=0,
                error="",
            )
            for event, handler in owed
        ]
    )
    mongo.after_commit(outbox.nudge)


def put_back(row: RetryRow) -> None:
    """Give an errand another chance from the beginning; part of the running transaction."""
    errands.insert(
        Errand(
            id=row.id,
            event=row.event,
            handler=row.handler,
            data=row.data,
            created_at=row.created_at,
            next_at=utc_now(),
            tries=0,
            error="",
        )
    )
    mongo.after_commit(outbox.nudge)


def run_once(leadership: Leadership | None = None) -> int:
    """Do the errands that are due; return how many were looked at.

    Raises:
        LeaseLostError: somebody else leads now; what is left is theirs.
    """
    due = errands.find({"next_at": {"$lte": utc_now()}}, limit=BATCH)
    for errand in due:
        _run(errand, leadership)
    return len(due)


def _run(errand: Errand, leadership: Leadership | None) -> None:
    if leadership is None:
        failure = _attempt(errand)
    elif mongo.run_in_transaction(lambda: _claim(errand, leadership)):
        with leadership.kept():
            failure = _attempt(errand)
    else:
        return
    mongo.run_in_transaction(lambda: _settle(errand, failure, leadership))


def _claim(errand: Errand, leadership: Leadership) -> bool:
    """Take an errand, in a transaction; tell whether it is there to be done."""
    if not leadership.is_held():
        raise LeaseLostError("errands")
    leadership.check()
    if errand.claim == leadership.fence:
        return True  # begun before, but the store went away
    return errands.update({"_id": errand.id, "claim": errand.claim}, {"$set": {"claim": leadership.fence}})


def _attempt(errand: Errand) -> Exception | None:
    """Call the handler; return what went wrong."""
    try:
        registered = _handlers[f"{errand.event}>{errand.handler}"]
        registered.call(mongo.from_bson(errand.data, registered.event))
    except Exception as error:  # noqa: BLE001 - whatever a handler raises, its errand must wait
        log.warning("errand_failed", handler=errand.handler, error=type(error).__name__)
        return error
    return None


def _settle(errand: Errand, failure: Exception | None, leadership: Leadership | None) -> None:
    """Delete an errand that is done, keep one that is not for later unless it is hopeless; in a transaction."""
    if leadership is not None:
        leadership.check()
    if failure is None:
        errands.delete({"_id": errand.id})
        return
    tries, error = errand.tries + 1, repr(failure)[:500]
    if tries < MAX_TRIES and not isinstance(failure, HopelessError):
        later = utc_now() + outbox.pause_after(tries)
        errands.update({"_id": errand.id}, {"$set": {"tries": tries, "next_at": later, "error": error}})
    elif errands.delete({"_id": errand.id}):
        outbox.dead_rows.insert(outbox.failed_copy(errand, tries=tries, error=error))
