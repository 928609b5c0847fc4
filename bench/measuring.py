"""What the benches share: a site as `lyceum up` runs it, people who send requests, and the CPU that these cost.

CPU is read from the kernel (user and system time of each process and its threads), so that other work on the machine
changes it less than it changes wall times.
"""

import http.client
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

BACKEND: Final = Path(__file__).resolve().parents[1] / "backend"
sys.path.insert(0, str(BACKEND))

from tests.site import Site, children_of, running_site  # noqa: E402 - found by the line above

AT_ONCE: Final = 8
TICK_MS: Final = 1000 / os.sysconf("SC_CLK_TCK")
HEADER: Final = (
    "| what | requests | web ms | budget | stores ms | worker ms | p50 ms | p95 ms | per s |\n"
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
)


@dataclass(frozen=True, slots=True)
class Call:
    """One request of one person."""

    method: str
    path: str
    token: str = ""
    body: dict[str, Any] | None = None
    expected: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one scenario cost; CPU and wall times are for one request."""

    name: str
    requests: int
    web_ms: float
    stores_ms: float
    worker_ms: float
    wall_p50_ms: float
    wall_p95_ms: float
    seconds: float
    budget_ms: float | None


class Caller:
    """One connection that is kept open, as a browser keeps it."""

    def __init__(self, url: str) -> None:
        host = url.removeprefix("http://").rstrip("/")
        self._connection = http.client.HTTPConnection(host, timeout=60)

    def send(self, call: Call) -> float:
        """Send one request; return how many seconds it took."""
        return self.ask(call)[0]

    def ask(self, call: Call) -> tuple[float, bytes]:
        """Send one request; return how many seconds it took, and the answer."""
        headers = {"Accept": "application/json"}
        if call.token:
            headers["Authorization"] = f"Bearer {call.token}"
        body = None if call.body is None else json.dumps(call.body)
        if body is not None:
            headers["Content-Type"] = "application/json"
        started_at = time.perf_counter()
        self._connection.request(call.method, call.path, body=body, headers=headers)
        reply = self._connection.getresponse()
        text = reply.read()
        seconds = time.perf_counter() - started_at
        if reply.status != call.expected:
            sys.exit(f"{call.method} {call.path}: {reply.status} {text[:500]!r}")
        return seconds, text


def send_all(url: str, calls: list[Call]) -> list[float]:
    """Send requests, eight at once; return how long each took."""
    local = threading.local()

    def send(call: Call) -> float:
        if not hasattr(local, "caller"):
            local.caller = Caller(url)
        return local.caller.send(call)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(send, calls))


def send_each(url: str, calls: list[Call], *, before: Callable[[], None]) -> list[float]:
    """Send requests one after the other, each after something was done; return how long each took."""
    caller, times = Caller(url), []
    for call in calls:
        before()
        times.append(caller.send(call))
    return times


def cpu_ms(pids: list[int]) -> float:
    """Sum the CPU time of processes, threads included."""
    total = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total * TICK_MS


def cpu_by_process(site: Site) -> dict[str, float]:
    """Return the CPU time of each child of `lyceum up`, with what it has started."""
    return {name: cpu_ms([pid, *children_of(pid)]) for name, pid in site.processes.items()}


def measure(site: Site, name: str, send: Callable[[], list[float]], *, budget_ms: float | None) -> Row:
    """Let `send` send its requests, and read what they cost."""
    before = cpu_by_process(site)
    started_at = time.perf_counter()
    times = sorted(send())
    seconds = time.perf_counter() - started_at
    after = cpu_by_process(site)
    spent = {process: (after[process] - before[process]) / len(times) for process in after}
    return Row(
        name=name,
        requests=len(times),
        web_ms=spent["web"],
        stores_ms=spent["mongo"] + spent["valkey"],
        worker_ms=spent["worker"],
        wall_p50_ms=times[len(times) // 2] * 1000,
        wall_p95_ms=times[int(len(times) * 0.95)] * 1000,
        seconds=seconds,
        budget_ms=budget_ms,
    )


def show(row: Row) -> None:
    """Print a row of the table."""
    budget = "" if row.budget_ms is None else f"{row.budget_ms:.1f}"
    say(
        f"| {row.name} | {row.requests} | {row.web_ms:.2f} | {budget} | {row.stores_ms:.2f} | {row.worker_ms:.2f} "
        f"| {row.wall_p50_ms:.0f} | {row.wall_p95_ms:.0f} | {row.requests / row.seconds:.0f} |"
    )


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


@contextmanager
def running(folder: Path, **variables: str) -> Iterator[Site]:
    """Run a site without sample course, with these settings."""
    dist = folder / "dist"
    dist.mkdir()
    (dist / "index.html").write_text("<!doctype html><title>Lyceum</title>")
    with running_site(folder / "home", "--no-sample", front_end=dist, **variables) as site:
        yield site
