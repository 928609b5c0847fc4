"""How typed texts and numbers are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.assessment.rules.texts import fold_output, fold_text, read_number


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold_text(fold_text(text)) == fold_text(text)
    assert fold_output(fold_output(text)) == fold_output(text)


@given(st.floats(-1e15, 1e15))
def test_every_number_python_writes_can_be_read(number):
    assert read_number(repr(number)) == number
    assert read_number(repr(number).replace(".", ",")) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("-3", -3),
        ("\u22123", -3),
        (".5", 0.5),
        ("1,5 kg", 1.5),
        ("12 %", 12),
        ("€ 12", 12),
        ("3 km/h", 3),
        ("9 m2", 9),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1 234,5", 1234.5),
        ("1'000", 1000),
        ("2e3", 2000),
        ("\uff16\uff17", 67),
    ],
)
def test_numbers_are_read_with_comma_point_and_unit(text, number):
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["", "six", "6 7", "1/2", "6 or 7", "1e999", "--1", "3 x 4", "1..2"])
def test_what_is_no_single_number_is_not_read(text):
    assert read_number(text) is None


def test_a_long_text_is_no_number_and_takes_no_time_to_see():
    assert read_number("€" + " " * 10_000 + "x") is None
