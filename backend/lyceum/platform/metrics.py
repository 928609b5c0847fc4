"""Numbers about this process for Prometheus: requests by route, the edge, the outbox. No number names a person.

The page is for those who have the token; to others it does not exist.
"""

import asyncio
import hmac
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Final

import structlog
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from pymongo.errors import PyMongoError

from lyceum.platform.asgi import NO_STORE, Receive, Reply, Scope, Send, find_header, problem_reply, send_reply
from lyceum.platform.front import Answered
from lyceum.platform.owed import QUEUES, count_rows, oldest_s

log = structlog.get_logger(__name__)

_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_BUCKETS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """The numbers of one web process."""

    def __init__(self, registry: CollectorRegistry = REGISTRY) -> None:
        self.registry = registry
        self._requests = Counter(
            "lyceum_http_requests",
            "Requests that were answered.",
            ["route", "method", "status"],
            registry=registry,
        )
        self._seconds = Histogram(
            "lyceum_http_request_seconds",
            "Time from the request's head to the end of the response.",
            ["route"],
            buckets=_BUCKETS,
            registry=registry,
        )
        self._edge = Counter(
            "lyceum_edge_requests",
            "Anonymous reads of the catalogue by what the edge did.",
            ["outcome"],
            registry=registry,
        )
        self._sockets = Gauge("lyceum_websockets", "Open WebSockets.", registry=registry)
        self._outbox = Gauge("lyceum_outbox_rows", "What is owed, by state.", ["state"], registry=registry)
        self._oldest = Gauge(
            "lyceum_outbox_oldest_seconds", "For how long the oldest has been owed.", ["queue"], registry=registry
        )

    def count_request(self, answered: Answered) -> None:
        """Count one answered request."""
        method = answered.method if answered.method in _METHODS else "OTHER"
        self._requests.labels(answered.route, method, str(answered.status)).inc()
        self._seconds.labels(answered.route).observe(answered.seconds)

    def count_edge(self, outcome: str) -> None:
        """Count what the edge did with one request."""
        self._edge.labels(outcome).inc()

    def count_sockets(self, change: int) -> None:
        """Follow the number of open WebSockets."""
        self._sockets.inc(change)

    def write(self) -> bytes:
        """Return the page; asks MongoDB for the outbox, by counts and first rows that cost nothing."""
        for state, rows in QUEUES.items():
            self._outbox.labels(state).set(_ask(partial(count_rows, rows)))
        for queue in ("waiting", "errands"):
            self._oldest.labels(queue).set(_ask(partial(oldest_s, QUEUES[queue])))
        return generate_latest(self.registry)


def _ask(question: Callable[[], float]) -> float:
    try:
        return question()
    except PyMongoError as error:  # the other numbers are wanted all the more
        log.warning("outbox_not_counted", reason=type(error).__name__)
        return float("nan")


class MetricsPage:
    """Answers `/metrics` to a bearer of the token."""

    def __init__(self, write: Callable[[], bytes], *, token: str) -> None:
        self._write = write
        self._expected = f"Bearer {token}".encode() if token else b""

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """Answer one request."""
        given = find_header(scope, b"authorization") or b""
        if not self._expected or not hmac.compare_digest(given, self._expected):
            reply = problem_reply(scope, HTTPStatus.NOT_FOUND, "There is nothing here.", label="not_found")
        else:
            page = await asyncio.to_thread(self._write)
            kind = (b"content-type", CONTENT_TYPE_LATEST.encode())
            reply = Reply(status=HTTPStatus.OK, headers=(kind, NO_STORE), body=page)
        await send_reply(scope, send, reply)
