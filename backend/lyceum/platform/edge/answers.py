"""Kept answers: made from a response of Django, ready in every encoding, and a bounded store of them."""

import gzip
import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

import brotli

from lyceum.platform.asgi import Headers, Message, Reply, Scope
from lyceum.platform.conditions import IDENTITY, is_unchanged, preferred_encoding

_WORTH_COMPRESSING: Final = 512
_BROTLI_QUALITY: Final = 5
_GZIP_LEVEL: Final = 6
_HARMLESS_VARIATIONS: Final = frozenset({b"accept", b"accept-encoding", b"authorization", b"cookie", b"origin"})
_VARY: Final = (b"vary", b"Accept-Encoding, Origin")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer with the stamp it is good for."""

    stamp: bytes
    made_at: float
    etag: bytes
    headers: Headers
    content_type: bytes
    bodies: dict[bytes, bytes]

    @property
    def size(self) -> int:
        """The bytes that it takes in memory, about."""
        return sum(len(body) for body in self.bodies.values())

    def reply(self, scope: Scope) -> Reply:
        """Answer a request."""
        if is_unchanged(scope, self.etag):
            return Reply(status=HTTPStatus.NOT_MODIFIED, headers=self.headers)
        encoding = preferred_encoding(scope, self.bodies)
        headers = (*self.headers, (b"content-type", self.content_type))
        if encoding != IDENTITY:
            headers = (*headers, (b"content-encoding", encoding))
        return Reply(status=HTTPStatus.OK, headers=headers, body=self.bodies[encoding])


@dataclass(slots=True, kw_only=True)
class Collected:
    """A response of Django, taken whole."""

    status: int = 0
    headers: Headers = ()
    body: bytes = b""

    async def take(self, message: Message) -> None:
        """Take one message of the response."""
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], tuple(message["headers"])
        else:
            self.body += message.get("body", b"")

    def find_header(self, name: bytes) -> bytes:
        """Return the header's value, or nothing."""
        return next((value for key, value in self.headers if key == name), b"")

    def is_for_everybody(self) -> bool:
        """Tell whether the next anonymous person may get the same bytes."""
        control = self.find_header(b"cache-control")
        varies = {item.strip().lower() for item in self.find_header(b"vary").split(b",") if item.strip()}
        return (
            self.status == HTTPStatus.OK
            and not self.find_header(b"set-cookie")
            and not self.find_header(b"content-encoding")
            and b"private" not in control
            and b"no-store" not in control
            and varies <= _HARMLESS_VARIATIONS
        )

    def reply(self) -> Reply:
        """Pass the response on as it is."""
        headers = tuple(pair for pair in self.headers if pair[0] != b"content-length")
        return Reply(status=self.status, headers=headers, body=self.body)


def make_answer(collected: Collected, *, stamp: bytes, made_at: float, lifetime: bytes) -> Answer:
    """Make an answer; compressing takes a moment, so it is done in a thread."""
    body = collected.body
    bodies = {IDENTITY: body}
    if len(body) >= _WORTH_COMPRESSING:
        bodies[b"br"] = brotli.compress(body, quality=_BROTLI_QUALITY)
        bodies[b"gzip"] = gzip.compress(body, compresslevel=_GZIP_LEVEL, mtime=0)
    etag = b'W/"%s"' % hashlib.blake2b(body, digest_size=12).hexdigest().encode()
    return Answer(
        stamp=stamp,
        made_at=made_at,
        etag=etag,
        headers=((b"etag", etag), (b"cache-control", lifetime), _VARY),
        content_type=collected.find_header(b"content-type"),
        bodies=bodies,
    )


class Shelf:
    """The answers that were used last, bounded by number and bytes."""

    def __init__(self, *, most_answers: int, most_bytes: int) -> None:
        self._most_answers = most_answers
        self._most_bytes = most_bytes
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._bytes = 0

    def find(self, key: str) -> Answer | None:
        """Return the answer kept under a key, which becomes the last used one."""
        answer = self._answers.get(key)
        if answer is not None:
            self._answers.move_to_end(key)
        return answer

    def keep(self, key: str, answer: Answer) -> None:
        """Keep an answer in the place of an older one, and let go of those that were not used for longest."""
        self._drop(key)
        self._answers[key] = answer
        self._bytes += answer.size
        while len(self._answers) > self._most_answers or self._bytes > self._most_bytes:
            self._drop(next(iter(self._answers)))

    def _drop(self, key: str) -> None:
        dropped = self._answers.pop(key, None)
        self._bytes -= dropped.size if dropped else 0
