"""Range requests (RFC 9110 §14) for one range of bytes; several in one request are answered with the whole."""

import re
from dataclasses import dataclass
from typing import Final

_ONE_RANGE: Final = re.compile(rb"bytes=\s*(\d{0,18})-(\d{0,18})\s*")


class UnsatisfiableRangeError(Exception):
    """No byte of the file lies in the range."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A part of a file: its first and last byte, counted from 0."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """The number of bytes."""
        return self.last - self.first + 1

    def content_range(self, size: int) -> bytes:
        """Return the value of Content-Range for a file of `size` bytes."""
        return b"bytes %d-%d/%d" % (self.first, self.last, size)


def parse_range(header: bytes | None, *, size: int) -> Span | None:
    """Read a Range header; None = answer with the whole file.

    Raises:
        UnsatisfiableRangeError: it lies outside of the file.
    """
    match = _ONE_RANGE.fullmatch(header) if header is not None else None
    if match is None or match.groups() == (b"", b""):
        return None
    first, last = match.groups()
    if not first:
        return _last_bytes(int(last), size=size)
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise UnsatisfiableRangeError
    return Span(first=int(first), last=min(int(last), size - 1) if last else size - 1)


def _last_bytes(count: int, *, size: int) -> Span:
    if count == 0 or size == 0:
        raise UnsatisfiableRangeError
    return Span(first=max(size - count, 0), last=size - 1)
