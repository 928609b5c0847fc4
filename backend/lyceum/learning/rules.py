"""Decisions about enrollments and progress, free of storage and HTTP."""

import math
import re
import secrets
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bson import ObjectId

from lyceum.learning.errors import CodeRequiredError, EnrollmentClosedError, TimeRequiredError
from lyceum.platform.errors import PaymentRequiredError

MILESTONES: Final = (25, 50, 75, 100)
POSITION_PAUSE: Final = timedelta(seconds=15)
FIRST_REPORT_S: Final = 60
CODE_LETTERS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH: Final = 10
_NOT_IN_CODES: Final = re.compile(r"[^0-9A-Z]")


class EnrollmentStatus(StrEnum):
    """Whether a student takes part in a course."""

    ACTIVE = "active"
    WAITING = "waiting"
    WITHDRAWN = "withdrawn"


class Requirement(StrEnum):
    """What completes a lesson, beside its required quizzes."""

    VIEWED = "viewed"
    SECONDS = "seconds"
    QUIZ_PASSED = "quiz_passed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonRule:
    """What completes one lesson; `seconds` is how long one spends in it at least."""

    lesson_id: ObjectId
    requires: Requirement
    seconds: int = 0


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


def countable_seconds(*, claimed: int, kept: int, kept_at: datetime | None, now: datetime) -> int:
    """Return how many seconds in a lesson count: never fewer than before, never more than have passed since.

    A first report may claim a minute; clients report more often.
    """
    passed = FIRST_REPORT_S if kept_at is None else max(0, math.ceil((now - kept_at).total_seconds()))
    return max(kept, min(claimed, kept + passed))


def check_seconds(*, seconds: int, needed: int) -> None:
    """Refuse to complete a lesson too early.

    Raises:
        TimeRequiredError: less than the needed time was spent in it.
    """
    if seconds < needed:
        message = f"Spend {needed - seconds} more seconds in this lesson to complete it."
        raise TimeRequiredError(message, extra={"seconds": seconds, "seconds_needed": needed})


def next_lesson_id(outline: Sequence[ObjectId], *, completed: Set[ObjectId], last: ObjectId | None) -> ObjectId | None:
    """Choose where to go on: the first open lesson from the last one seen, else the first open one."""
    start = outline.index(last) if last in outline else 0
    around = (*outline[start:], *outline[:start])
    return next((lesson_id for lesson_id in around if lesson_id not in completed), None)
