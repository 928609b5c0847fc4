"""Who uses a data folder: an exclusive lock that the system drops with the process that holds it."""

import fcntl
import json
import os
import time
from dataclasses import asdict, dataclass
from types import TracebackType
from typing import Self

from lyceum.platform.embedded.errors import StartupError
from lyceum.platform.embedded.home import DataFolder, RunState, read_run_state

# A command that only looks whether the folder is in use holds the lock for an instant.
_PATIENCE_S = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class LockHolder:
    """The process that uses a data folder; `url` is empty for a command that serves nothing."""

    pid: int
    url: str = ""


class FolderInUseError(StartupError):
    """Another process uses the data folder."""

    def __init__(self, holder: LockHolder) -> None:
        self.holder = holder
        where = f"pid {holder.pid}, {holder.url}" if holder.url else f"pid {holder.pid}"
        what = "Lyceum already runs" if holder.url else "Another Lyceum command runs"
        super().__init__(f"{what} on this folder ({where}). Stop it first, or choose another folder with --home.")


class FolderLock:
    """The exclusive right to use a data folder, held inside a `with` block."""

    def __init__(self, folder: DataFolder, url: str = "") -> None:
        self._folder = folder
        self._url = url
        self._handle = -1

    def __enter__(self) -> Self:
        """Take the lock.

        Raises:
            FolderInUseError: another process holds it.
        """
        self._handle = os.open(self._folder.lock, os.O_RDWR | os.O_CREAT, 0o600)
        deadline = time.monotonic() + _PATIENCE_S
        while not _try_lock(self._handle):
            if time.monotonic() > deadline:
                os.close(self._handle)
                raise FolderInUseError(_read_holder(self._folder))
            time.sleep(0.02)
        holder = LockHolder(pid=os.getpid(), url=self._url)
        os.truncate(self._handle, 0)
        os.pwrite(self._handle, json.dumps(asdict(holder)).encode(), 0)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the lock back."""
        os.close(self._handle)


def find_running(folder: DataFolder) -> RunState | None:
    """Find what runs on the folder; a `run.json` that nobody's lock stands for is stale.

    Raises:
        FolderInUseError: somebody uses the folder, but there is nothing to attach to (yet).
    """
    if not folder.lock.exists():
        return None
    handle = os.open(folder.lock, os.O_RDWR)
    try:
        if _try_lock(handle):
            return None
    finally:
        os.close(handle)
    state = read_run_state(folder)
    holder = _read_holder(folder)
    if state is None or state.pid != holder.pid:
        raise FolderInUseError(holder)
    return state


def _try_lock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _read_holder(folder: DataFolder) -> LockHolder:
    try:
        return LockHolder(**json.loads(folder.lock.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return LockHolder(pid=0)  # it was just taken and its holder has not written its name yet
