"""Rules of learning, as plain functions with their laws."""

from datetime import UTC, datetime, timedelta

import pytest
from bson import ObjectId
from hypothesis import given
from hypothesis import strategies as st

from lyceum.learning import rules
from lyceum.learning.errors import EnrollmentClosedError
from lyceum.platform.errors import PaymentRequiredError

NOW = datetime(2026, 1, 10, 9, 0, tzinfo=UTC)
counts = st.integers(min_value=0, max_value=2_000)
outlines = st.lists(st.integers(0, 40), unique=True, max_size=20).map(
    lambda numbers: [ObjectId(f"{number:024x}") for number in numbers]
)


@given(completed=counts, total=counts)
def test_a_percentage_lies_between_0_and_100(completed, total):
    assert 0 <= rules.percentage(completed=completed, total=total) <= 100


@given(completed=counts, total=st.integers(1, 2_000))
def test_100_per_cent_means_every_lesson(completed, total):
    assert (rules.percentage(completed=completed, total=total) == 100) == (completed >= total)


@given(completed=counts, total=counts)
def test_one_more_lesson_never_lowers_the_percentage(completed, total):
    more = rules.percentage(completed=completed + 1, total=total)
    assert more >= rules.percentage(completed=completed, total=total)


@given(completed=counts, total=st.integers(1, 2_000))
def test_a_milestone_is_reached_exactly_when_its_share_of_the_lessons_is_done(completed, total):
    expected = tuple(mark for mark in rules.MILESTONES if 100 * completed >= mark * total)
    assert rules.reached_milestones(completed=completed, total=total) == expected


@pytest.mark.parametrize(
    ("completed", "reached"),
    [(0, ()), (1, ()), (2, (25,)), (3, (25, 50)), (4, (25, 50, 75)), (5, (25, 50, 75, 100))],
)
def test_milestones_of_a_course_of_five_lessons(completed, reached):
    assert rules.reached_milestones(completed=completed, total=5) == reached


def test_a_course_without_lessons_has_no_percentage_and_no_milestones():
    assert rules.percentage(completed=0, total=0) == 0
    assert rules.reached_milestones(completed=3, total=0) == ()


@pytest.mark.parametrize("status", ["draft", "archived"])
def test_only_published_courses_take_students(status):
    with pytest.raises(EnrollmentClosedError, match="Algebra"):
        rules.check_open_for_enrollment(status=status, title="Algebra")
    rules.check_open_for_enrollment(status="published", title="Algebra")


def test_a_course_with_a_price_is_not_given_away():
    with pytest.raises(PaymentRequiredError, match="Algebra"):
        rules.check_free(price_cents=1, title="Algebra")
    rules.check_free(price_cents=0, title="Algebra")


@pytest.mark.parametrize(
    ("age", "due"), [(timedelta(0), False), (timedelta(seconds=14.999), False), (timedelta(seconds=15), True)]
)
def test_a_position_is_written_at_most_every_15_seconds(age, due):
    assert rules.is_position_due(kept_at=NOW - age, now=NOW) is due


def test_the_first_position_is_written_at_once():
    assert rules.is_position_due(kept_at=None, now=NOW)


@given(outline=outlines, done=st.sets(st.integers(0, 40)), last=st.integers(0, 40))
def test_the_next_lesson_is_open_and_there_is_one_unless_all_are_done(outline, done, last):
    completed = {ObjectId(f"{number:024x}") for number in done}
    chosen = rules.next_lesson_id(outline, completed=completed, last=ObjectId(f"{last:024x}"))
    if chosen is None:
        assert completed.issuperset(outline)
    else:
        assert chosen in outline
        assert chosen not in completed


def test_going_on_starts_at_the_last_lesson_and_comes_round_to_those_left_out():
    first, second, third = (ObjectId() for _ in range(3))
    outline = [first, second, third]
    assert rules.next_lesson_id(outline, completed=set(), last=None) == first
    assert rules.next_lesson_id(outline, completed=set(), last=second) == second
    assert rules.next_lesson_id(outline, completed={second}, last=second) == third
    assert rules.next_lesson_id(outline, completed={second, third}, last=third) == first
