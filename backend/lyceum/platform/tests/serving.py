"""Starts a real Granian with one of our ASGI apps, on a free port, for as long as a test needs it."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

BACKEND = Path(__file__).resolve().parents[3]
START_S = 60.0
DEADLINE_S = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running web process: where it listens and what it logged."""

    port: int
    log: Path
    client: httpx.Client

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def connect(self, sent: bytes = b"") -> socket.socket:
        """Open a plain connection and send some bytes."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=DEADLINE_S)
        connection.sendall(sent)
        return connection

    def logged(self) -> str:
        return self.log.read_text()


@contextmanager
def serve(target: str, **environment: str) -> Iterator[Server]:
    """Run `target` (module:attribute) until the block ends."""
    port = _free_port()
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--port", str(port), target]
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", **environment}
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "web.log"
        with log.open("wb") as output:
            process = subprocess.Popen(command, cwd=BACKEND, env=env, stdout=output, stderr=output)
        try:
            wait_until(lambda: _listens(port) or _fail_if_ended(process, log), seconds=START_S)
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=DEADLINE_S) as client:
                yield Server(port=port, log=log, client=client)
        finally:
            process.terminate()
            process.wait(timeout=DEADLINE_S)


def wait_until(holds: Callable[[], object], *, seconds: float = DEADLINE_S) -> None:
    """Poll until a condition holds; fail the test when it does not in time."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "the condition did not come true in time"
        time.sleep(0.02)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _listens(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/", timeout=DEADLINE_S).status_code > 0
    except httpx.HTTPError:
        return False


def _fail_if_ended(process: subprocess.Popen[bytes], log: Path) -> bool:
    assert process.poll() is None, f"the web process ended:\n{log.read_text()}"
    return False
