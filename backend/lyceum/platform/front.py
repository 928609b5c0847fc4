"""The outermost layer: who really asks, an id and the standing headers for every response, an answer to every failure.

It knows nothing of what the layers behind it answer.
"""

import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

import structlog

from lyceum.platform.asgi import (
    REQUEST_ID,
    App,
    Headers,
    Message,
    Receive,
    Scope,
    Send,
    find_header,
    problem_reply,
    send_reply,
)
from lyceum.platform.delivery import StalledError
from lyceum.platform.proxies import Proxies
from lyceum.platform.security import default_policy

log = structlog.get_logger(__name__)

ROUTE: Final = "lyceum.route"
_SANE_ID: Final = re.compile(rb"[A-Za-z0-9._-]{8,64}")
_POLICY: Final = b"content-security-policy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What is known about a request once it was answered."""

    route: str
    method: str
    status: int
    seconds: float


class Front:
    """Wraps the whole application."""

    def __init__(
        self,
        app: App,
        *,
        headers: Headers,
        observe: Callable[[Answered], None],
        proxies: Proxies | None = None,
    ) -> None:
        self._app = app
        self._proxies = proxies or Proxies()
        self._headers = headers
        self._observe = observe

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        scope = self._proxies.resolve(scope)
        request_id = _choose_id(scope)
        inner = {**scope, "headers": [*_without_id(scope), (REQUEST_ID, request_id)]}
        standing = ((REQUEST_ID, request_id), *self._headers)
        response = _Response(sink=send, path=scope["path"], standing=standing)
        started_at = time.perf_counter()
        structlog.contextvars.bind_contextvars(request_id=request_id.decode())
        try:
            await self._run(inner, receive, response)
        finally:
            structlog.contextvars.clear_contextvars()
            self._observe(
                Answered(
                    route=inner.get(ROUTE, "none"),
                    method=scope["method"],
                    status=response.status,
                    seconds=time.perf_counter() - started_at,
                )
            )

    async def _run(self, scope: Scope, receive: Receive, response: "_Response") -> None:
        try:
            await self._app(scope, receive, response.send)
        except StalledError:
            log.info("client_stalled", path=scope["path"])
        except Exception:
            log.exception("request_failed", path=scope["path"])
            if response.status:
                raise  # half an answer is out: the server must cut the connection
            reply = problem_reply(
                scope,
                HTTPStatus.INTERNAL_SERVER_ERROR,
                "Something broke on our side.",
                label="server_error",
            )
            await send_reply(scope, response.send, reply)


@dataclass(slots=True, kw_only=True)
class _Response:
    """Adds the standing headers to the response and remembers its status; 0 = not started."""

    sink: Send
    path: str
    standing: Headers
    status: int = field(default=0, init=False)

    async def send(self, message: Message) -> None:
        """Pass a message on."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message = {**message, "headers": self._completed(message["headers"])}
        await self.sink(message)

    def _completed(self, headers: Headers) -> list[tuple[bytes, bytes]]:
        present = {name for name, _ in headers}
        added = [pair for pair in self.standing if pair[0] not in present]
        if _POLICY not in present:
            added.append((_POLICY, default_policy(self.path)))
        return [*headers, *added]


def _choose_id(scope: Scope) -> bytes:
    """Keep the id that a proxy gave, if it cannot harm a log, or make one."""
    given = find_header(scope, REQUEST_ID)
    return given if given and _SANE_ID.fullmatch(given) else secrets.token_hex(8).encode()


def _without_id(scope: Scope) -> list[tuple[bytes, bytes]]:
    return [pair for pair in scope["headers"] if pair[0] != REQUEST_ID]
