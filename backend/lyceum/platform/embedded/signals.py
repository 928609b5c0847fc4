"""Signals for a single-threaded supervisor: who asked it to stop, and waking it when a child ends."""

import select
import signal
import socket
from types import FrameType, TracebackType
from typing import Self

_STOP = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequests:
    """Counts requests to stop inside a `with` block, and lets the main thread wait for any signal."""

    def __init__(self) -> None:
        self.count = 0
        self._read, self._write = socket.socketpair()
        self._read.setblocking(False)
        self._write.setblocking(False)

    def __enter__(self) -> Self:
        """Take the signals over."""
        self._wakeup_before = signal.set_wakeup_fd(self._write.fileno(), warn_on_full_buffer=False)
        self._before = {number: signal.signal(number, self._count_request) for number in _STOP}
        self._before[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, self._wake_only)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the signals back."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._wakeup_before)
        self._read.close()
        self._write.close()

    def wait(self, timeout_s: float) -> None:
        """Wait until a signal arrives or the time is over."""
        if select.select([self._read], [], [], timeout_s)[0]:
            self._read.recv(4096)

    def _count_request(self, _number: int, _frame: FrameType | None) -> None:
        self.count += 1

    def _wake_only(self, _number: int, _frame: FrameType | None) -> None:
        """SIGCHLD needs a handler, or the waiting main thread is not woken by it."""
