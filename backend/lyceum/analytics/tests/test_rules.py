"""Rules of figures, as plain functions with their laws."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.analytics import rules
from lyceum.analytics.rules import average_percentage
from lyceum.platform.clock import local_day

counts = st.integers(min_value=-5, max_value=10_000)


@given(completed=counts, students=counts, lessons=counts)
def test_an_average_lies_between_0_and_100(completed, students, lessons):
    assert 0 <= average_percentage(completed_lessons=completed, students=students, lessons=lessons) <= 100


@given(students=st.integers(1, 1_000), lessons=st.integers(1, 500))
def test_a_course_that_all_have_finished_is_at_100_per_cent(students, lessons):
    everything = students * lessons
    assert average_percentage(completed_lessons=everything, students=students, lessons=lessons) == 100
    assert average_percentage(completed_lessons=everything - 1, students=students, lessons=lessons) < 100


NOON = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("timezone", "day"),
    [("UTC", 29), ("America/New_York", 28), ("Europe/Berlin", 29), ("Nowhere/Land", 29), ("../etc", 29)],
)
def test_a_day_is_that_where_somebody_lives(timezone, day):
    assert local_day(NOON, timezone=timezone) == date(2026, 3, day)


@pytest.mark.parametrize("first", [date(2026, 3, 27), date(2026, 10, 23)])
@pytest.mark.parametrize("hour", [0, 23])
def test_a_streak_goes_on_across_a_change_of_the_clocks(first, hour):
    length, last_day = 0, None
    for number in range(4):
        there = datetime(first.year, first.month, first.day, hour, 30, tzinfo=ZoneInfo("Europe/Berlin"))
        moment = (there + timedelta(days=number)).astimezone(UTC)
        today = local_day(moment, timezone="Europe/Berlin")
        length = rules.next_streak(last_day=last_day, length=length, today=today)
        last_day = today
    assert length == 4


def test_a_streak_grows_by_a_day_and_ends_with_a_day_left_out():
    monday = date(2026, 1, 5)
    assert rules.next_streak(last_day=None, length=0, today=monday) == 1
    assert rules.next_streak(last_day=monday, length=4, today=monday) == 4
    assert rules.next_streak(last_day=monday, length=4, today=date(2026, 1, 6)) == 5
    assert rules.next_streak(last_day=monday, length=4, today=date(2026, 1, 7)) == 1
    assert rules.current_streak(last_day=monday, length=4, today=date(2026, 1, 6)) == 4
    assert rules.current_streak(last_day=monday, length=4, today=date(2026, 1, 7)) == 0


def test_those_who_are_lost_are_counted_from_step_to_step():
    assert rules.drop_off([3, 1, 2], start=4) == [1, 2, 0]
    assert rules.drop_off([], start=4) == []


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\n=1", "\uff1d1+1", "\uff20x"])
def test_a_cell_is_never_a_formula(text):
    assert rules.plain_cell(text) == f"'{text}"
    assert rules.plain_cell(f"x{text}") == f"x{text}"


def test_a_number_below_zero_is_no_formula():
    assert [rules.plain_cell(value) for value in (-0.25, -1, 3)] == ["-0.25", "-1", "3"]
