"""Ranges: what a Range header asks for, and a law about all of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.platform.ranges import Span, UnsatisfiableRangeError, parse_range


@pytest.mark.parametrize(
    ("header", "first", "last"),
    [
        (b"bytes=0-0", 0, 0),
        (b"bytes=2-5", 2, 5),
        (b"bytes=2-", 2, 9),
        (b"bytes=9-", 9, 9),
        (b"bytes=-3", 7, 9),
        (b"bytes=-30", 0, 9),
        (b"bytes=5-500", 5, 9),
    ],
)
def test_one_range_is_read(header: bytes, first: int, last: int) -> None:
    assert parse_range(header, size=10) == Span(first=first, last=last)


@pytest.mark.parametrize(
    "header", [None, b"bytes=-", b"bytes=5-2", b"bytes=0-1,4-5", b"lines=1-2", b"bytes=a-b", b"bytes"]
)
def test_what_is_no_single_range_is_answered_with_the_whole(header: bytes | None) -> None:
    assert parse_range(header, size=10) is None


@pytest.mark.parametrize("header", [b"bytes=10-", b"bytes=99-100", b"bytes=-0"])
def test_a_range_beyond_the_file_is_refused(header: bytes) -> None:
    with pytest.raises(UnsatisfiableRangeError):
        parse_range(header, size=10)


def test_an_empty_file_has_no_last_bytes() -> None:
    with pytest.raises(UnsatisfiableRangeError):
        parse_range(b"bytes=-5", size=0)


@given(st.integers(0, 200), st.integers(0, 200), st.integers(1, 100))
def test_a_span_never_leaves_the_file(first: int, last: int, size: int) -> None:
    try:
        span = parse_range(b"bytes=%d-%d" % (first, last), size=size)
    except UnsatisfiableRangeError:
        assert first >= size
        return
    assert span is None or 0 <= span.first <= span.last < size
