"""`lyceum doctor`: checks everything that Lyceum depends on and says what to do about what is missing."""

from collections.abc import Callable, Mapping
from pathlib import Path


def run_doctor(*, home: Path, host: str, port: int, environ: Mapping[str, str], say: Callable[[str], None]) -> int:
    """Say what was found."""
    del home, host, port, environ
    say("…")
    return 0
