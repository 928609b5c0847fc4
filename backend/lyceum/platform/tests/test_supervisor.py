"""Supervision of real processes: started, restarted, stopped, and never left behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lyceum.platform.embedded.errors import StartupError, StopRequestedError
from lyceum.platform.embedded.processes import ChildSpec
from lyceum.platform.embedded.signals import StopRequests
from lyceum.platform.embedded.supervisor import Supervisor
from lyceum.platform.tests.serving import wait_until

SLEEPER = "import sys, time; print('ready', flush=True); time.sleep(60)"


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def pids() -> dict[str, int]:
    return {}


@pytest.fixture
def supervisor(said: list[str], pids: dict[str, int]) -> Iterator[Supervisor]:
    with StopRequests() as requests, Supervisor(requests=requests, say=said.append, on_change=pids.update) as running:
        yield running


def python(code: str, tmp_path: Path, name: str = "child", *, is_ready: Callable[[], bool] | None = None) -> ChildSpec:
    log = tmp_path / f"{name}.log"
    return ChildSpec(
        name=name,
        argv=(sys.executable, "-c", code),
        env=dict(os.environ),
        is_ready=is_ready or (lambda: log.exists() and "ready" in log.read_text()),
        log=log,
    )


def is_running(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def test_a_killed_child_is_announced_and_started_again(
    tmp_path: Path, supervisor: Supervisor, said: list[str], pids: dict[str, int]
) -> None:
    supervisor.start(python(SLEEPER, tmp_path))
    supervisor.wait_ready(timeout_s=10)
    first = pids["child"]
    os.kill(first, signal.SIGKILL)
    supervisor.start(python(SLEEPER, tmp_path, "other", is_ready=lambda: len(said) == 2))
    supervisor.wait_ready(timeout_s=10)
    assert said == [
        f"child (pid {first}) ended by signal 9; restarting",
        f"child runs again (pid {pids['child']})",
    ]
    assert pids["child"] != first


def test_a_child_that_hangs_is_announced_and_started_again(
    tmp_path: Path,
    supervisor: Supervisor,
    said: list[str],
    pids: dict[str, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("lyceum.platform.embedded.supervisor._ASK_EVERY_S", 0.05)
    monkeypatch.setattr("lyceum.platform.embedded.supervisor._HANGS_AFTER_S", 0.2)
    hung: set[int] = set()
    supervisor.start(python(SLEEPER, tmp_path, is_ready=lambda: pids["child"] not in hung))
    supervisor.wait_ready(timeout_s=10)
    first = pids["child"]
    hung.add(first)
    supervisor.start(python(SLEEPER, tmp_path, "other", is_ready=lambda: len(said) == 3))
    supervisor.wait_ready(timeout_s=10)
    assert said == [
        f"child (pid {first}) has not answered for 0 s",
        f"child (pid {first}) ended by signal 9; restarting",
        f"child runs again (pid {pids['child']})",
    ]


def test_a_child_that_keeps_ending_is_given_up_with_the_end_of_its_log(tmp_path: Path, supervisor: Supervisor) -> None:
    supervisor.start(python("raise SystemExit('no disk')", tmp_path, is_ready=lambda: False))
    with pytest.raises(StartupError, match=r"(?s)child does not start.*no disk"):
        supervisor.wait_ready(timeout_s=30)


def test_a_child_that_never_answers_is_given_up(tmp_path: Path, supervisor: Supervisor) -> None:
    supervisor.start(python(SLEEPER, tmp_path, is_ready=lambda: False))
    with pytest.raises(StartupError, match="did not get ready within 0 s"):
        supervisor.wait_ready(timeout_s=0.2)


def test_a_failing_step_says_why(tmp_path: Path, supervisor: Supervisor) -> None:
    with pytest.raises(StartupError, match=r"(?s)step failed \(exit code 3\).*what went wrong"):
        supervisor.run_step(python("import sys; print('what went wrong'); sys.exit(3)", tmp_path, "step"))


def test_a_command_hands_back_its_exit_code(supervisor: Supervisor) -> None:
    command = (sys.executable, "-c", "import sys; sys.exit(7)")
    assert supervisor.run_command(command, dict(os.environ)) == 7


def test_a_signal_ends_the_watch_and_every_child(tmp_path: Path, said: list[str]) -> None:
    running: dict[str, int] = {}
    with StopRequests() as requests, Supervisor(requests=requests, say=said.append, on_change=running.update) as parent:
        parent.start(python(SLEEPER, tmp_path, "first"), python(SLEEPER, tmp_path, "second"))
        parent.wait_ready(timeout_s=10)
        os.kill(os.getpid(), signal.SIGTERM)
        with pytest.raises(StopRequestedError):
            parent.watch()
    assert len(running) == 2
    assert not any(is_running(pid) for pid in running.values())
    assert said == []


def test_children_that_ignore_the_request_to_end_are_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lyceum.platform.embedded.supervisor._STOP_WITHIN_S", 0.2)
    stubborn = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEPER}"
    running: dict[str, int] = {}
    with StopRequests() as requests, Supervisor(requests=requests, say=print, on_change=running.update) as supervisor:
        supervisor.start(python(stubborn, tmp_path))
        supervisor.wait_ready(timeout_s=10)
    assert not is_running(running["child"])


def test_children_die_with_a_killed_supervisor(tmp_path: Path) -> None:
    parent = (
        "import sys\n"
        "from pathlib import Path\n"
        "from lyceum.platform.embedded.signals import StopRequests\n"
        "from lyceum.platform.embedded.supervisor import Supervisor\n"
        "from lyceum.platform.tests.test_supervisor import SLEEPER, python\n"
        "say = lambda pids: print(pids['child'], flush=True)\n"
        "with StopRequests() as r, Supervisor(requests=r, say=print, on_change=say) as s:\n"
        "    s.start(python(SLEEPER, Path(sys.argv[1]))); s.watch()\n"
    )
    command = [sys.executable, "-c", parent, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as supervising:
        assert supervising.stdout is not None
        child = int(supervising.stdout.readline())
        assert is_running(child)
        supervising.kill()
    wait_until(lambda: not is_running(child), seconds=5)
