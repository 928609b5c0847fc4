"""What is owed and not done yet: rows of the outbox, errands, and what was given up; by counts that cost nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from lyceum.platform import errands, mongo, outbox
from lyceum.platform.clock import utc_now

QUEUES: Final[Mapping[str, mongo.Collection[Any]]] = {
    "waiting": outbox.outbox_rows,
    "retrying": outbox.retry_rows,
    "dead": outbox.dead_rows,
    "errands": errands.errands,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """How many rows there are of each kind, and for how many seconds about the oldest has been owed."""

    waiting: int
    retrying: int
    dead: int
    errands: int
    oldest_s: float


def describe_owed() -> Owed:
    """Return what is owed now."""
    counts = {name: count_rows(rows) for name, rows in QUEUES.items()}
    return Owed(**counts, oldest_s=max(oldest_s(QUEUES[name]) for name in ("waiting", "retrying", "errands")))


def count_rows(rows: mongo.Collection[Any]) -> int:
    """Count the rows of a queue, as the store knows without looking."""
    return rows.raw().estimated_document_count()


def oldest_s(rows: mongo.Collection[Any]) -> float:
    """Return the age of the first row in the store's own order, which is about the oldest."""
    first = rows.find({}, limit=1)
    return (utc_now() - first[0].created_at).total_seconds() if first else 0.0
