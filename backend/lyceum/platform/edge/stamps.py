"""Reads a version token in the event loop, for many requests at once."""

import asyncio
from typing import Final, cast

import redis.asyncio
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from lyceum.platform import cache

_TIMEOUT_S: Final = 0.2


class Stamps:
    """The stamp of one key: the common epoch and the key's own token, as they are now.

    Requests that arrive while a read is under way share the next one, which begins after each of them arrived: no
    request is answered by a token older than itself.
    """

    def __init__(self, key: str, *, redis_url: str) -> None:
        self._key = key
        self._url = redis_url
        self._client: redis.asyncio.Redis | None = None
        self._current: asyncio.Task[bytes | None] | None = None
        self._next: asyncio.Task[bytes | None] | None = None
        self._regaining: asyncio.Task[bool] | None = None

    async def read(self) -> bytes | None:
        """Return the stamp, or None when nothing may be kept or used."""
        if not cache.is_trusted():
            self._regain_trust()
            return None
        if self._next is None:
            self._next = asyncio.create_task(self._read_after(self._current))
        return await asyncio.shield(self._next)

    async def close(self) -> None:
        """Close the connection."""
        if self._client is not None:
            await self._client.aclose()

    async def _read_after(self, current: asyncio.Task[bytes | None] | None) -> bytes | None:
        if current is not None:
            await asyncio.wait([current])
        self._current, self._next = self._next, None
        try:
            stamps = await self._connection().mget(f"v:{self._key}", cache.EPOCH_KEY)
            token, epoch = cast("list[bytes | None]", stamps)
            if token is None or epoch is None:
                await asyncio.to_thread(cache.make_tokens, self._key)
                return None
        except cache.ERRORS as error:  # an error is a miss
            cache.distrust(error)
            return None
        return epoch + token

    def _connection(self) -> redis.asyncio.Redis:
        """Return the client; it belongs to the running event loop."""
        if self._client is None:
            self._client = redis.asyncio.Redis.from_url(
                self._url,
                socket_timeout=_TIMEOUT_S,
                socket_connect_timeout=_TIMEOUT_S,
                retry=Retry(NoBackoff(), retries=1),
                single_connection_client=True,
            )
        return self._client

    def _regain_trust(self) -> None:
        """Try to move the epoch, beside the requests."""
        if self._regaining is None or self._regaining.done():
            self._regaining = asyncio.create_task(asyncio.to_thread(cache.regain_trust))
