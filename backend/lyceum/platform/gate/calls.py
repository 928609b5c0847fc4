"""Calls a WSGI application; every function here runs in a thread of the pool.

A reply that is ready is taken whole in one visit to the pool. One that streams is taken piece by piece, a visit each.
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final, NoReturn

from lyceum.platform.asgi import Headers
from lyceum.platform.gate.environ import Environ

type WsgiApp = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
type _ExcInfo = tuple[type[BaseException], BaseException, TracebackType] | None

END: Final = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The status and headers that the application started its reply with."""

    status: int
    headers: Headers


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A reply that is there as a whole."""

    head: Head
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Streaming:
    """A reply that comes in pieces; `first` is the first of them."""

    head: Head
    first: bytes | None
    pieces: Iterator[bytes]
    source: Iterable[bytes]

    def next_piece(self) -> bytes | None:
        """Return the next piece, or END."""
        return next(self.pieces, END)

    def close(self) -> None:
        """Tell the application that its reply was sent, or that nobody reads it any more."""
        _close(self.source)


class _Start:
    """What the application calls to start its reply."""

    def __init__(self) -> None:
        self._head: Head | None = None

    def __call__(
        self, status: str, headers: list[tuple[str, str]], _exc_info: _ExcInfo = None
    ) -> Callable[[bytes], NoReturn]:
        """Take the head."""
        self._head = Head(
            status=int(status[:3]),
            headers=tuple((name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers),
        )
        return _refuse_write

    def head(self) -> Head:
        """Return the head that was taken."""
        if self._head is None:
            raise RuntimeError("The WSGI application did not start its reply.")
        return self._head


def call(app: WsgiApp, environ: Environ) -> Ready | Streaming:
    """Run the application until its reply is ready, or until the first piece of a stream."""
    start = _Start()
    source = app(environ, start)
    try:
        if _is_whole(source):
            body = b"".join(source)
            _close(source)
            return Ready(head=start.head(), body=body)
        pieces = iter(source)
        first = next(pieces, END)
        return Streaming(head=start.head(), first=first, pieces=pieces, source=source)
    except BaseException:
        with contextlib.suppress(Exception):  # the first error is the one to tell
            _close(source)
        raise


def _is_whole(source: Iterable[bytes]) -> bool:
    """Tell whether taking the reply whole waits for nothing: a list, or a plain reply of Django."""
    return isinstance(source, list | tuple) or getattr(source, "streaming", True) is False


def _close(source: Iterable[bytes]) -> None:
    close = getattr(source, "close", None)
    if close is not None:
        close()


def _refuse_write(_data: bytes) -> NoReturn:
    raise NotImplementedError("The write callable of PEP 3333 is for old frameworks only.")
