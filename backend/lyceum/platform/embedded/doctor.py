"""`lyceum doctor`: checks everything that Lyceum depends on and says what to do about what is missing.

What needs a client library (do the stores answer?) is asked of the management command `check_stores`.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Final

from lyceum.platform.embedded.attachment import run_beside_stores
from lyceum.platform.embedded.errors import StartupError
from lyceum.platform.embedded.home import DataFolder, open_folder
from lyceum.platform.embedded.installation import (
    BACKEND,
    find_cache_server,
    find_document_store,
    find_front_end,
)
from lyceum.platform.embedded.lock import find_running
from lyceum.platform.embedded.network import Listening, check_free
from lyceum.platform.embedded.services import is_server_mode

type Say = Callable[[str], None]
type Check = Callable[[], str]

_OLDEST: Final = (3, 12)
_TOO_NEW: Final = (3, 14)
_LOCKED: Final = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;]+)(?P<marker>\s*;)?", re.MULTILINE)
_LEADING_ZEROS: Final = re.compile(r"(?<!\d)0+(?=\d)")
_SHOWN: Final = 5
_SPACE_NEEDED_BYTES: Final = 500_000_000


def run_doctor(*, home: Path, host: str, port: int, environ: Mapping[str, str], say: Say) -> int:
    """Run all checks and say what each found; returns the exit code, 1 where something is missing."""
    embedded = not is_server_mode(environ)
    say(f"Lyceum in {'embedded' if embedded else 'server'} mode, data folder {home}")
    checks = {
        "Python": check_python,
        "packages": check_packages,
        **({"SecantusDB": _check_document_store, "Valkey": lambda: check_cache_server(environ)} if embedded else {}),
        "front end": lambda: str(find_front_end(environ)),
        "data folder": lambda: check_folder(home),
        "port": lambda: check_port(home, Listening(host=host, port=port)),
    }
    failed = [name for name, check in checks.items() if not _passes(name, check, say)]
    try:
        stores_failed = run_beside_stores(["check_stores"], home=home, environ=environ, say=say)
    except StartupError as refusal:
        say(f"✗ stores: {refusal}")
        stores_failed = 1
    if failed or stores_failed:
        say("Something is missing; see the lines marked ✗.")
        return 1
    say("Everything is there.")
    return 0


def _passes(name: str, check: Check, say: Say) -> bool:
    try:
        say(f"✓ {name}: {check()}")
    except StartupError as refusal:
        say(f"✗ {name}: {refusal}")
        return False
    return True


def check_python() -> str:
    """Check the version of this Python.

    Raises:
        StartupError: Lyceum has not been tried with it.
    """
    version = ".".join(map(str, sys.version_info[:3]))
    if not _OLDEST <= sys.version_info[:2] < _TOO_NEW:
        raise StartupError(f"{version} does not fit; Lyceum needs 3.12 or 3.13. `make setup` makes a .venv with one.")
    return version


def check_packages() -> str:
    """Check that the installed packages are those of the lock file.

    Raises:
        StartupError: some are missing or have another version.
    """
    wrong = list(differing_packages((BACKEND / "requirements.lock").read_text(encoding="utf-8")))
    if wrong:
        more = f" and {len(wrong) - _SHOWN} more" if len(wrong) > _SHOWN else ""
        raise StartupError(f"not as locked: {', '.join(wrong[:_SHOWN])}{more}. Run `make setup`.")
    return "as locked"


def differing_packages(lock: str) -> Iterator[str]:
    """Compare the installed packages with the text of a lock file; yields what differs."""
    for locked in _LOCKED.finditer(lock):
        name, version = locked["name"], locked["version"]
        if locked["marker"]:
            continue  # only for some machines
        try:
            installed = metadata.version(name)
        except metadata.PackageNotFoundError:
            yield f"{name} is missing"
            continue
        if _plain(installed) != _plain(version):
            yield f"{name} is {installed}, not {version}"


def _plain(version: str) -> str:
    """Leave leading zeros out, which say nothing (PEP 440: 2.012 is 2.12)."""
    return _LEADING_ZEROS.sub("", version)


def _check_document_store() -> str:
    return str(find_document_store())


def check_cache_server(environ: Mapping[str, str]) -> str:
    """Check that the Valkey server runs on this machine.

    Raises:
        StartupError: it is missing or cannot be run.
    """
    program = find_cache_server(environ)
    try:
        done = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)  # noqa: S603 - found by us
    except (OSError, subprocess.CalledProcessError) as error:
        raise StartupError(f"{program} does not run here ({error}). Name a MongoDB and a Redis of your own.") from error
    return done.stdout.strip()


def check_folder(home: Path) -> str:
    """Check that the data folder can be written and has room.

    Raises:
        StartupError: it cannot, or has not.
    """
    free_bytes = shutil.disk_usage(open_folder(home).path).free
    if free_bytes < _SPACE_NEEDED_BYTES:
        raise StartupError(f"only {free_bytes // 1_000_000} MB are free on the disk of {home}. Make room.")
    return f"{home} is writable, {free_bytes // 1_000_000_000} GB free"


def check_port(home: Path, listening: Listening) -> str:
    """Check that the web server can listen, or does already.

    Raises:
        StartupError: something else listens there.
    """
    running = find_running(DataFolder(home))
    if running and running.url == listening.url:
        return f"Lyceum runs at {running.url} (pid {running.pid})"
    check_free(listening)
    return f"{listening.port} on {listening.host} is free"
