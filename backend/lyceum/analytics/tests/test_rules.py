"""Rules of figures, as plain functions with their laws."""

from hypothesis import given
from hypothesis import strategies as st

from lyceum.analytics.rules import average_percentage

counts = st.integers(min_value=-5, max_value=10_000)


@given(completed=counts, students=counts, lessons=counts)
def test_an_average_lies_between_0_and_100(completed, students, lessons):
    assert 0 <= average_percentage(completed_lessons=completed, students=students, lessons=lessons) <= 100


@given(students=st.integers(1, 1_000), lessons=st.integers(1, 500))
def test_a_course_that_all_have_finished_is_at_100_per_cent(students, lessons):
    everything = students * lessons
    assert average_percentage(completed_lessons=everything, students=students, lessons=lessons) == 100
    assert average_percentage(completed_lessons=everything - 1, students=students, lessons=lessons) < 100
