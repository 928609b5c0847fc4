"""The gate itself: one request from the ASGI server through a WSGI application and back."""

import asyncio
import contextvars
from collections.abc import Callable
from concurrent.futures import Executor
from http import HTTPStatus
from typing import Final

import structlog

from lyceum.platform.asgi import Message, Receive, Scope, Send, problem_reply, send_reply
from lyceum.platform.delivery import Delivery
from lyceum.platform.gate.bodies import Body, BodyRefusedError, ClientLeftError, Room, receive_body
from lyceum.platform.gate.calls import END, Head, Ready, Streaming, WsgiApp, call
from lyceum.platform.gate.environ import make_environ
from lyceum.platform.gate.limits import GateLimits

log = structlog.get_logger(__name__)

_BODILESS: Final = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED})


class Gate:
    """An ASGI application that runs a WSGI application in the threads of `pool`."""

    def __init__(self, app: WsgiApp, *, pool: Executor, limits: GateLimits) -> None:
        self._app = app
        self._pool = pool
        self._limits = limits
        self._room = Room(limits)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            with self._room.taken(scope):
                body = await receive_body(scope, receive, self._limits)
                await self._answer(scope, receive, send, body)
        except BodyRefusedError as refusal:
            closing = ((b"connection", b"close"),) if scope["http_version"] < "2" else ()
            reply = problem_reply(scope, refusal.status, refusal.detail, label=refusal.code, headers=closing)
            await send_reply(scope, send, reply)
        except ClientLeftError:
            log.info("request_cut_off", path=scope["path"])

    async def _answer(self, scope: Scope, receive: Receive, send: Send, body: Body) -> None:
        visits = _Visits(self._pool)
        environ = make_environ(scope, body)
        try:
            reply = await visits.run(lambda: call(self._app, environ))
        finally:
            body.file.close()
        delivery = Delivery(receive, send, seconds=self._limits.send_s)
        if isinstance(reply, Streaming):
            await _send_stream(reply, delivery, visits)
        else:
            await _send_ready(reply, delivery, is_head=scope["method"] == "HEAD")


class _Visits:
    """One request's visits to the pool, all in one context."""

    def __init__(self, pool: Executor) -> None:
        self._pool = pool
        self._context = contextvars.copy_context()

    async def run[R](self, work: Callable[[], R]) -> R:
        """Run `work` in a thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, self._context.run, work)


async def _send_ready(reply: Ready, delivery: Delivery, *, is_head: bool) -> None:
    """Send a whole reply: the server buffers it, no thread waits for the reader."""
    bodiless = is_head or reply.head.status in _BODILESS
    await delivery.send(_start_message(reply.head))
    await delivery.finish(b"" if bodiless else reply.body)


async def _send_stream(reply: Streaming, delivery: Delivery, visits: _Visits) -> None:
    """Send a reply piece by piece, until the end or until the client leaves."""
    try:
        async with delivery.watched():
            await delivery.send(_start_message(reply.head))
            piece = reply.first
            while piece is not END and not delivery.is_abandoned:
                if piece:
                    await delivery.send_piece(piece)
                piece = await visits.run(reply.next_piece)
            await delivery.finish()
    finally:
        await visits.run(reply.close)


def _start_message(head: Head) -> Message:
    return {"type": "http.response.start", "status": head.status, "headers": list(head.headers)}
