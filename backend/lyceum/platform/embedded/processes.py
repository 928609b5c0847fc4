"""One supervised process: what it is, starting it, and how it ended. What to do then is the supervisor's business."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_CHILD_SCRIPT = Path(__file__).with_name("child.py")
_TAIL_BYTES = 8192
_TAIL_LINES = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildSpec:
    """A process to supervise.

    Attributes:
        name: as shown to the person at the terminal.
        argv: the command; its first word is a path.
        env: its whole environment.
        is_ready: tells whether it answers; called until it does, and from time to time from then on.
        log: the file that receives what it prints; None passes it on to the terminal.
    """

    name: str
    argv: Sequence[str]
    env: Mapping[str, str]
    is_ready: Callable[[], bool]
    log: Path | None


class Child:
    """One run of a `ChildSpec`. It ends with this process, however this process ends."""

    def __init__(self, spec: ChildSpec, lifeline: int) -> None:
        """Start it. `lifeline` is the reading end of a pipe whose other end only this process holds."""
        self.spec = spec
        with _open_log(spec.log) as output:
            self._process = subprocess.Popen(  # noqa: S603 - commands of ours, without a shell
                [sys.executable, "-I", "-S", str(_CHILD_SCRIPT), str(os.getpid()), *spec.argv],
                env=spec.env,
                stdin=lifeline,
                stdout=output,
                stderr=output,
                process_group=0,  # Ctrl-C reaches the supervisor alone, which stops its children in order
            )
        self.pid = self._process.pid

    def find_exit(self) -> str | None:
        """Say how the process ended, or None while it runs; clears away what it had started itself."""
        if self._process.returncode is None and self._has_ended():
            self._signal_group(signal.SIGKILL)  # before it is reaped its id cannot be another's
        code = self._process.poll()
        if code is None:
            return None
        return f"signal {-code}" if code < 0 else f"exit code {code}"

    def succeeded(self) -> bool:
        """Whether it ended with exit code 0."""
        return self._process.returncode == 0

    def terminate(self) -> None:
        """Ask it to end."""
        self._process.terminate()

    def kill(self) -> None:
        """End it and everything it started at once, and wait until it is gone."""
        if self._process.returncode is None:
            self._signal_group(signal.SIGKILL)
            self._process.wait()

    def _has_ended(self) -> bool:
        flags = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return os.waitid(os.P_PID, self.pid, flags) is not None

    def _signal_group(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):  # it ended by itself meanwhile
            os.killpg(self.pid, number)


def _open_log(path: Path | None) -> contextlib.AbstractContextManager[IO[bytes] | None]:
    return contextlib.nullcontext() if path is None else path.open("ab")


def read_last_lines(path: Path | None) -> str:
    """Read the last lines of a log, indented for the terminal."""
    if path is None or not path.exists():
        return ""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL_BYTES))
        lines = file.read().decode(errors="replace").splitlines()
    return "".join(f"\n    {line}" for line in lines[-_TAIL_LINES:])
