"""The least a server can do that checks Valkey before it answers: one GET, then bytes that are ready.

`bench/catalogue.py` runs it with Granian, to compare the edge with. `BARE_BODY` names the file of the answer.
"""

import os
from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

import redis.asyncio

type Scope = dict[str, Any]
type Receive = Callable[[], Awaitable[dict[str, Any]]]
type Send = Callable[[dict[str, Any]], Awaitable[None]]

BODY: Final = Path(os.environ["BARE_BODY"]).read_bytes()
HEADERS: Final = [(b"content-type", b"application/json"), (b"content-length", str(len(BODY)).encode())]


@cache
def valkey() -> redis.asyncio.Redis:
    """Return the client of this process."""
    return redis.asyncio.Redis.from_url(os.environ["REDIS_URL"])


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request; of the lifespan it says that all is well."""
    if scope["type"] == "lifespan":
        kind = (await receive())["type"]
        await send({"type": f"{kind}.complete"})
        return
    await valkey().get("v:catalog")
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await send({"type": "http.response.body", "body": BODY})
