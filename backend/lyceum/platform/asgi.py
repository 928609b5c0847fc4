"""The vocabulary of our ASGI layers: types, reading a request's head, sending a whole reply.

A layer is an async callable `(scope, receive, send)` that answers or hands on to the next one. Layers are composed in
`config/asgi.py` only. Here are no decisions about what to answer.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any, Final

import msgspec

from lyceum.platform.bodies import PROBLEM_JSON
from lyceum.platform.http import problem

type Scope = dict[str, Any]
type Message = dict[str, Any]
type Receive = Callable[[], Awaitable[Message]]
type Send = Callable[[Message], Awaitable[None]]
type App = Callable[[Scope, Receive, Send], Awaitable[None]]
type Headers = tuple[tuple[bytes, bytes], ...]

REQUEST_ID: Final = b"x-request-id"
JSON: Final = (b"content-type", b"application/json")
NO_STORE: Final = (b"cache-control", b"no-store")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A whole answer; names of headers are in lower case, the length is added when it is sent."""

    status: int
    headers: Headers
    body: bytes = b""

    def with_headers(self, *headers: tuple[bytes, bytes]) -> "Reply":
        """Return the same reply with further headers."""
        return replace(self, headers=(*self.headers, *headers))


def find_header(scope: Scope, name: bytes) -> bytes | None:
    """Return the first header of this name (lower case), or None."""
    for key, value in scope["headers"]:
        if key == name:
            return bytes(value)
    return None


def request_id_of(scope: Scope) -> str:
    """Return the id that the front gave this request."""
    return (find_header(scope, REQUEST_ID) or b"").decode("latin-1")


async def send_reply(scope: Scope, send: Send, reply: Reply) -> None:
    """Send a whole reply; to HEAD without its body."""
    length = (b"content-length", str(len(reply.body)).encode())
    bodiless = reply.status == HTTPStatus.NOT_MODIFIED
    headers = [*reply.headers] if bodiless else [*reply.headers, length]
    body = b"" if bodiless or scope["method"] == "HEAD" else reply.body
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def problem_reply(scope: Scope, status: HTTPStatus, detail: str, *, label: str, headers: Headers = ()) -> Reply:
    """Make a problem document; `label` is its stable code."""
    body = problem(status, detail=detail, label=label, request_id=request_id_of(scope))
    kind = (b"content-type", PROBLEM_JSON.encode())
    return Reply(status=status, headers=(kind, NO_STORE, *headers), body=msgspec.json.encode(body))
