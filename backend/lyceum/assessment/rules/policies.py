"""What a quiz's author decides about attempts: their time, what is told afterwards, and which of them counts."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from lyceum.assessment.errors import InvalidSettingsError
from lyceum.platform.errors import FieldError


class FeedbackPolicy(StrEnum):
    """When a learner is told how an attempt went, and how much of it."""

    NEVER = "never"
    SCORE_ONLY = "score_only"
    AFTER_SUBMIT = "after_submit"
    AFTER_CLOSING = "after_closing"


class GradingPolicy(StrEnum):
    """Which of a learner's attempts at a quiz count."""

    BEST = "best"
    LAST = "last"
    AVERAGE = "average"


class AttemptState(StrEnum):
    """Where an attempt is: answered still, waiting for a person's grade, or done."""

    OPEN = "open"
    PENDING = "pending"
    GRADED = "graded"


class HistoryKind(StrEnum):
    """Why a result has changed after it was told."""

    GRADED = "graded"
    REGRADED = "regraded"
    OVERRIDDEN = "overridden"


class Disclosure(StrEnum):
    """How much of a result its learner is told."""

    NOTHING = "nothing"
    SCORE = "score"
    EVERYTHING = "everything"


_DISCLOSURES: Final = {
    FeedbackPolicy.NEVER: Disclosure.NOTHING,
    FeedbackPolicy.SCORE_ONLY: Disclosure.SCORE,
    FeedbackPolicy.AFTER_SUBMIT: Disclosure.EVERYTHING,
}


def disclosure_at(now: datetime, *, feedback: FeedbackPolicy, closes_at: datetime | None) -> Disclosure:
    """Tell how much a learner is told now; before a quiz closes, `after_closing` tells the score only."""
    if feedback is FeedbackPolicy.AFTER_CLOSING:
        return Disclosure.EVERYTHING if is_closed(closes_at, now=now) else Disclosure.SCORE
    return _DISCLOSURES[feedback]


def is_closed(closes_at: datetime | None, *, now: datetime) -> bool:
    """Tell whether a quiz takes no answers any more."""
    return closes_at is not None and now >= closes_at


def deadline_of(
    *, started_at: datetime, time_limit_s: int | None, extra_time_s: int, closes_at: datetime | None
) -> datetime | None:
    """Return when an attempt ends: after its time with what is added to it, but not after the quiz closes."""
    if time_limit_s is None:
        return closes_at
    own = started_at + timedelta(seconds=time_limit_s + extra_time_s)
    return own if closes_at is None else min(own, closes_at)


def extended_deadline(deadline: datetime, *, added_s: int, closes_at: datetime | None) -> datetime:
    """Return when an attempt ends that gets more time while it runs; when the quiz closes, at the latest."""
    later = deadline + timedelta(seconds=added_s)
    return later if closes_at is None else max(deadline, min(later, closes_at))


def is_overdue(deadline: datetime | None, *, now: datetime) -> bool:
    """Tell whether an attempt's time is up."""
    return deadline is not None and now > deadline


def standing_percentage(percentages: Sequence[int], *, grading: GradingPolicy) -> int | None:
    """Return what a learner has reached by several attempts, newest first; an average is rounded down."""
    if not percentages:
        return None
    if grading is GradingPolicy.LAST:
        return percentages[0]
    if grading is GradingPolicy.BEST:
        return max(percentages)
    return sum(percentages) // len(percentages)


def check_feedback(feedback: FeedbackPolicy, *, closes_at: datetime | None) -> None:
    """Let only policies pass that will come to an end.

    Raises:
        InvalidSettingsError: feedback waits for a closing that is not set.
    """
    if feedback is FeedbackPolicy.AFTER_CLOSING and closes_at is None:
        message = "Say when the quiz closes."
        raise InvalidSettingsError(message, errors=(FieldError(field="closes_at", code="required", message=message),))
