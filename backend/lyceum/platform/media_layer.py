"""Answers the signed addresses of media files, whole or by range, without holding a thread or a whole file.

The addresses are made in `files`; a file never changes under its id.
"""

import re
import time
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from lyceum.platform.asgi import (
    App,
    Headers,
    Receive,
    Reply,
    Scope,
    Send,
    find_header,
    problem_reply,
    send_reply,
)
from lyceum.platform.conditions import is_unchanged
from lyceum.platform.delivery import Delivery
from lyceum.platform.errors import UnavailableError
from lyceum.platform.files import PREFIX, FileKind, is_signed, kind_of
from lyceum.platform.ranges import Span, UnsatisfiableRangeError, parse_range
from lyceum.platform.security import MEDIA_POLICY
from lyceum.platform.storage.store import file_store

_NAME: Final = re.compile(r"[0-9a-f]{24}(-\d{2,4})?\.[a-z0-9]{1,8}")
_PATH_SEND: Final = "http.response.pathsend"
_RETRY: Final = ((b"retry-after", b"5"),)
_SEND_S: Final = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A file that the client may have."""

    name: str
    path: Path | None
    size: int
    kind: FileKind
    seconds_left: int

    @property
    def etag(self) -> bytes:
        return b'"%s-%x"' % (self.name.partition(".")[0].encode(), self.size)

    def headers(self) -> Headers:
        return (
            (b"content-type", self.kind.media_type.encode()),
            (b"content-disposition", self.kind.disposition(self.name).encode()),
            (b"content-security-policy", MEDIA_POLICY),
            (b"cache-control", b"private, max-age=%d, immutable" % self.seconds_left),
            (b"accept-ranges", b"bytes"),
            (b"etag", self.etag),
        )


class MediaFiles:
    """Answers `/media/{id}.{extension}`; other paths below `/media/` are the front end's own assets."""

    def __init__(self, *, otherwise: App) -> None:
        self._otherwise = otherwise

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        name = scope["path"].removeprefix(PREFIX)
        if not _NAME.fullmatch(name):
            await self._otherwise(scope, receive, send)
            return
        outcome = _refuse_method(scope) or await _find(scope, name)
        if isinstance(outcome, Reply):
            await send_reply(scope, send, outcome)
        else:
            await _answer(scope, outcome, Delivery(receive, send, seconds=_SEND_S), send)


def _refuse_method(scope: Scope) -> Reply | None:
    if scope["method"] in {"GET", "HEAD"}:
        return None
    return problem_reply(
        scope,
        HTTPStatus.METHOD_NOT_ALLOWED,
        "This can only be read.",
        label="method_not_allowed",
        headers=((b"allow", b"GET, HEAD"),),
    )


async def _find(scope: Scope, name: str) -> _Asked | Reply:
    """Find the file of a signed address, or the refusal, or where else the file is sent from."""
    query = parse_qs(scope["query_string"].decode("latin-1"))
    expires, signature = query.get("expires", [""])[0], query.get("signature", [""])[0]
    is_number = expires.isascii() and expires.isdigit() and len(expires) <= len("9999999999")
    kind = kind_of(name)
    if kind is None or not is_number or not is_signed(name, expires=int(expires), signature=signature):
        return _absent(scope)
    seconds_left = int(expires) - int(time.time())
    if seconds_left <= 0:
        return problem_reply(
            scope, HTTPStatus.FORBIDDEN, "This link is too old. Load the page again.", label="link_expired"
        )
    elsewhere = file_store().direct_address(name, seconds=seconds_left) if scope["method"] == "GET" else ""
    if elsewhere:
        return _redirection(elsewhere, seconds_left)
    return await _locate(scope, name, kind, seconds_left)


async def _locate(scope: Scope, name: str, kind: FileKind, seconds_left: int) -> _Asked | Reply:
    try:
        found = await file_store().find(name)
    except UnavailableError as error:
        return problem_reply(scope, HTTPStatus.SERVICE_UNAVAILABLE, str(error), label=error.code, headers=_RETRY)
    if found is None:
        return _absent(scope)
    return _Asked(name=name, path=found.path, size=found.size, kind=kind, seconds_left=seconds_left)


def _redirection(address: str, seconds: int) -> Reply:
    """Send the browser to the place itself, for as long as both addresses work."""
    headers = (
        (b"location", address.encode()),
        (b"cache-control", b"private, max-age=%d" % seconds),
        (b"content-security-policy", MEDIA_POLICY),
    )
    return Reply(status=HTTPStatus.TEMPORARY_REDIRECT, headers=headers)


def _absent(scope: Scope) -> Reply:
    return problem_reply(scope, HTTPStatus.NOT_FOUND, "There is no such file.", label="not_found")


async def _answer(scope: Scope, asked: _Asked, delivery: Delivery, send: Send) -> None:
    if is_unchanged(scope, asked.etag):
        await send_reply(scope, send, Reply(status=HTTPStatus.NOT_MODIFIED, headers=asked.headers()))
        return
    try:
        span = parse_range(_applicable_range(scope, asked), size=asked.size)
    except UnsatisfiableRangeError:
        whole = ((b"content-range", b"bytes */%d" % asked.size),)
        reply = problem_reply(
            scope,
            HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
            "The file has no such bytes.",
            label="range_not_satisfiable",
            headers=whole,
        )
        await send_reply(scope, send, reply)
        return
    await _send_span(scope, asked, span, delivery)


def _applicable_range(scope: Scope, asked: _Asked) -> bytes | None:
    """Return the Range header, unless If-Range says that the client holds part of another file (RFC 9110 §13.1.5)."""
    condition = find_header(scope, b"if-range")
    applies = condition is None or condition == asked.etag
    return find_header(scope, b"range") if applies and scope["method"] == "GET" else None


async def _send_span(scope: Scope, asked: _Asked, span: Span | None, delivery: Delivery) -> None:
    part = span or Span(first=0, last=asked.size - 1)
    headers = [*asked.headers(), (b"content-length", b"%d" % part.length)]
    if span is not None:
        headers.append((b"content-range", span.content_range(asked.size)))
    status = HTTPStatus.OK if span is None else HTTPStatus.PARTIAL_CONTENT
    await delivery.send({"type": "http.response.start", "status": status, "headers": headers})
    if scope["method"] == "HEAD" or part.length == 0:
        await delivery.finish()
    elif asked.path is not None and part.length == asked.size and _PATH_SEND in scope.get("extensions", {}):
        await delivery.send({"type": _PATH_SEND, "path": str(asked.path)})
    else:
        await _send_pieces(asked.name, part, delivery)


async def _send_pieces(name: str, span: Span, delivery: Delivery) -> None:
    async with delivery.watched():
        async for piece in file_store().pieces(name, span):
            await delivery.send_piece(piece)
            if delivery.is_abandoned:
                break
        await delivery.finish()
