"""Sends the pieces of a long response: each within a time, and only while somebody reads."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from lyceum.platform.asgi import Message, Receive, Send


class StalledError(OSError):
    """The client took nothing of its response for too long."""


class Delivery:
    """One response on its way; sending is silent about a client that left, receiving tells of it."""

    def __init__(self, receive: Receive, send: Send, *, seconds: float) -> None:
        self._receive = receive
        self._send = send
        self._seconds = seconds
        self._is_abandoned = False

    @property
    def is_abandoned(self) -> bool:
        """Tell whether the client has left; known inside `watched` only."""
        return self._is_abandoned

    async def send(self, message: Message) -> None:
        """Send one message.

        Raises:
            StalledError: the client does not read.
        """
        try:
            async with asyncio.timeout(self._seconds):
                await self._send(message)
        except TimeoutError:
            raise StalledError("The client does not read.") from None

    async def send_piece(self, piece: bytes) -> None:
        """Send a part of the body; more will follow."""
        await self.send({"type": "http.response.body", "body": piece, "more_body": True})

    async def finish(self, piece: bytes = b"") -> None:
        """Send the last part of the body."""
        await self.send({"type": "http.response.body", "body": piece})

    @asynccontextmanager
    async def watched(self) -> AsyncIterator[None]:
        """Watch for the client's leaving; the body of the request must have been read."""
        watch = asyncio.create_task(self._note_leaving())
        try:
            yield
        finally:
            watch.cancel()

    async def _note_leaving(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._is_abandoned = True
