"""The data folder of embedded mode: where things lie in it, its secrets, and what runs on it.

Nothing here starts a process; see `lock.py` for who may use the folder.
"""

import json
import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from lyceum.platform.embedded.errors import StartupError

SECRET_NAMES = ("SECRET_KEY", "JWT_SIGNING_KEY", "MEDIA_SIGNING_KEY", "METRICS_TOKEN")

_FOLDERS = ("mongo", "valkey", "logs", "media")
_KEPT_LOGS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class RunState:
    """What a running `lyceum up` says about itself in `run.json`."""

    pid: int
    url: str
    mongodb_uri: str
    redis_url: str
    processes: dict[str, int]


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The folder that holds all state of embedded mode."""

    path: Path

    @property
    def mongo(self) -> Path:
        """The document store's files."""
        return self.path / "mongo"

    @property
    def valkey(self) -> Path:
        """Where the cache server's socket lies."""
        return self.path / "valkey"

    @property
    def media(self) -> Path:
        """Uploaded files."""
        return self.path / "media"

    @property
    def sql(self) -> Path:
        """The SQLite database of accounts and sessions."""
        return self.path / "auth.sqlite3"

    @property
    def lock(self) -> Path:
        """The file whose lock says that somebody uses the folder."""
        return self.path / "lyceum.lock"

    @property
    def secrets(self) -> Path:
        """The keys made on first start, mode 600."""
        return self.path / "secrets.env"

    @property
    def run_state(self) -> Path:
        """Addresses and process ids while Lyceum runs."""
        return self.path / "run.json"

    @property
    def prepared(self) -> Path:
        """What the last preparation of the stores was made for; see `preparation.py`."""
        return self.path / "prepared.json"

    @property
    def worker_heartbeat(self) -> Path:
        """The file that the worker writes its process id into while it works."""
        return self.path / "worker.heartbeat"

    @property
    def demo_accounts(self) -> Path:
        """The demo accounts, one `role username password` a line, mode 600."""
        return self.path / "demo-accounts.txt"

    def log(self, name: str) -> Path:
        """The file that receives what the process `name` prints."""
        return self.path / "logs" / f"{name}.log"


def choose_home(option: str | None, environ: Mapping[str, str]) -> Path:
    """Choose the data folder: the option, else `LYCEUM_HOME`, else `var` in the working directory."""
    return Path(option or environ.get("LYCEUM_HOME") or "var").expanduser().absolute()


def open_folder(path: Path) -> DataFolder:
    """Make the data folder where it is missing (mode 700) and be sure that it can be written.

    Raises:
        StartupError: it cannot be made or written.
    """
    try:
        if not path.exists():
            path.mkdir(mode=0o700, parents=True)
        for name in _FOLDERS:
            (path / name).mkdir(mode=0o700, exist_ok=True)
        check_writable(path)
    except OSError as error:
        raise StartupError(
            f"The data folder {path} cannot be used: {error.strerror}. "
            "Make it writable, or choose another folder with --home."
        ) from error
    return DataFolder(path)


def check_writable(path: Path) -> None:
    """Write and remove a nameless file in `path`.

    Raises:
        OSError: it cannot be written.
    """
    with tempfile.TemporaryFile(dir=path) as probe:
        probe.write(b"lyceum")


def load_secrets(folder: DataFolder) -> dict[str, str]:
    """Read the folder's secrets, making those that are missing; the file has mode 600."""
    known = read_secrets(folder)
    missing = {name: secrets.token_urlsafe(48) for name in SECRET_NAMES if not known.get(name)}
    if missing:
        known |= missing
        lines = "".join(f"{name}={value}\n" for name, value in known.items())
        write_private(folder.secrets, lines)
    folder.secrets.chmod(0o600)
    return known


def read_secrets(folder: DataFolder) -> dict[str, str]:
    """Read the secrets that are there."""
    if not folder.secrets.exists():
        return {}
    lines = folder.secrets.read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def find_demo_username(folder: DataFolder, *, role: str) -> str | None:
    """Find the demo account of a role, or None."""
    if not folder.demo_accounts.exists():
        return None
    lines = folder.demo_accounts.read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ")[:2] for line in lines).get(role)


def write_run_state(folder: DataFolder, state: RunState) -> None:
    """Replace `run.json` in one step."""
    write_private(folder.run_state, json.dumps(asdict(state), indent=2) + "\n")


def read_run_state(folder: DataFolder) -> RunState | None:
    """Read `run.json`; whether it is still true, only the folder's lock tells."""
    try:
        return RunState(**json.loads(folder.run_state.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None  # absent, or left half-made by another version: nothing that can be attached to


def write_private(path: Path, text: str) -> None:
    """Replace a file in one step by `text`, readable by its owner only."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # mkstemp makes mode 600
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(name).replace(path)


def rotate_log(path: Path) -> Path:
    """Make room for a new log file, keeping the last three as `.1` to `.3`; returns `path`."""
    for number in range(_KEPT_LOGS, 0, -1):
        older = path if number == 1 else path.with_name(f"{path.name}.{number - 1}")
        if older.exists():
            older.replace(path.with_name(f"{path.name}.{number}"))
    return path
