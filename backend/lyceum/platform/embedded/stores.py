"""The embedded stores: how SecantusDB and Valkey are started and under which addresses they answer.

Both are started as processes from their binaries; their Python packages are never imported.
"""

import os
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from lyceum.platform.embedded.home import DataFolder, rotate_log, write_private
from lyceum.platform.embedded.installation import find_cache_server, find_document_store
from lyceum.platform.embedded.network import LOOPBACK, find_free_port
from lyceum.platform.embedded.probes import answers_find, answers_ping
from lyceum.platform.embedded.processes import ChildSpec

DATABASE: Final = "lyceum"
_LONGEST_SOCKET_PATH: Final = 99  # the system's limit is 107 (Linux) or 103 (macOS) bytes
_PASSED_ON: Final = ("PATH", "LANG", "LC_ALL", "TMPDIR", "TZ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stores:
    """The embedded stores of one run: their processes and addresses."""

    specs: tuple[ChildSpec, ...]
    mongodb_uri: str
    redis_url: str


def plan_stores(folder: DataFolder, environ: Mapping[str, str]) -> Stores:
    """Choose addresses and write the stores' configuration into the folder.

    Raises:
        StartupError: a program is not installed.
    """
    mongo, mongodb_uri = _plan_document_store(folder)
    valkey, redis_url = _plan_cache_server(folder, find_cache_server(environ))
    return Stores(specs=(mongo, valkey), mongodb_uri=mongodb_uri, redis_url=redis_url)


def _plan_document_store(folder: DataFolder) -> tuple[ChildSpec, str]:
    port = find_free_port()
    # Without a file of its own the server would read any secantusd.toml that lies around.
    config = folder.path / "mongo.toml"
    config.write_text("# Lyceum passes everything on the command line.\n", encoding="utf-8")
    options = {
        "--config": str(config),
        "--host": LOOPBACK,
        "--port": str(port),
        "--storage-path": str(folder.mongo),
        "--cache-size": "128M",
        "--log-level": "WARNING",
    }
    words = [word for option in options.items() for word in option]
    spec = ChildSpec(
        name="mongo",
        # Without a sync on commit, acknowledged writes are lost when the server is killed.
        argv=(sys.executable, str(find_document_store()), *words, "--sync-on-commit"),
        env=_plain_environment(),
        is_ready=lambda: answers_find(LOOPBACK, port),
        log=rotate_log(folder.log("mongo")),
    )
    return spec, f"mongodb://{LOOPBACK}:{port}/{DATABASE}"


def _plan_cache_server(folder: DataFolder, program: Path) -> tuple[ChildSpec, str]:
    door = _choose_door(folder)
    spec = ChildSpec(
        name="valkey",
        argv=(str(program), str(_write_cache_config(folder, door))),
        env=_plain_environment(),
        is_ready=lambda: answers_ping(door.address),
        log=rotate_log(folder.log("valkey")),
    )
    return spec, door.url


@dataclass(frozen=True, slots=True, kw_only=True)
class _Door:
    """How the cache server is reached."""

    address: Path | tuple[str, int]
    url: str
    config: tuple[str, ...]


def _choose_door(folder: DataFolder) -> _Door:
    """Use a socket file, which only its owner can open; a port with a password where its path would be too long."""
    path = folder.valkey / "valkey.sock"
    if len(os.fsencode(path)) <= _LONGEST_SOCKET_PATH:
        return _Door(
            address=path,
            url=f"unix://{quote(str(path))}?db=0",
            config=("port 0", f'unixsocket "{path}"', "unixsocketperm 700"),
        )
    port, password = find_free_port(), secrets.token_urlsafe(24)
    return _Door(
        address=(LOOPBACK, port),
        url=f"redis://:{password}@{LOOPBACK}:{port}/0",
        config=(f"bind {LOOPBACK}", f"port {port}", f"requirepass {password}"),
    )


def _write_cache_config(folder: DataFolder, door: _Door) -> Path:
    """Write the server's configuration (mode 600): no persistence, a bound on memory."""
    path = folder.valkey / "valkey.conf"
    lines = [
        *door.config,
        f'dir "{folder.valkey}"',
        "daemonize no",
        'save ""',
        "appendonly no",
        "maxmemory 64mb",
        "maxmemory-policy allkeys-lru",
        "loglevel warning",
    ]
    write_private(path, "\n".join(lines) + "\n")
    return path


def _plain_environment() -> dict[str, str]:
    """Pass on what programs in general need; the stores are configured by what is written above alone."""
    return {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
