"""The gate itself: one request from the ASGI server through a WSGI application and back."""

import asyncio
import contextvars
from collections.abc import Callable
from concurrent.futures import Executor
from http import HTTPStatus
from typing import Final

import structlog

from lyceum.platform.asgi import Message, Receive, Scope, Send, problem_reply, send_reply
from lyceum.platform.gate.bodies import Body, BodyRefusedError, ClientLeftError, receive_body
from lyceum.platform.gate.calls import END, Head, Ready, Streaming, WsgiApp, call
from lyceum.platform.gate.environ import make_environ
from lyceum.platform.gate.limits import GateLimits

log = structlog.get_logger(__name__)

_BODILESS: Final = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED})


class StalledError(OSError):
    """The client took nothing of its reply for too long."""


class Gate:
    """An ASGI application that runs a WSGI application in the threads of `pool`."""

    def __init__(self, app: WsgiApp, *, pool: Executor, limits: GateLimits) -> None:
        self._app = app
        self._pool = pool
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            body = await receive_body(scope, receive, self._limits)
        except BodyRefusedError as refusal:
            closing = ((b"connection", b"close"),) if scope["http_version"] < "2" else ()
            reply = problem_reply(scope, refusal.status, refusal.detail, label=refusal.code, headers=closing)
            await send_reply(scope, send, reply)
        except ClientLeftError:
            log.info("request_cut_off", path=scope["path"])
        else:
            await self._answer(scope, receive, send, body)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, body: Body) -> None:
        exchange = _Exchange(pool=self._pool, send=send, send_s=self._limits.send_s)
        environ = make_environ(scope, body)
        try:
            reply = await exchange.visit(lambda: call(self._app, environ))
        finally:
            body.file.close()
        if isinstance(reply, Ready):
            await exchange.send_ready(reply, is_head=scope["method"] == "HEAD")
        else:
            await exchange.send_stream(reply, receive)


class _Exchange:
    """One request's visits to the pool, all in one context, and what is sent in between."""

    def __init__(self, *, pool: Executor, send: Send, send_s: float) -> None:
        self._pool = pool
        self._send = send
        self._send_s = send_s
        self._context = contextvars.copy_context()

    async def visit[R](self, work: Callable[[], R]) -> R:
        """Run `work` in a thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, self._context.run, work)

    async def send_ready(self, reply: Ready, *, is_head: bool) -> None:
        """Send a whole reply: the server buffers it, no thread waits for the reader."""
        bodiless = is_head or reply.head.status in _BODILESS
        await self._send_in_time(_start_message(reply.head))
        await self._send_in_time({"type": "http.response.body", "body": b"" if bodiless else reply.body})

    async def send_stream(self, reply: Streaming, receive: Receive) -> None:
        """Send a reply piece by piece, until the end or until the client leaves."""
        gone = asyncio.create_task(_wait_until_gone(receive))
        try:
            await self._send_in_time(_start_message(reply.head))
            await self._send_pieces(reply, gone)
        finally:
            gone.cancel()
            await self.visit(reply.close)

    async def _send_pieces(self, reply: Streaming, gone: asyncio.Task[None]) -> None:
        piece = reply.first
        while piece is not END:
            if gone.done():
                log.info("client_left_stream")
                return
            if piece:
                await self._send_in_time({"type": "http.response.body", "body": piece, "more_body": True})
            piece = await self.visit(reply.next_piece)
        await self._send_in_time({"type": "http.response.body", "body": b""})

    async def _send_in_time(self, message: Message) -> None:
        try:
            async with asyncio.timeout(self._send_s):
                await self._send(message)
        except TimeoutError:
            raise StalledError("The client does not read.") from None


def _start_message(head: Head) -> Message:
    return {"type": "http.response.start", "status": head.status, "headers": list(head.headers)}


async def _wait_until_gone(receive: Receive) -> None:
    """Return when the client has left: ASGI tells it to those who receive, sending is silent about it."""
    while (await receive())["type"] != "http.disconnect":
        pass
