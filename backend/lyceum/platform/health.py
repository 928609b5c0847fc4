"""Is this process alive, and can it do its work? For load balancers, orchestrators and people.

Alive means that the event loop answers. Ready means that every store answers; without Redis the site works, so that is
only `degraded`.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Final, Literal

import msgspec
import structlog
from django.db import connection

from lyceum.platform import cache, mongo
from lyceum.platform.asgi import JSON, NO_STORE, Receive, Reply, Scope, Send, problem_reply, send_reply

log = structlog.get_logger(__name__)

type Check = Callable[[], None]
type Verdict = Literal["ready", "degraded", "unavailable"]

_PATIENCE_S: Final = 2.5
_REUSED_FOR_S: Final = 1.0


def check_mongodb() -> None:
    """Raise unless MongoDB answers."""
    mongo.client().admin.command("ping")


def check_sql() -> None:
    """Raise unless the SQL database answers, by a connection of its own."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    finally:
        connection.close()


def check_redis() -> None:
    """Raise unless Redis answers."""
    cache.connection().ping()


NEEDED: Final[Mapping[str, Check]] = {"mongodb": check_mongodb, "sql": check_sql}
OPTIONAL: Final[Mapping[str, Check]] = {"redis": check_redis}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one check found."""

    state: Literal["up", "down"]
    took_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What all checks found."""

    status: Verdict
    checks: dict[str, Finding]


class Health:
    """Answers `/health/live/` and `/health/ready/`."""

    def __init__(self, *, needed: Mapping[str, Check], optional: Mapping[str, Check]) -> None:
        self._needed = needed
        self._checks = {**needed, **optional}
        self._pool = ThreadPoolExecutor(len(self._checks), thread_name_prefix="health")
        self._asking: asyncio.Task[Report] | None = None
        self._asked_at = 0.0

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """Answer one request."""
        await send_reply(scope, send, await self._reply(scope))

    async def _reply(self, scope: Scope) -> Reply:
        if scope["path"] == "/health/live/":
            return _json_reply(HTTPStatus.OK, {"status": "live"})
        if scope["path"] != "/health/ready/":
            return problem_reply(scope, HTTPStatus.NOT_FOUND, "There is nothing here.", label="not_found")
        report = await self._report()
        is_down = report.status == "unavailable"
        return _json_reply(HTTPStatus.SERVICE_UNAVAILABLE if is_down else HTTPStatus.OK, asdict(report))

    async def _report(self) -> Report:
        """Ask the stores, at most once a second however many ask us."""
        if self._asking is None or time.monotonic() - self._asked_at > _REUSED_FOR_S:
            self._asked_at = time.monotonic()
            self._asking = asyncio.create_task(self._ask())
        return await asyncio.shield(self._asking)

    async def _ask(self) -> Report:
        findings = await asyncio.gather(*(self._find(check) for check in self._checks.values()))
        checks = dict(zip(self._checks, findings, strict=True))
        down = {name for name, finding in checks.items() if finding.state == "down"}
        if down:
            log.warning("dependency_down", names=sorted(down))
        if down & self._needed.keys():
            return Report(status="unavailable", checks=checks)
        return Report(status="degraded" if down else "ready", checks=checks)

    async def _find(self, check: Check) -> Finding:
        started_at = time.perf_counter()
        try:
            async with asyncio.timeout(_PATIENCE_S):
                await asyncio.get_running_loop().run_in_executor(self._pool, check)
            state: Literal["up", "down"] = "up"
        except Exception:  # noqa: BLE001 - whatever a store's library raises, the store is down
            state = "down"
        return Finding(state=state, took_ms=round((time.perf_counter() - started_at) * 1000, 1))


def _json_reply(status: HTTPStatus, content: object) -> Reply:
    return Reply(status=status, headers=(JSON, NO_STORE), body=msgspec.json.encode(content))
