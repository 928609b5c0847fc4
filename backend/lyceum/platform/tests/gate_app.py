"""A tiny WSGI application behind the front and the gate, with two threads and short limits."""

import hashlib
import itertools
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import django

django.setup()

from lyceum.platform.front import Front  # noqa: E402 - after the set-up
from lyceum.platform.gate.bridge import Gate  # noqa: E402 - after the set-up
from lyceum.platform.gate.limits import GateLimits  # noqa: E402 - after the set-up
from lyceum.platform.security import standing_headers  # noqa: E402 - after the set-up

LIMITS = GateLimits(
    body_bytes=1_000_000,
    upload_bytes=5_000_000,
    upload_paths=("/upload/",),
    bodies_bytes=10_000_000,
    body_s=2.0,
    slowest_bytes_per_s=1_000_000,
    send_s=2.0,
)
PIECE = b"x" * 65_536
bodies: list[int] = []
closed: list[str] = []


class Stream:
    """A reply without end, as of a view that streams."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.pieces = itertools.repeat(PIECE)

    def __iter__(self) -> Iterator[bytes]:
        return self.pieces

    def close(self) -> None:
        closed.append(self.name)


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
    path = environ["PATH_INFO"]
    if path == "/boom":
        raise RuntimeError("a secret of the application")
    if path == "/half":
        return half_a_reply(start)
    start("200 OK", [("Content-Type", "application/json")])
    if path.startswith("/stream"):
        return Stream(path)
    if path == "/big":
        return [b"y" * 3_000_000]
    return [json.dumps(describe(environ)).encode()]


def half_a_reply(start: Callable[..., Any]) -> Iterator[bytes]:
    start("200 OK", [("Content-Type", "text/plain")])
    yield b"the first half"
    raise RuntimeError("the second half is missing")


def describe(environ: dict[str, Any]) -> dict[str, Any]:
    body = environ["wsgi.input"].read()
    if environ["REQUEST_METHOD"] == "POST":
        bodies.append(len(body))
    return {
        "method": environ["REQUEST_METHOD"],
        "path": environ["PATH_INFO"].encode("latin-1").decode(errors="replace"),
        "query": environ["QUERY_STRING"],
        "headers": {name: text for name, text in environ.items() if name.startswith("HTTP_")},
        "content_type": environ.get("CONTENT_TYPE"),
        "address": environ["REMOTE_ADDR"],
        "length": len(body),
        "sha256": hashlib.sha256(body).hexdigest(),
        "bodies": bodies,
        "closed": closed,
    }


app = Front(
    Gate(application, pool=ThreadPoolExecutor(2), limits=LIMITS),
    headers=standing_headers(public_url="http://localhost"),
    observe=print,
)
