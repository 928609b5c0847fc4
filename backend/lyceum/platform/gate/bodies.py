"""Receives the body of a request in the event loop, whole or not at all.

A body that was cut off, is too large or too slow never reaches a view.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import IO

from lyceum.platform.asgi import Receive, Scope, find_header
from lyceum.platform.gate.limits import GateLimits


class ClientLeftError(OSError):
    """The client went away; there is nobody to answer."""


class BodyRefusedError(Exception):
    """The body cannot be taken; becomes a problem document."""

    def __init__(self, status: HTTPStatus, code: str, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A received body, to be read from its beginning; whoever has it closes it."""

    file: IO[bytes]
    length: int


async def receive_body(scope: Scope, receive: Receive, limits: GateLimits) -> Body:
    """Read the whole body.

    Raises:
        ClientLeftError: the client went away before the end.
        BodyRefusedError: it has no length (411) or is too slow (408).
    """
    length = _announced_length(scope)
    if length is None:
        await _check_absent(scope, receive)
        length = 0
    file = SpooledTemporaryFile(max_size=limits.memory_bytes)  # noqa: SIM115 - closed by the receiver
    if length:
        await _fill_in_time(file, receive, length=length, seconds=limits.time_for(length))
    return Body(file=file, length=length)


class Room:
    """What all bodies of this process may take together; asked in the event loop only, so it needs no lock.

    A tenth of it is for other bodies than uploads, so that nobody's uploads keep others from signing in.
    """

    def __init__(self, limits: GateLimits) -> None:
        self._limits = limits
        # by whether it is an upload
        self._left = {True: limits.bodies_bytes * 9 // 10, False: limits.bodies_bytes // 10}

    @contextmanager
    def taken(self, scope: Scope) -> Iterator[None]:
        """Keep room for the body of a request while the block runs.

        Raises:
            BodyRefusedError: it is too large (413), a file from nobody (401), or others take all of the room (503).
        """
        length, is_upload = _announced_length(scope) or 0, self._limits.is_upload(scope)
        _check_size(scope, length, self._limits)
        if length > self._left[is_upload]:
            raise BodyRefusedError(
                HTTPStatus.SERVICE_UNAVAILABLE, "too_many_uploads", "Too much is being uploaded. Try again in a minute."
            )
        self._left[is_upload] -= length
        try:
            yield
        finally:
            self._left[is_upload] += length


def _check_size(scope: Scope, length: int, limits: GateLimits) -> None:
    """Refuse what is too large before any of it is received, and a file from nobody, whom the view would refuse."""
    if limits.is_upload(scope) and length > limits.memory_bytes and find_header(scope, b"authorization") is None:
        raise BodyRefusedError(HTTPStatus.UNAUTHORIZED, "not_authenticated", "Sign in to send files.")
    largest = limits.largest_body(scope)
    if length > largest:
        raise BodyRefusedError(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            "too_large",
            f"The body may have at most {largest} bytes.",
        )


def _announced_length(scope: Scope) -> int | None:
    raw = find_header(scope, b"content-length")
    return int(raw) if raw is not None and raw.isdigit() else None


async def _check_absent(scope: Scope, receive: Receive) -> None:
    """Make sure that a request without a length has no body; HTTP/1 says so by itself."""
    is_chunked = find_header(scope, b"transfer-encoding") is not None
    if not is_chunked and scope["http_version"].startswith("1"):
        return
    message = {} if is_chunked else await receive()
    if is_chunked or message.get("body") or message.get("more_body"):
        raise BodyRefusedError(HTTPStatus.LENGTH_REQUIRED, "length_required", "A body needs a Content-Length.")


async def _fill_in_time(file: IO[bytes], receive: Receive, *, length: int, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await _fill(file, receive, length=length)
    except TimeoutError:
        file.close()
        raise BodyRefusedError(HTTPStatus.REQUEST_TIMEOUT, "too_slow", "The body took too long to arrive.") from None
    except BaseException:
        file.close()
        raise
    file.seek(0)


async def _fill(file: IO[bytes], receive: Receive, *, length: int) -> None:
    received, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientLeftError("The client left before the end of the body.")
        piece = message.get("body", b"")
        received += len(piece)
        file.write(piece)
        more = message.get("more_body", False)
    if received != length:
        raise ClientLeftError("The body ended before its announced length.")
