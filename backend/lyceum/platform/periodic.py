"""Work that is done once per period, however many workers there are.

Each period of a job is a numbered slot; who inserts the row (job, slot) first does the work. A worker that ends in
the middle leaves that slot undone; the next one comes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog
from pymongo import IndexModel
from pymongo.errors import DuplicateKeyError

from lyceum.platform import mongo
from lyceum.platform.ids import derive_id

log = structlog.get_logger(__name__)

KEPT_FOR: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodicJob:
    """Something to do every so often; `run` is idempotent."""

    name: str
    every: timedelta
    run: Callable[[], None]

    def slot_at(self, now: datetime) -> int:
        """Number the period that `now` lies in."""
        return int(now.timestamp() // self.every.total_seconds())


class TakenSlot(mongo.Document, frozen=True, kw_only=True):
    """A period of a job that a worker has taken; the id derives from both."""

    job: str
    slot: int
    taken_at: datetime


taken_slots = mongo.Collection(
    "periodic_slots",
    TakenSlot,
    indexes=[IndexModel([("taken_at", 1)], name="taken_at", expireAfterSeconds=int(KEPT_FOR.total_seconds()))],
)


class PeriodicWork:
    """The jobs of one worker; asks the database only when a period has changed."""

    def __init__(self, jobs: Sequence[PeriodicJob]) -> None:
        self._jobs = tuple(jobs)
        self._seen: dict[str, int] = {}

    def run_due(self, now: datetime) -> int:
        """Run the jobs whose current slot is free; return how many were run."""
        due = [job for job in self._jobs if self._seen.get(job.name) != job.slot_at(now)]
        count = 0
        for job in due:
            taken = _take(job, now)
            self._seen[job.name] = job.slot_at(now)
            if taken:
                _run(job)
                count += 1
        return count


def _take(job: PeriodicJob, now: datetime) -> bool:
    slot = job.slot_at(now)
    row = TakenSlot(id=derive_id("periodic", job.name, str(slot)), job=job.name, slot=slot, taken_at=now)
    try:
        taken_slots.insert(row)
    except DuplicateKeyError:  # another worker was quicker
        return False
    return True


def _run(job: PeriodicJob) -> None:
    try:
        job.run()
    except Exception:  # a failing job must not stop the others; its next slot comes
        log.exception("periodic_job_failed", job=job.name)
