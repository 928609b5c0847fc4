"""What an author decides about attempts, at the edges: clocks, closings, and which attempts count."""

from datetime import UTC, datetime, timedelta

import pytest

from lyceum.assessment.rules.policies import (
    Disclosure,
    FeedbackPolicy,
    GradingPolicy,
    deadline_of,
    disclosure_at,
    extended_deadline,
    is_closed,
    is_overdue,
    standing_percentage,
)

NOON = datetime(2026, 3, 29, 12, tzinfo=UTC)
MOMENT = timedelta(milliseconds=1)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("limit_s", "extra_s", "closes_after", "ends_after"),
    [
        (None, 0, None, None),
        (None, 300, None, None),
        (600, 0, None, 10 * MINUTE),
        (600, 300, None, 15 * MINUTE),
        (600, 300, 12 * MINUTE, 12 * MINUTE),
        (600, 300, 15 * MINUTE, 15 * MINUTE),
        (None, 300, 12 * MINUTE, 12 * MINUTE),
    ],
)
def test_an_attempt_ends_after_its_time_but_not_after_the_quiz_closes(limit_s, extra_s, closes_after, ends_after):
    closes_at = None if closes_after is None else NOON + closes_after
    found = deadline_of(started_at=NOON, time_limit_s=limit_s, extra_time_s=extra_s, closes_at=closes_at)
    assert found == (None if ends_after is None else NOON + ends_after)


@pytest.mark.parametrize(
    ("closes_after", "ends_after"),
    [(None, 5 * MINUTE), (6 * MINUTE, 5 * MINUTE), (3 * MINUTE, 3 * MINUTE), (-MINUTE, 0 * MINUTE)],
)
def test_time_that_is_added_ends_when_the_quiz_closes_and_takes_nothing_away(closes_after, ends_after):
    closes_at = None if closes_after is None else NOON + closes_after
    assert extended_deadline(NOON, added_s=300, closes_at=closes_at) == NOON + ends_after


def test_an_answer_at_the_deadline_is_in_time_and_one_a_moment_later_is_not():
    assert not is_overdue(None, now=NOON)
    assert not is_overdue(NOON, now=NOON - MOMENT)
    assert not is_overdue(NOON, now=NOON)
    assert is_overdue(NOON, now=NOON + MOMENT)
    assert is_overdue(NOON, now=NOON + timedelta(seconds=1))


def test_a_quiz_is_closed_from_the_moment_that_it_names_and_tells_everything_then():
    for now, closed, told in (
        (NOON - MOMENT, False, Disclosure.SCORE),
        (NOON, True, Disclosure.EVERYTHING),
        (NOON + MOMENT, True, Disclosure.EVERYTHING),
    ):
        assert is_closed(NOON, now=now) is closed
        assert disclosure_at(now, feedback=FeedbackPolicy.AFTER_CLOSING, closes_at=NOON) is told
    assert not is_closed(None, now=NOON)


@pytest.mark.parametrize(
    ("feedback", "told"),
    [
        (FeedbackPolicy.NEVER, Disclosure.NOTHING),
        (FeedbackPolicy.SCORE_ONLY, Disclosure.SCORE),
        (FeedbackPolicy.AFTER_SUBMIT, Disclosure.EVERYTHING),
    ],
)
def test_the_other_policies_do_not_look_at_the_clock(feedback, told):
    for closes_at in (None, NOON - MINUTE, NOON + MINUTE):
        assert disclosure_at(NOON, feedback=feedback, closes_at=closes_at) is told


@pytest.mark.parametrize(
    ("newest_first", "best", "last", "average"),
    [
        ([], None, None, None),
        ([0], 0, 0, 0),
        ([0, 100], 100, 0, 50),
        ([67, 66], 67, 67, 66),
        ([100, 99, 99], 100, 100, 99),
    ],
)
def test_the_policy_says_what_several_attempts_come_to_and_an_average_is_rounded_down(
    newest_first, best, last, average
):
    found = [standing_percentage(newest_first, grading=policy) for policy in GradingPolicy]
    assert list(GradingPolicy) == [GradingPolicy.BEST, GradingPolicy.LAST, GradingPolicy.AVERAGE]
    assert found == [best, last, average]
