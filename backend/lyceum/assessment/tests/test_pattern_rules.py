"""Patterns for short answers."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.assessment.errors import InvalidPatternError
from lyceum.assessment.rules.patterns import MAX_TEXT, compile_pattern, is_match

atoms = st.sampled_from(["a", "b", ".", "[ab]", "[^a]", r"\d", r"\w", "c"])
repeats = st.sampled_from(["", "?", "*", "+", "{2}", "{1,2}", "{1,}"])
patterns = st.recursive(
    st.builds("{}{}".format, atoms, repeats),
    lambda inner: st.one_of(
        st.builds("{}{}".format, inner, inner),
        st.builds("({}|{})".format, inner, inner),
        st.builds("({}){}".format, inner, st.sampled_from(["", "?"])),
    ),
    max_leaves=4,
)


@given(patterns, st.text("abc1 ", max_size=6))
def test_patterns_mean_what_regular_expressions_mean(pattern, text):
    assert is_match(pattern, text) == bool(re.fullmatch(pattern, text, re.IGNORECASE | re.DOTALL))


@pytest.mark.parametrize("pattern", ["(a*)*b", "(a+)+b", "(a|a)*b", "(a|aa)+b", "a?" * 40 + "b"])
def test_patterns_that_ruin_backtracking_take_no_time(pattern):
    started = time.process_time()
    assert not is_match(pattern, "a" * MAX_TEXT)
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    "pattern",
    [
        "(a",
        "a)",
        "[a",
        "[b-a]",
        "*a",
        "a**",
        "a{3,2}",
        r"\b",
        r"\1",
        "(?=a)",
        "(?P<name>a)",
        "a^b",
        "[a--b]",
        "(" * 30 + ")" * 30,
        "(a{99}){99}",
        "((a{50}){50}){50}",
    ],
)
def test_what_cannot_be_read_or_is_too_big_is_refused(pattern):
    with pytest.raises(InvalidPatternError):
        compile_pattern(pattern)


def test_anchors_at_the_ends_and_an_empty_alternative_are_allowed():
    assert is_match("^colou?r$", "COLOR")
    assert is_match("(big|) dog", " dog")
    assert is_match(r"5\$", "5$")


def test_a_text_that_is_too_long_does_not_match():
    assert not is_match("a*", "a" * (MAX_TEXT + 1))
