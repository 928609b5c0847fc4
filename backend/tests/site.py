"""Runs the real `lyceum` command for a test: a whole site on a free port, or one command to its end."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from lyceum.platform.tests.serving import wait_until

READY_S = 120.0
STOP_S = 20.0
_ADDRESS = re.compile(r"^Lyceum is ready: (\S+)$", re.MULTILINE)
_OURS = ("MONGODB_URI", "REDIS_URL", "DATABASE_URL", "MEDIA_ROOT", "LYCEUM_HOME", "PUBLIC_URL", "ALLOWED_HOSTS")
_OURS += ("SECRET_KEY", "JWT_SIGNING_KEY", "MEDIA_SIGNING_KEY", "METRICS_TOKEN", "DJANGO_SETTINGS_MODULE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A running `lyceum up`."""

    process: subprocess.Popen[bytes]
    home: Path
    output: Path

    @property
    def url(self) -> str:
        found = _ADDRESS.search(self.said())
        assert found, self.said()
        return found[1]

    @property
    def processes(self) -> dict[str, int]:
        """The process ids of the children by name."""
        return json.loads((self.home / "run.json").read_text())["processes"]

    def said(self) -> str:
        return self.output.read_text()

    def answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/health/live/", timeout=5).status_code == 200
        except httpx.HTTPError:
            return False

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal and wait for the end; returns the exit code."""
        self.process.send_signal(number)
        return self.process.wait(timeout=STOP_S)


@contextmanager
def running_site(home: Path, *options: str, front_end: Path, **variables: str) -> Iterator[Site]:
    """Run `lyceum up` until the block ends."""
    home.parent.mkdir(parents=True, exist_ok=True)
    output = home.parent / f"{home.name}-output.txt"
    command = _command("up", "--home", str(home), "--port", "0", *options)
    with output.open("wb") as file:
        env = {**environment(front_end), **variables}
        process = subprocess.Popen(command, env=env, stdout=file, stderr=file)
    site = Site(process=process, home=home, output=output)
    try:
        wait_until(lambda: "Lyceum is ready" in site.said() or _fail_if_ended(site), seconds=READY_S)
        yield site
    finally:
        process.terminate()
        process.wait(timeout=STOP_S)


def run_lyceum(*words: str, front_end: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a `lyceum` command to its end."""
    env = {**environment(front_end), **variables}
    return subprocess.run(_command(*words), env=env, capture_output=True, text=True, timeout=READY_S, check=False)


def environment(front_end: Path | None) -> dict[str, str]:
    """Return this process's environment without the addresses and secrets of the test session."""
    env = {name: value for name, value in os.environ.items() if name not in _OURS}
    return env if front_end is None else {**env, "FRONTEND_DIST": str(front_end)}


def children_of(pid: int) -> list[int]:
    """List the processes that `pid` has started, and those that they have."""
    direct = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [found for child in map(int, direct) for found in (child, *children_of(child))]


def is_running(pid: int) -> bool:
    """Tell whether a process runs; one that has ended and waits for its parent does not."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "lyceum.cli", *words]


def _fail_if_ended(site: Site) -> bool:
    assert site.process.poll() is None, f"`lyceum up` ended with {site.process.returncode}:\n{site.said()}"
    return False
