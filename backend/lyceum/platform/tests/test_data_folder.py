"""The data folder: who may read it, what survives, and that one process at a time uses it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lyceum.platform.embedded.errors import StartupError
from lyceum.platform.embedded.home import (
    DataFolder,
    RunState,
    choose_home,
    load_secrets,
    open_folder,
    read_run_state,
    rotate_log,
    write_run_state,
)
from lyceum.platform.embedded.lock import FolderInUseError, FolderLock, find_running
from lyceum.platform.embedded.preparation import Prepared, code_fingerprint, note_prepared, read_prepared

STATE = RunState(pid=os.getpid(), url="http://127.0.0.1:1", mongodb_uri="m", redis_url="r", processes={"web": 1})


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return open_folder(tmp_path / "home")


def mode(path: Path) -> str:
    return oct(path.stat().st_mode & 0o777)


def test_the_option_goes_before_the_variable_and_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert choose_home("here", {"LYCEUM_HOME": "/there"}) == tmp_path / "here"
    assert choose_home(None, {"LYCEUM_HOME": "/there"}) == Path("/there")
    assert choose_home(None, {}) == tmp_path / "var"


def test_folder_and_secrets_are_for_their_owner_only(folder: DataFolder) -> None:
    load_secrets(folder)
    assert (mode(folder.path), mode(folder.secrets)) == ("0o700", "0o600")


def test_secrets_are_made_once_and_kept(folder: DataFolder) -> None:
    first = load_secrets(folder)
    assert load_secrets(folder) == first
    assert len(set(first.values())) == len(first)
    assert all(len(secret) >= 32 for secret in first.values())


def test_a_secret_that_is_missing_is_added_beside_the_others(folder: DataFolder) -> None:
    first = load_secrets(folder)
    folder.secrets.write_text(f"SECRET_KEY={first['SECRET_KEY']}\n")
    again = load_secrets(folder)
    assert again["SECRET_KEY"] == first["SECRET_KEY"]
    assert again["JWT_SIGNING_KEY"] != first["JWT_SIGNING_KEY"]


def test_a_folder_that_cannot_be_made_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StartupError, match=r"cannot be used: Not a directory.*--home") as refusal:
        open_folder(tmp_path / "file" / "home")
    assert "\n" not in str(refusal.value)


def test_a_run_state_reads_back_and_rubbish_is_none(folder: DataFolder) -> None:
    write_run_state(folder, STATE)
    assert read_run_state(folder) == STATE
    for rubbish in ("", "[]", json.dumps({"pid": 1})):
        folder.run_state.write_text(rubbish)
        assert read_run_state(folder) is None


def test_logs_of_the_last_runs_are_kept(folder: DataFolder) -> None:
    log = folder.log("web")
    for run in range(6):
        rotate_log(log).write_text(str(run))
    kept = {path.name: path.read_text() for path in log.parent.iterdir()}
    assert kept == {"web.log": "5", "web.log.1": "4", "web.log.2": "3", "web.log.3": "2"}


def test_a_second_user_of_the_folder_is_told_about_the_first(folder: DataFolder) -> None:
    with (
        FolderLock(folder, "http://127.0.0.1:1"),
        pytest.raises(FolderInUseError, match=rf"already runs .*pid {os.getpid()}, http://127.0.0.1:1"),
        FolderLock(folder),
    ):
        pytest.fail("two hold the lock")
    with FolderLock(folder):
        pass


def test_a_running_instance_is_found_only_while_its_lock_is_held(folder: DataFolder) -> None:
    write_run_state(folder, STATE)
    assert find_running(folder) is None
    with FolderLock(folder, STATE.url):
        assert find_running(folder) == STATE
    assert find_running(folder) is None


def test_a_command_without_a_site_cannot_be_attached_to(folder: DataFolder) -> None:
    with FolderLock(folder), pytest.raises(FolderInUseError, match="Another Lyceum command runs"):
        find_running(folder)


def test_the_lock_ends_with_a_killed_process(folder: DataFolder) -> None:
    hold = (
        "import sys, time; from pathlib import Path; from lyceum.platform.embedded.home import DataFolder;"
        "from lyceum.platform.embedded.lock import FolderLock\n"
        "with FolderLock(DataFolder(Path(sys.argv[1]))): print('held', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", hold, str(folder.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(FolderInUseError), FolderLock(folder):
            pytest.fail("two hold the lock")
        holder.kill()
    with FolderLock(folder):
        pass


def test_preparation_is_remembered_and_rubbish_means_again(folder: DataFolder) -> None:
    assert read_prepared(folder) == Prepared()
    done = Prepared(code=code_fingerprint(), has_accounts=True)
    note_prepared(folder, done)
    assert read_prepared(folder) == done
    folder.prepared.write_text('{"other": 1}')
    assert read_prepared(folder) == Prepared()
