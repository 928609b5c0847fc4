"""Run as a script: start one command so that it ends when the process that supervises it ends.

    python -I -S child.py PARENT_PID COMMAND [ARGUMENT ...]

It is run by path without site packages, which costs 15 ms, and imports nothing of Lyceum. On Linux the kernel is
told to kill the process with its parent and the command takes the script's place. Elsewhere the script stays, and
ends the command when its standard input, a pipe whose other end only the supervisor holds, is closed.
"""

import ctypes
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from types import FrameType

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def become(parent_pid: int, command: Sequence[str]) -> None:
    """Turn this process into `command`, killed by the kernel when the parent ends (Linux)."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent_pid:
        sys.exit(1)  # the parent ended before the kernel was told
    os.execv(command[0], list(command))  # noqa: S606 - replacing the process without a shell is the purpose


def guard(command: Sequence[str]) -> int:
    """Run `command` until it ends or standard input is closed; returns its exit code."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 - the supervisor's own command

    def kill_with_supervisor() -> None:
        os.read(0, 1)
        process.kill()

    def pass_on(number: int, _frame: FrameType | None) -> None:
        process.send_signal(number)

    threading.Thread(target=kill_with_supervisor, daemon=True).start()
    signal.signal(signal.SIGTERM, pass_on)
    return process.wait()


if __name__ == "__main__":
    if sys.platform == "linux":
        become(int(sys.argv[1]), sys.argv[2:])
    else:
        sys.exit(guard(sys.argv[2:]))
