"""The layer: lets a browser in by its ticket, gives it what it missed, and then what happens."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any, Final, Literal

import msgspec
import structlog
from bson import ObjectId

from lyceum.platform.asgi import Receive, Scope, Send, find_header, problem_reply, send_reply
from lyceum.platform.hosts import is_own_origin
from lyceum.platform.realtime import CHANNEL, Ticket, TicketError, encode_frame, redeem_ticket
from lyceum.platform.sockets.closing import CloseCode
from lyceum.platform.sockets.connection import Connection, SocketLimits, close
from lyceum.platform.sockets.hub import Hub
from lyceum.platform.sockets.listener import Listener

log = structlog.get_logger(__name__)

type ListMissed = Callable[[ObjectId, int], Sequence[Mapping[str, Any]]]
type IsSessionLive = Callable[[str], bool]

PATH: Final = "/ws/"
_LONGEST_HELLO: Final = 4096


class Hello(msgspec.Struct, frozen=True, kw_only=True):
    """The first frame of a browser; `last_seq` is the last notification that it has seen, if any."""

    type: Literal["hello"]
    ticket: str
    last_seq: int | None = None


class RefusedError(Exception):
    """The browser is not let in."""

    def __init__(self, code: CloseCode) -> None:
        super().__init__(code.name)
        self.code = code


class Sockets:
    """Answers `/ws/`. What is asked of the stores is asked in threads of `pool`."""

    def __init__(
        self,
        *,
        redis_url: str,
        pool: Executor,
        list_missed: ListMissed,
        is_session_live: IsSessionLive,
        count: Callable[[int], None],
        limits: SocketLimits | None = None,
    ) -> None:
        self._pool = pool
        self._list_missed = list_missed
        self._is_session_live = is_session_live
        self._limits = limits or SocketLimits()
        self._hub = Hub(count=count)
        self._listener = Listener(
            redis_url=redis_url,
            channel=CHANNEL,
            take=self._hub.take,
            on_lost=lambda: self._hub.end_all(CloseCode.NEWS_LOST),
        )

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Listen for news inside the block.

        At its end the server has cut every connection already: a browser that was cut off comes back by itself.
        """
        async with self._listener.running():
            yield

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one WebSocket, or tell a plain request what is here."""
        if scope["type"] == "http":
            await _ask_to_upgrade(scope, send)
            return
        if scope["path"] != PATH:
            await send({"type": "websocket.close", "code": 1008})
            return
        await receive()
        await send({"type": "websocket.accept"})  # only then can a browser read why it is refused
        try:
            hello, ticket = await self._let_in(scope, receive)
            await self._serve(hello, ticket, receive, send)
        except RefusedError as refusal:
            log.info("socket_refused", reason=refusal.code.name.lower())
            await close(send, refusal.code, seconds=self._limits.send_s)
        except Exception:
            log.exception("socket_failed")
            await close(send, CloseCode.NO_NEWS, seconds=self._limits.send_s)

    async def _let_in(self, scope: Scope, receive: Receive) -> tuple[Hello, Ticket]:
        """Check where the page comes from and who is behind it.

        Raises:
            RefusedError: it may not come in.
        """
        origin, host = find_header(scope, b"origin"), find_header(scope, b"host") or b""
        if origin is not None and not is_own_origin(origin, host=host):
            raise RefusedError(CloseCode.BAD_ORIGIN)
        if not self._listener.is_listening:
            raise RefusedError(CloseCode.NO_NEWS)
        hello = await self._receive_hello(receive)
        try:
            return hello, await self._visit(lambda: self._redeem(hello.ticket))
        except TicketError:
            raise RefusedError(CloseCode.BAD_TICKET) from None

    async def _receive_hello(self, receive: Receive) -> Hello:
        try:
            async with asyncio.timeout(self._limits.hello_s):
                message = await receive()
            text = message.get("text") or ""
            return msgspec.json.decode(text[:_LONGEST_HELLO], type=Hello)
        except (TimeoutError, msgspec.MsgspecError):
            raise RefusedError(CloseCode.BAD_TICKET) from None

    def _redeem(self, text: str) -> Ticket:
        ticket = redeem_ticket(text)
        if not self._is_session_live(ticket.session_id):
            raise TicketError("The session has ended.")
        return ticket

    async def _serve(self, hello: Hello, ticket: Ticket, receive: Receive, send: Send) -> None:
        connection = Connection(ticket, limits=self._limits)
        with self._hub.joined(connection):  # before asking what was missed: nothing falls in between
            missed = await self._visit(lambda: self._find_missed(hello, ticket))
            await connection.run(
                receive,
                send,
                first=missed,
                is_live=lambda: self._visit(lambda: self._is_session_live(ticket.session_id)),
            )

    def _find_missed(self, hello: Hello, ticket: Ticket) -> list[str]:
        if hello.last_seq is None:
            return []
        return [encode_frame(frame) for frame in self._list_missed(ObjectId(ticket.user_id), hello.last_seq)]

    async def _visit[R](self, work: Callable[[], R]) -> R:
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)


async def _ask_to_upgrade(scope: Scope, send: Send) -> None:
    reply = problem_reply(
        scope,
        HTTPStatus.UPGRADE_REQUIRED,
        "This is a WebSocket.",
        label="upgrade_required",
        headers=((b"upgrade", b"websocket"), (b"connection", b"Upgrade")),
    )
    await send_reply(scope, send, reply)
