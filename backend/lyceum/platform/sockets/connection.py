"""One browser's WebSocket: what waits to be sent to it, and the end of it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

import structlog

from lyceum.platform.asgi import Receive, Send
from lyceum.platform.realtime import Ticket
from lyceum.platform.sockets.closing import CloseCode

log = structlog.get_logger(__name__)

PING: Final = '{"type":"ping"}'


@dataclass(frozen=True, slots=True, kw_only=True)
class SocketLimits:
    """How patient the server is with a browser.

    Attributes:
        hello_s: seconds for the first frame to arrive.
        waiting_frames: frames that may wait for a slow reader.
        send_s: seconds that one frame may take.
        pulse_s: seconds between two pings; the session is checked at every fourth.
    """

    hello_s: float = 10.0
    waiting_frames: int = 128
    send_s: float = 10.0
    pulse_s: float = 25.0


_PULSES_PER_CHECK: Final = 4


class Connection:
    """Sends frames in their order, until somebody ends it."""

    def __init__(self, ticket: Ticket, *, limits: SocketLimits) -> None:
        self.ticket = ticket
        self._limits = limits
        self._waiting: asyncio.Queue[str] = asyncio.Queue(limits.waiting_frames)
        self._ending: asyncio.Future[CloseCode | None] = asyncio.get_running_loop().create_future()

    def offer(self, frame: str) -> None:
        """Send a frame when its turn comes; too many that wait end the connection."""
        try:
            self._waiting.put_nowait(frame)
        except asyncio.QueueFull:  # the browser does not keep up
            self.end(CloseCode.TOO_SLOW)

    def end(self, code: CloseCode | None) -> None:
        """End the connection; None = the browser has left by itself."""
        if not self._ending.done():
            self._ending.set_result(code)

    async def run(
        self,
        receive: Receive,
        send: Send,
        *,
        first: Iterable[str],
        is_live: Callable[[], Awaitable[bool]],
    ) -> None:
        """Send `first`, then what is offered, until the end."""
        tasks = [
            asyncio.create_task(self._write(send, first)),
            asyncio.create_task(self._read(receive)),
            asyncio.create_task(self._pulse(is_live)),
        ]
        try:
            code = await self._wait_for_end(tasks)
        finally:
            for task in tasks:
                task.cancel()
        if code is not None:
            log.info("socket_closed", reason=code.name.lower())
            await close(send, code, seconds=self._limits.send_s)

    async def _wait_for_end(self, tasks: list[asyncio.Task[None]]) -> CloseCode | None:
        """Wait until the end is known; a task that fails is a failure of the connection."""
        watched: list[asyncio.Future[Any]] = [self._ending, *tasks]
        await asyncio.wait(watched, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            if task.done():
                task.result()
        return await self._ending

    async def _write(self, send: Send, first: Iterable[str]) -> None:
        try:
            for frame in first:
                await self._send(send, frame)
            while True:
                await self._send(send, await self._waiting.get())
        except TimeoutError:
            self.end(CloseCode.TOO_SLOW)

    async def _send(self, send: Send, frame: str) -> None:
        async with asyncio.timeout(self._limits.send_s):
            await send({"type": "websocket.send", "text": frame})

    async def _read(self, receive: Receive) -> None:
        """Wait for the browser to leave; it has nothing to say after its hello."""
        while (await receive())["type"] != "websocket.disconnect":
            pass
        self.end(None)

    async def _pulse(self, is_live: Callable[[], Awaitable[bool]]) -> None:
        """Show that the connection lives, and end it when its session does, should the news of that be lost."""
        while not self._ending.done():
            for _ in range(_PULSES_PER_CHECK):
                await asyncio.sleep(self._limits.pulse_s)
                self.offer(PING)
            if not await is_live():
                self.end(CloseCode.BAD_TICKET)


async def close(send: Send, code: CloseCode, *, seconds: float) -> None:
    """Close a socket, without waiting for long."""
    try:
        async with asyncio.timeout(seconds):
            await send({"type": "websocket.close", "code": int(code), "reason": code.name.lower()})
    except TimeoutError:  # it does not read even that; the server drops it
        return
