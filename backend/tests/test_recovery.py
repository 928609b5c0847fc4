"""One short recovery run on a real site, as `python -m tests.recovery` does many; about 30 s, most of it starting."""

import os
import secrets
import subprocess
import sys

from lyceum.platform.tests.serving import BACKEND
from tests.site import environment

SEED = os.environ.get("RECOVERY_SEED") or str(secrets.randbelow(1_000_000))
WITHIN_S = 300.0  # on a very busy machine


def test_nothing_that_was_acknowledged_is_lost_when_processes_are_killed() -> None:
    print(f"RECOVERY_SEED={SEED}")  # noqa: T201 - to run a failure again
    words = ("--runs", "1", "--seed", SEED, "--learners", "8", "--kills", "2")
    done = subprocess.run(
        [sys.executable, "-m", "tests.recovery", *words],
        cwd=BACKEND,
        env=environment(None),
        capture_output=True,
        text=True,
        timeout=WITHIN_S,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr[-3000:]}"
