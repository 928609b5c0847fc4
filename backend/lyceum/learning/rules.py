"""Decisions about enrollments and progress, free of storage and HTTP."""

from collections.abc import Sequence, Set
from datetime import datetime, timedelta
from typing import Final

from bson import ObjectId

from lyceum.learning.errors import EnrollmentClosedError
from lyceum.platform.errors import PaymentRequiredError

MILESTONES: Final = (25, 50, 75, 100)
POSITION_PAUSE: Final = timedelta(seconds=15)


def percentage(*, completed: int, total: int) -> int:
    """Return how much of a course is done, in whole per cent rounded down: 100 means everything."""
    if total <= 0:
        return 0
    return 100 * min(completed, total) // total


def reached_milestones(*, completed: int, total: int) -> tuple[int, ...]:
    """Return the milestones that lie at or below this much of a course."""
    reached = percentage(completed=completed, total=total)
    return tuple(milestone for milestone in MILESTONES if milestone <= reached)


def check_open_for_enrollment(*, status: str, title: str) -> None:
    """Refuse a course that is not published.

    Raises:
        EnrollmentClosedError: it is a draft or archived.
    """
    if status != "published":
        raise EnrollmentClosedError(f"“{title}” takes no students now.")


def check_free(*, price_cents: int, title: str) -> None:
    """Refuse to give away a place that costs money.

    Raises:
        PaymentRequiredError: the course has a price.
    """
    if price_cents > 0:
        raise PaymentRequiredError(f"“{title}” has a price; its instructor can enroll you.")


def is_position_due(*, kept_at: datetime | None, now: datetime) -> bool:
    """Tell whether a position in a lesson may be written again: at most every 15 seconds."""
    return kept_at is None or now - kept_at >= POSITION_PAUSE


def next_lesson_id(outline: Sequence[ObjectId], *, completed: Set[ObjectId], last: ObjectId | None) -> ObjectId | None:
    """Choose where to go on: the first open lesson from the last one seen, else the first open one."""
    start = outline.index(last) if last in outline else 0
    around = (*outline[start:], *outline[:start])
    return next((lesson_id for lesson_id in around if lesson_id not in completed), None)
