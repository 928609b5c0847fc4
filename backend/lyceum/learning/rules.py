"""Decisions about enrollments and progress, free of storage and HTTP."""

import re
import secrets
from collections.abc import Sequence, Set
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bson import ObjectId

from lyceum.learning.errors import CodeRequiredError, EnrollmentClosedError
from lyceum.platform.errors import PaymentRequiredError

MILESTONES: Final = (25, 50, 75, 100)
POSITION_PAUSE: Final = timedelta(seconds=15)
CODE_LETTERS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH: Final = 10
_NOT_IN_CODES: Final = re.compile(r"[^0-9A-Z]")


class EnrollmentStatus(StrEnum):
    """Whether a student takes part in a course."""

    ACTIVE = "active"
    WAITING = "waiting"
    WITHDRAWN = "withdrawn"


class EnrollmentPolicy(StrEnum):
    """Who may join a course by themselves; its authors can enroll anybody."""

    OPEN = "open"
    CODE = "code"
    CLOSED = "closed"


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


def check_admission(policy: EnrollmentPolicy, *, has_code: bool, title: str) -> None:
    """Refuse those who join by themselves where the course does not take them so.

    Raises:
        EnrollmentClosedError: only its instructor enrolls students.
        CodeRequiredError: it takes those with a code.
    """
    if policy is EnrollmentPolicy.CLOSED:
        raise EnrollmentClosedError(f"Only the instructor of “{title}” enrolls students.")
    if policy is EnrollmentPolicy.CODE and not has_code:
        raise CodeRequiredError(f"“{title}” is joined with a code.")


def new_code() -> str:
    """Make a code that nobody guesses (50 bits) and nobody misreads: no 0, O, 1 or I."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def plain_code(typed: str) -> str:
    """Return a code as it is stored, however it was typed: without spaces and dashes, in capitals."""
    return _NOT_IN_CODES.sub("", typed.upper())


def unusable_reason(*, uses_left: int, expires_at: datetime, is_revoked: bool, now: datetime) -> str | None:
    """Return why a code gives no place now, or None."""
    if is_revoked:
        return "revoked"
    if now >= expires_at:
        return "expired"
    return None if uses_left > 0 else "used_up"


def check_free(*, price_cents: int, title: str) -> None:
    """Refuse to give away a place that costs money.

    Raises:
        PaymentRequiredError: the course has a price.
    """
    if price_cents > 0:
        raise PaymentRequiredError(f"“{title}” has a price; join it with a code, or let its instructor enroll you.")


def is_position_due(*, kept_at: datetime | None, now: datetime) -> bool:
    """Tell whether a position in a lesson may be written again: at most every 15 seconds."""
    return kept_at is None or now - kept_at >= POSITION_PAUSE


def next_lesson_id(outline: Sequence[ObjectId], *, completed: Set[ObjectId], last: ObjectId | None) -> ObjectId | None:
    """Choose where to go on: the first open lesson from the last one seen, else the first open one."""
    start = outline.index(last) if last in outline else 0
    around = (*outline[start:], *outline[:start])
    return next((lesson_id for lesson_id in around if lesson_id not in completed), None)
