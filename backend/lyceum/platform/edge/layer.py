"""The layer itself: answers from the shelf, or lets Django answer once and keeps that."""

import asyncio
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Final, Literal, NamedTuple

from lyceum.platform.asgi import App, Receive, Reply, Scope, Send, problem_reply, send_reply
from lyceum.platform.edge.answers import Answer, Collected, Shelf, make_answer
from lyceum.platform.edge.keys import EdgeRule, edge_key
from lyceum.platform.edge.stamps import Stamps
from lyceum.platform.front import ROUTE
from lyceum.platform.rate_limits import Limit, counter_of, network_of, take_here

type Outcome = Literal["hit", "miss", "bypass"]

# Signed addresses of pictures in an answer work for hours; the answer is made again long before.
OLDEST_S: Final = 600.0
_CONDITIONAL: Final = frozenset({b"if-none-match", b"if-modified-since", b"accept-encoding"})


class _Flight(NamedTuple):
    """A question to Django that several requests share."""

    key: str
    stamp: bytes


class Edge:
    """Answers what its rules list; everything else goes to `app`, as does everything while Redis is away."""

    def __init__(
        self,
        app: App,
        *,
        rules: tuple[EdgeRule, ...],
        stamps: Stamps,
        shared_ttl_s: int,
        limit: Limit,
        observe: Callable[[Outcome], None],
    ) -> None:
        self._app = app
        self._rules = rules
        self._stamps = stamps
        self._limit = limit
        self._observe = observe
        self._lifetime = b"public, max-age=0, s-maxage=%d, must-revalidate" % shared_ttl_s
        self._shelf = Shelf(most_answers=2_000, most_bytes=32_000_000)
        self._under_way: dict[_Flight, asyncio.Future[Answer | None]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        key = edge_key(scope, self._rules)
        if key is None:
            await self._app(scope, receive, send)
            return
        refusal = self._refuse(scope)
        if refusal is not None:
            await send_reply(scope, send, refusal)
            return
        stamp = await self._stamps.read()
        if stamp is None:
            self._observe("bypass")
            await self._app(scope, receive, send)
            return
        answer = self._find(key, stamp)
        self._observe("hit" if answer else "miss")
        scope[ROUTE] = "edge" if answer else "edge_miss"
        if answer is None:
            await self._answer_anew(_Flight(key, stamp), scope, receive, send)
        else:
            await send_reply(scope, send, answer.reply(scope))

    def _refuse(self, scope: Scope) -> Reply | None:
        """Refuse an address that asks too often; this process counts by itself, which costs next to nothing."""
        address, _ = scope.get("client") or ("", 0)
        allowance = take_here(counter_of(self._limit, network_of(address)))
        if not allowance.is_used_up:
            return None
        refusal = allowance.refusal()
        wait = (b"retry-after", str(refusal.retry_after_s).encode())
        return problem_reply(scope, HTTPStatus.TOO_MANY_REQUESTS, str(refusal), label=refusal.code, headers=(wait,))

    def _find(self, key: str, stamp: bytes) -> Answer | None:
        answer = self._shelf.find(key)
        is_good = answer and answer.stamp == stamp and time.monotonic() - answer.made_at < OLDEST_S
        return answer if is_good else None

    async def _answer_anew(self, flight: _Flight, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one of the requests for the same thing ask Django; the others wait for its answer."""
        under_way = self._under_way.get(flight)
        if under_way is None:
            await self._lead(flight, scope, receive, send)
            return
        answer = await asyncio.shield(under_way)
        if answer is None:  # it was for the first asker only
            await self._app(scope, receive, send)
        else:
            await send_reply(scope, send, answer.reply(scope))

    async def _lead(self, flight: _Flight, scope: Scope, receive: Receive, send: Send) -> None:
        future = self._under_way[flight] = asyncio.get_running_loop().create_future()
        answer = None
        try:
            collected = await self._ask(scope, receive)
            if collected.is_for_everybody():
                answer = await self._keep(flight, collected)
        finally:
            del self._under_way[flight]
            future.set_result(answer)
        await send_reply(scope, send, answer.reply(scope) if answer else collected.reply())

    async def _ask(self, scope: Scope, receive: Receive) -> Collected:
        """Get the whole, unencoded answer, whatever part of it this client needs."""
        headers = [pair for pair in scope["headers"] if pair[0] not in _CONDITIONAL]
        collected = Collected()
        await self._app({**scope, "method": "GET", "headers": headers}, receive, collected.take)
        return collected

    async def _keep(self, flight: _Flight, collected: Collected) -> Answer:
        answer = await asyncio.to_thread(
            make_answer, collected, stamp=flight.stamp, made_at=time.monotonic(), lifetime=self._lifetime
        )
        self._shelf.keep(flight.key, answer)
        return answer
