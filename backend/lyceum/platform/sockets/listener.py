"""Listens to the news that processes tell each other by Redis: one subscription for the whole process."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Final

import redis.asyncio
import structlog
from redis.asyncio.client import PubSub

from lyceum.platform import cache

log = structlog.get_logger(__name__)

_PAUSE_S: Final = 1.0
_QUIET_S: Final = 10.0


class Listener:
    """Keeps one subscription alive; what is told while it is broken is lost, so `on_lost` is called then."""

    def __init__(
        self,
        *,
        redis_url: str,
        channel: str,
        take: Callable[[bytes], None],
        on_lost: Callable[[], None],
    ) -> None:
        self._redis_url = redis_url
        self._channel = channel
        self._take = take
        self._on_lost = on_lost
        self.is_listening = False

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Listen inside the block."""
        task = asyncio.create_task(self._keep_listening())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _keep_listening(self) -> None:
        while True:
            try:
                await self._listen()
            except cache.ERRORS as error:  # Redis went away, or is not there yet
                log.warning("realtime_not_listening", reason=type(error).__name__)
            if self.is_listening:
                self.is_listening = False
                self._on_lost()
            await asyncio.sleep(_PAUSE_S)

    async def _listen(self) -> None:
        client = redis.asyncio.Redis.from_url(self._redis_url, socket_connect_timeout=_PAUSE_S)
        async with client, client.pubsub() as subscription:
            await subscription.subscribe(self._channel)
            while True:
                await self._take_next(subscription)

    async def _take_next(self, subscription: PubSub) -> None:
        """Take one message; ask after the server when it is quiet, and give it up when it stays so."""
        message = await subscription.get_message(timeout=_QUIET_S)
        if message is None:
            await subscription.ping()
            message = await subscription.get_message(timeout=_QUIET_S)
        if message is None:
            raise TimeoutError("Redis is silent.")
        if message["type"] == "subscribe":
            self.is_listening = True
            log.info("realtime_listening")
        elif message["type"] == "message":
            self._take(message["data"])
