"""Keeps a set of processes running: starts, watches, restarts with back-off and stops them; one that hangs too.

Everything happens in the main thread: on Linux a child dies with the *thread* that spawned it.
"""

import os
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

from lyceum.platform.embedded.errors import StartupError, StopRequestedError
from lyceum.platform.embedded.processes import Child, ChildSpec, read_last_lines
from lyceum.platform.embedded.signals import StopRequests

_POLL_S = 0.05
_WATCH_S = 1.0
_ASK_EVERY_S = 5.0
_HANGS_AFTER_S = 60.0
_FIRST_BACK_OFF_S = 0.2
_LAST_BACK_OFF_S = 10.0
_HEALTHY_AFTER_S = 30.0
_FAILURES_TO_GIVE_UP = 5
_FAILURE_WINDOW_S = 60.0
_STOP_WITHIN_S = 8.0


class _Supervised:
    """One child through all its runs."""

    def __init__(self, spec: ChildSpec) -> None:
        self.spec = spec
        self.run: Child | None = None
        self.ready = False
        self.started_at = 0.0
        self.restart_at = 0.0
        self.asked_at = 0.0
        self.answered_at = 0.0
        self.back_off_s = _FIRST_BACK_OFF_S
        self.failed_at: deque[float] = deque(maxlen=_FAILURES_TO_GIVE_UP)

    def note_failure(self, now: float) -> None:
        """Plan the next start: sooner after a long healthy run than after a short one."""
        if now - self.started_at > _HEALTHY_AFTER_S:
            self.back_off_s = _FIRST_BACK_OFF_S
        self.run = None
        self.ready = False
        self.failed_at.append(now)
        self.restart_at = now + self.back_off_s
        self.back_off_s = min(self.back_off_s * 2, _LAST_BACK_OFF_S)

    def note_ready(self, now: float) -> None:
        """From now on it is to answer."""
        self.ready = True
        self.asked_at = self.answered_at = now

    def hangs(self, now: float) -> bool:
        """Ask it from time to time; tell whether it has not answered for long."""
        if now - self.asked_at >= _ASK_EVERY_S:
            self.asked_at = now
            if self.spec.is_ready():
                self.answered_at = now
        return now - self.answered_at > _HANGS_AFTER_S

    def keeps_failing(self, now: float) -> bool:
        """Whether it failed so often lately that it will not start by itself."""
        full = len(self.failed_at) == _FAILURES_TO_GIVE_UP
        return full and now - self.failed_at[0] < _FAILURE_WINDOW_S


class Supervisor:
    """Runs children inside a `with` block; leaving it stops them, the last started first."""

    def __init__(
        self,
        *,
        requests: StopRequests,
        say: Callable[[str], None],
        on_change: Callable[[dict[str, int]], None] = lambda _pids: None,
    ) -> None:
        """`on_change` is told the process ids by name whenever a child was started."""
        self._requests = requests
        self._say = say
        self._on_change = on_change
        self._waves: list[list[_Supervised]] = []

    def __enter__(self) -> Self:
        """Open the pipe that children elsewhere than on Linux end by."""
        self._pipe_read, self._pipe_write = os.pipe()
        self._lifeline = subprocess.DEVNULL if sys.platform == "linux" else self._pipe_read
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop everything that was started."""
        self._stop()
        os.close(self._pipe_read)
        os.close(self._pipe_write)

    def start(self, *specs: ChildSpec) -> None:
        """Start children together; they are stopped together, before those that were started earlier."""
        wave = [_Supervised(spec) for spec in specs]
        self._waves.append(wave)
        for child in wave:
            self._spawn(child)

    def wait_ready(self, *, timeout_s: float) -> None:
        """Wait until every child answers, restarting those that end.

        Raises:
            StartupError: a child keeps ending, or the time is over.
            StopRequestedError: a signal asked to stop.
        """
        deadline = time.monotonic() + timeout_s
        while waiting := [child for child in self._children() if not child.ready]:
            self._tick(_POLL_S)
            now = time.monotonic()
            for child in waiting:
                if child.keeps_failing(now):
                    raise _refusal(child.spec, "does not start")
                if now > deadline:
                    raise _refusal(child.spec, f"did not get ready within {timeout_s:.0f} s")

    def run_step(self, spec: ChildSpec) -> None:
        """Run a command to its end beside the children.

        Raises:
            StartupError: it failed.
            StopRequestedError: a signal asked to stop; the command was ended.
        """
        step = Child(spec, self._lifeline)
        try:
            while step.find_exit() is None:
                self._tick(_POLL_S)
        finally:
            step.kill()
        if not step.succeeded():
            raise _refusal(spec, f"failed ({step.find_exit()})")

    def run_command(self, argv: Sequence[str], env: Mapping[str, str]) -> int:
        """Run a command that owns the terminal to its end beside the children; returns its exit code.

        Raises:
            StopRequestedError: a signal asked to stop; the command was ended.
        """
        with subprocess.Popen(argv, env=env) as process:  # noqa: S603 - a command of ours, without a shell
            try:
                while process.poll() is None:
                    self._tick(_POLL_S)
            except StopRequestedError:
                process.terminate()
                raise
        return process.returncode

    def watch(self) -> None:
        """Restart what ends or hangs, until a signal asks to stop.

        Raises:
            StopRequestedError: always, in the end.
        """
        while True:
            self._tick(self._pause())

    def _tick(self, pause_s: float) -> None:
        """Wait a little or for a signal, then look after every child once."""
        self._requests.wait(pause_s)
        if self._requests.count:
            raise StopRequestedError
        for child in self._children():
            self._look_after(child)

    def _look_after(self, child: _Supervised) -> None:
        now = time.monotonic()
        if child.run is None:
            if now >= child.restart_at:
                self._spawn(child)
        elif (ending := child.run.find_exit()) is not None:
            self._say(f"{child.spec.name} (pid {child.run.pid}) ended by {ending}; restarting")
            child.note_failure(now)
        elif child.ready:
            if child.hangs(now):
                self._say(f"{child.spec.name} (pid {child.run.pid}) has not answered for {_HANGS_AFTER_S:.0f} s")
                child.run.kill()
        elif child.spec.is_ready():
            child.note_ready(now)
            if child.failed_at:
                self._say(f"{child.spec.name} runs again (pid {child.run.pid})")

    def _spawn(self, child: _Supervised) -> None:
        child.run = Child(child.spec, self._lifeline)
        child.started_at = time.monotonic()
        running = {item.spec.name: item.run.pid for item in self._children() if item.run}
        self._on_change(running)

    def _pause(self) -> float:
        settled = all(child.run and child.ready for child in self._children())
        return _WATCH_S if settled else _POLL_S

    def _children(self) -> Sequence[_Supervised]:
        return [child for wave in self._waves for child in wave]

    def _stop(self) -> None:
        """Stop the waves in reverse order; kill at once when asked to stop once more, or when time is over."""
        already_asked = self._requests.count
        deadline = time.monotonic() + _STOP_WITHIN_S
        for wave in reversed(self._waves):
            runs = [child.run for child in wave if child.run]
            for run in runs:
                run.terminate()
            while (
                any(run.find_exit() is None for run in runs)
                and time.monotonic() < deadline
                and self._requests.count == already_asked
            ):
                self._requests.wait(_POLL_S)
            for run in runs:
                run.kill()


def _refusal(spec: ChildSpec, what: str) -> StartupError:
    lines = read_last_lines(spec.log)
    more = f" The end of {spec.log}:{lines}" if lines else ""
    return StartupError(f"{spec.name} {what}.{more}")
