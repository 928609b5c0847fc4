"""Measures the catalogue as visitors see it: warm from the edge, beside a bare server, and cold, in growing schools.

    .venv/bin/python bench/catalogue.py [--courses 200 2000] [--warm 4000] [--cold 100]

Warm requests come eight at once from connections that stay open. Before each cold one Valkey is emptied, so that every
value and every token is made anew. The school of `lyceum bench-data` grows to each size; the stores are the embedded
ones and write through to the disk.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import redis
from measuring import (
    HEADER,
    Call,
    Caller,
    Row,
    children_of,
    cpu_ms,
    measure,
    running,
    say,
    send_all,
    send_each,
    show,
)

from tests.joined import join
from tests.site import Site
from tests.stores import free_port

WARM_BUDGET_MS: Final = 0.3
COLD_BUDGET_MS: Final = 6.0
OF_BARE: Final = 0.6
PER_COURSE: Final = {"students": 1, "enrollments": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What was asked for."""

    sizes: list[int]
    warm: int
    cold: int


def list_path(**query: str) -> str:
    """Return the address of a list of courses."""
    return f"/api/courses/?{urlencode(query)}" if query else "/api/courses/"


def cold_paths(url: str) -> dict[str, str]:
    """Return what is read cold; values of filters come from what the facets count most."""
    facets = json.loads(Caller(url).ask(Call("GET", "/api/courses/facets/"))[1])
    course = json.loads(Caller(url).ask(Call("GET", list_path(ordering="-enrollment_count")))[1])["results"][0]
    filters = {facet: facets[facet][0]["value"] for facet in ("category", "level", "language", "price", "instructor")}
    return {
        "first page": list_path(),
        **{f"filter {name} = {value}": list_path(**{name: value}) for name, value in filters.items()},
        "search, one word": list_path(search="introduction"),
        "search, two words": list_path(search="python practice"),
        "course page": f"/api/courses/{course['id']}/",
        "outline": f"/api/courses/{course['id']}/outline/",
        "facets of everything": "/api/courses/facets/",
        "facets of a language": "/api/courses/facets/?language=en",
    }


def measure_cold(site: Site, options: Options, *, valkey: redis.Redis) -> Iterator[Row]:
    """Read each address with an empty cache before each request."""
    for name, path in cold_paths(site.url).items():
        calls = [Call("GET", path)] * options.cold

        def send(calls: list[Call] = calls) -> list[float]:
            return send_each(site.url, calls, before=lambda: empty(valkey))

        yield measure(site, f"{name}, cold", send, budget_ms=COLD_BUDGET_MS)


def empty(valkey: redis.Redis) -> None:
    """Empty the cache."""
    valkey.flushdb()


def measure_warm(site: Site, name: str, path: str, options: Options) -> Row:
    """Read an address again and again."""
    calls = [Call("GET", path)] * options.warm
    send_all(site.url, calls[:100])
    return measure(site, f"{name}, warm", lambda: send_all(site.url, calls), budget_ms=WARM_BUDGET_MS)


def measure_bare(folder: Path, body: bytes, options: Options) -> tuple[float, float]:
    """Return what a request of the bare server costs: milliseconds of CPU, and how many it answers in a second."""
    (folder / "body.json").write_bytes(body)
    with bare_server(folder / "body.json") as (url, pid):
        calls = [Call("GET", "/")] * options.warm
        send_all(url, calls[:100])
        before, started_at = cpu_ms([pid, *children_of(pid)]), time.perf_counter()
        send_all(url, calls)
        seconds = time.perf_counter() - started_at
        return (cpu_ms([pid, *children_of(pid)]) - before) / len(calls), len(calls) / seconds


@contextmanager
def bare_server(body: Path) -> Iterator[tuple[str, int]]:
    """Run the bare server as the web process is run."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", "1", "--runtime-threads", "1", "--blocking-threads", "1", "--log-level", "warning"]
    command += ["--working-dir", str(Path(__file__).parent), "bare:app"]
    env = {**os.environ, "BARE_BODY": str(body)}
    with subprocess.Popen(command, env=env) as process:  # noqa: S603 - our own command
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for(url)
            yield url, process.pid
        finally:
            process.terminate()


def wait_for(url: str) -> None:
    """Return when the server answers."""
    for _ in range(600):
        try:
            Caller(url).send(Call("GET", "/"))
        except OSError:  # not yet
            time.sleep(0.05)
        else:
            return
    sys.exit(f"{url} does not answer")


def grow(size: int, *, to: int) -> None:
    """Add courses to the school."""
    from django.core.management import call_command  # noqa: PLC0415 - Django is set up by now

    more = to - size
    counts = {noun: more * number for noun, number in PER_COURSE.items()}
    call_command("bench_data", courses=more, seed=to, **counts)


def measure_size(site: Site, folder: Path, options: Options, *, valkey: redis.Redis) -> None:
    """Measure everything in the school as it is now."""
    say(HEADER)
    path = cold_paths(site.url)["course page"]
    rows = [measure_warm(site, "first page", list_path(), options), measure_warm(site, "course page", path, options)]
    for row in rows:
        show(row)
    for row in measure_cold(site, options, valkey=valkey):
        show(row)
    for row, address in zip(rows, (list_path(), path), strict=True):
        bare_ms, per_s = measure_bare(folder, Caller(site.url).ask(Call("GET", address))[1], options)
        say(
            f"{row.name}: a bare server with the same bytes takes {bare_ms:.3f} ms, {per_s:.0f} a second; the edge "
            f"reaches {bare_ms / row.web_ms:.0%} by CPU, {row.requests / row.seconds / per_s:.0%} by rate "
            f"(at least {OF_BARE:.0%})"
        )


def main() -> None:
    """Measure and print a table for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--courses", type=int, nargs="+", default=[200, 2_000], help="sizes (default: %(default)s)")
    parser.add_argument("--warm", type=int, default=4_000, help="warm requests (default: %(default)s)")
    parser.add_argument("--cold", type=int, default=100, help="cold requests (default: %(default)s)")
    asked = parser.parse_args()
    options = Options(sizes=sorted(asked.courses), warm=asked.warm, cold=asked.cold)
    limits = {"RATE_LIMIT_ANONYMOUS_READS": "1000000/min"}
    with tempfile.TemporaryDirectory(prefix="lyceum-bench-") as name, running(Path(name), **limits) as site:
        join(site)
        valkey, size = redis.Redis.from_url(os.environ["REDIS_URL"]), 0
        for wanted in options.sizes:
            grow(size, to=wanted)
            size = wanted
            say(f"\n{size:,} courses")
            measure_size(site, Path(name), options, valkey=valkey)


if __name__ == "__main__":
    main()
