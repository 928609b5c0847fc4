"""A stand-in for Django behind a real edge: every answer has a number, so that a kept one shows."""

import asyncio
import os

import django

django.setup()

from django.conf import settings  # noqa: E402 - after the set-up

from lyceum.platform.asgi import JSON, Receive, Reply, Scope, Send, send_reply  # noqa: E402 - after the set-up
from lyceum.platform.edge.keys import EdgeRule  # noqa: E402 - after the set-up
from lyceum.platform.edge.layer import Edge  # noqa: E402 - after the set-up
from lyceum.platform.edge.stamps import Stamps  # noqa: E402 - after the set-up
from lyceum.platform.front import Front  # noqa: E402 - after the set-up
from lyceum.platform.rate_limits import limit_of  # noqa: E402 - after the set-up

RULES = (EdgeRule(r"/api/courses/", parameters=("search", "page")), EdgeRule(r"/api/(cookie|private|missing|slow)/"))
EXTRA = {
    "/api/cookie/": (b"set-cookie", b"a=1"),
    "/api/private/": (b"cache-control", b"private"),
}
asked = 0


async def application(scope: Scope, _receive: Receive, send: Send) -> None:
    global asked  # noqa: PLW0603 - the number that the tests look at
    asked += 1
    number = asked
    if scope["path"] == "/api/slow/":
        await asyncio.sleep(0.3)  # long enough that requests sent together overlap
    extra = EXTRA.get(scope["path"])
    status = 404 if scope["path"] == "/api/missing/" else 200
    body = b'{"number": %d, "filling": "%s"}' % (number, b"x" * 5000)
    headers = (JSON, (b"vary", b"Accept"), *((extra,) if extra else ()))
    await send_reply(scope, send, Reply(status=status, headers=headers, body=body))


edge = Edge(
    application,
    rules=RULES,
    stamps=Stamps("catalog", redis_url=os.environ.get("EDGE_REDIS_URL") or settings.REDIS_URL),
    shared_ttl_s=0,
    limit=limit_of("edge", os.environ.get("EDGE_LIMIT", "6000/min")),
    observe=print,
)
app = Front(edge, headers=(), observe=print)
