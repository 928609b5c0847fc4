"""Measures embedded mode: a warm `lyceum up` to its first page, and the memory of all its processes a minute later.

    .venv/bin/python bench/startup.py [--starts 3] [--rest 60]

Memory is the sum of PSS (proportional set size: shared pages count once) over the process and all it has started.
"""

import argparse
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from measuring import say

LYCEUM: Final = Path(__file__).resolve().parents[1] / ".venv" / "bin" / "lyceum"
PORT: Final = 8765
PAGE: Final = f"http://127.0.0.1:{PORT}/"
GIVE_UP_S: Final = 120.0
BUDGET_S: Final = 5.0
BUDGET_MB: Final = 400.0


@contextmanager
def running(home: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run `lyceum up` until the block ends."""
    command = [LYCEUM, "up", "--home", home, "--port", str(PORT)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:  # noqa: S603 - our own command
        try:
            yield process
        finally:
            process.terminate()


def wait_for_page(process: subprocess.Popen[bytes]) -> None:
    """Return when the first page answers."""
    deadline = time.monotonic() + GIVE_UP_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(PAGE, timeout=1).close()
        except (OSError, urllib.error.URLError):
            time.sleep(0.02)
        else:
            return
    sys.exit("there is no page")


def family(pid: int) -> list[int]:
    """List a process and everything that it has started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(member for child in children for member in family(int(child)))]


def pss_mb(pid: int) -> float:
    """Read the proportional set size of a process."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    [line] = [line for line in lines if line.startswith("Pss:")]
    return int(line.split()[1]) / 1024


def command_of(pid: int) -> str:
    """Read a process' command line, for the table."""
    words = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
    return " ".join(Path(word).name or word for word in words[:4])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--starts", type=int, default=3, help="warm starts to time (default: %(default)s)")
    parser.add_argument("--rest", type=float, default=60.0, help="seconds before memory is read (default: %(default)s)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lyceum-bench-") as home:
        say(f"first start (everything is made): {time_start(home):.2f} s")
        times = [time_start(home) for _ in range(options.starts)]
        say(f"warm starts to first page: {', '.join(f'{seconds:.2f} s' for seconds in times)} (budget {BUDGET_S} s)")
        print_memory(home, rest_s=options.rest)


def time_start(home: str) -> float:
    """Time one start."""
    started_at = time.monotonic()
    with running(home) as process:
        wait_for_page(process)
        return time.monotonic() - started_at


def print_memory(home: str, *, rest_s: float) -> None:
    """Print the memory of each process of a site that has rested."""
    with running(home) as process:
        wait_for_page(process)
        time.sleep(rest_s)
        sizes = {pid: pss_mb(pid) for pid in family(process.pid)}
        for pid, size in sizes.items():
            say(f"  {size:7.1f} MB  {command_of(pid)}")
    say(f"memory {rest_s:.0f} s after the first page: {sum(sizes.values()):.0f} MB (budget {BUDGET_MB:.0f} MB)")


if __name__ == "__main__":
    main()
