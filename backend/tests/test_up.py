"""Journeys of the `lyceum` command on real processes: first start, second start, refusals, clean ends."""

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pymongo
import pytest

from lyceum.platform.embedded.network import find_free_port
from lyceum.platform.tests.serving import wait_until
from tests.site import Site, children_of, is_running, run_lyceum, running_site

ROLES = {"student", "instructor", "admin"}


@pytest.fixture(scope="module")
def front_end(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A front end of one page: these tests are not about the real one."""
    folder = tmp_path_factory.mktemp("dist")
    (folder / "index.html").write_text("<!doctype html><title>Lyceum</title>")
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, front_end: Path) -> Iterator[Site]:
    """One site for all tests that leave it running."""
    with running_site(tmp_path_factory.mktemp("site") / "home", front_end=front_end) as running:
        yield running


def accounts_of(site: Site) -> dict[str, tuple[str, str]]:
    lines = (site.home / "demo-accounts.txt").read_text().splitlines()
    return {role: (username, password) for role, username, password in (line.split(" ") for line in lines)}


def test_the_page_is_there(site: Site) -> None:
    assert "<title>Lyceum</title>" in httpx.get(site.url).text


def test_accounts_are_printed_and_kept_for_the_owner_only(site: Site) -> None:
    accounts = accounts_of(site)
    assert set(accounts) == ROLES
    assert all(password in site.said() for _, password in accounts.values())
    assert oct((site.home / "demo-accounts.txt").stat().st_mode)[-3:] == "600"


@pytest.mark.parametrize("role", sorted(ROLES))
def test_each_demo_account_signs_in_with_its_role(site: Site, role: str) -> None:
    username, password = accounts_of(site)[role]
    reply = httpx.post(f"{site.url}/api/auth/login/", json={"username": username, "password": password})
    assert reply.status_code == 200, reply.text
    assert role in reply.json()["user"]["roles"]


def test_the_sample_course_is_published(site: Site) -> None:
    courses = httpx.get(f"{site.url}/api/courses/").json()["results"]
    assert [course["status"] for course in courses] == ["published"]


def test_passwords_are_in_no_log(site: Site) -> None:
    logs = "".join(path.read_text() for path in (site.home / "logs").iterdir())
    assert not any(password in logs for _, password in accounts_of(site).values())


def test_a_second_up_on_the_folder_is_refused(site: Site, front_end: Path) -> None:
    again = run_lyceum("up", "--home", str(site.home), "--port", str(find_free_port()), front_end=front_end)
    assert (again.returncode, again.stdout) == (1, "")
    assert again.stderr == (
        f"lyceum: Lyceum already runs on this folder (pid {site.process.pid}, {site.url}). "
        "Stop it first, or choose another folder with --home.\n"
    )
    assert site.answers()


def test_commands_join_the_running_site(site: Site) -> None:
    home = ("--home", str(site.home))
    made = run_lyceum("users", "create", "zoe", "--email", "zoe@example.org", "--role", "instructor", *home)
    assert made.returncode == 0, made.stderr
    password = made.stdout.split("Password: ")[1].strip()
    reply = httpx.post(f"{site.url}/api/auth/login/", json={"username": "zoe", "password": password})
    assert reply.json()["user"]["is_instructor"]
    again = run_lyceum("users", "create", "zoe", "--email", "zoe@example.org", *home)
    assert (again.returncode, again.stdout) == (1, "")
    assert again.stderr.startswith("The name is taken. username: ")
    assert again.stderr.count("\n") == 1


def test_the_doctor_finds_everything_beside_a_running_site(site: Site, front_end: Path) -> None:
    port = site.url.rsplit(":", 1)[1]
    doctor = run_lyceum("doctor", "--home", str(site.home), "--port", port, front_end=front_end)
    assert doctor.returncode == 0, doctor.stdout + doctor.stderr
    assert f"Lyceum runs at {site.url}" in doctor.stdout


def test_a_course_goes_out_and_comes_in_again(site: Site, tmp_path: Path) -> None:
    home = ("--home", str(site.home))
    out = run_lyceum("courses", "export", "how-to-study", str(tmp_path / "out"), *home)
    assert out.returncode == 0, out.stderr
    assert (tmp_path / "out" / "course.yaml").is_file()
    back = run_lyceum("courses", "import", str(tmp_path / "out"), *home)
    assert back.returncode == 0, back.stderr
    assert httpx.get(f"{site.url}/api/courses/").json()["count"] == 1


@pytest.mark.parametrize("name", ["mongo", "valkey", "web", "worker"])
def test_a_killed_process_is_announced_and_comes_back(site: Site, name: str) -> None:
    pid = site.processes[name]
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: f"{name} (pid {pid}) ended by signal 9; restarting" in site.said(), seconds=10)
    wait_until(lambda: f"{name} runs again (pid {site.processes[name]})" in site.said(), seconds=60)
    wait_until(lambda: httpx.get(f"{site.url}/api/courses/", timeout=10).status_code == 200, seconds=20)


def test_the_web_server_s_own_child_comes_back_too(site: Site) -> None:
    [child] = children_of(site.processes["web"])
    os.kill(child, signal.SIGKILL)
    wait_until(lambda: not is_running(child), seconds=10)
    wait_until(site.answers, seconds=60)


def test_a_second_start_keeps_everything_and_says_no_passwords(tmp_path: Path, front_end: Path) -> None:
    home = tmp_path / "home"
    with running_site(home, "--no-sample", front_end=front_end) as first:
        before = accounts_of(first)
        kept = (home / "secrets.env").read_text()
        assert httpx.get(f"{first.url}/api/courses/").json()["count"] == 0
        pids = children_of(first.process.pid)
        assert first.stop(signal.SIGINT) == 0
        assert first.said().endswith("Stopped.\n")
        assert not any(map(is_running, pids))
        assert not (home / "run.json").exists()
    with running_site(home, "--no-sample", front_end=front_end) as second:
        assert accounts_of(second) == before
        assert (home / "secrets.env").read_text() == kept
        assert not any(password in second.said() for _, password in before.values())
        username, password = before["student"]
        reply = httpx.post(f"{second.url}/api/auth/login/", json={"username": username, "password": password})
        assert reply.status_code == 200
        pids = children_of(second.process.pid)
        assert second.stop(signal.SIGKILL) == -signal.SIGKILL
        wait_until(lambda: not any(map(is_running, pids)), seconds=10)


@pytest.mark.parametrize("case", ["port", "folder", "front end", "binary", "setting"])
def test_a_start_that_cannot_succeed_is_one_clear_line(tmp_path: Path, front_end: Path, case: str) -> None:
    home, port = tmp_path / "home", find_free_port()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        expected = {
            "port": f"Port {taken.getsockname()[1]} on 127.0.0.1 is taken.",
            "folder": f"The data folder {front_end / 'index.html'} cannot be used:",
            "front end": f"The front end has not been built: {tmp_path / 'index.html'} is missing.",
            "binary": f"Valkey is missing: there is no {tmp_path / 'valkey-server'}.",
            "setting": "RATE_LIMIT_READS must be a rate such as 600/min, 100/15min or 50/d, not 'often'.",
        }[case]
        options = {
            "port": ("--port", str(taken.getsockname()[1])),
            "folder": ("--home", str(front_end / "index.html")),
        }.get(case, ())
        variables = {
            "binary": {"VALKEY_SERVER": str(tmp_path / "valkey-server")},
            "setting": {"RATE_LIMIT_READS": "often"},
        }.get(case, {})
        refused = run_lyceum(
            *("up", "--home", str(home), "--port", str(port), *options),
            front_end=tmp_path if case == "front end" else front_end,
            **variables,
        )
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith(f"lyceum: {expected}")
    assert refused.stderr.count("\n") == 1
    assert not (home / "run.json").exists()


def test_server_mode_without_secrets_starts_nothing(tmp_path: Path, front_end: Path) -> None:
    refused = run_lyceum(
        *("up", "--home", str(tmp_path / "home"), "--port", str(find_free_port())),
        front_end=front_end,
        MONGODB_URI="mongodb://127.0.0.1:1/lyceum",
    )
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "set SECRET_KEY, JWT_SIGNING_KEY, MEDIA_SIGNING_KEY" in refused.stderr


def test_server_mode_serves_beside_given_stores_and_starts_none(tmp_path: Path, front_end: Path) -> None:
    variables = {
        "MONGODB_URI": f"{os.environ['TEST_MONGODB_URI']}lyceum_server_mode",
        "REDIS_URL": f"{os.environ['TEST_REDIS_URL']}/15",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'auth.sqlite3'}",
        "MEDIA_ROOT": str(tmp_path / "media"),
        **dict.fromkeys(("SECRET_KEY", "JWT_SIGNING_KEY", "MEDIA_SIGNING_KEY"), "s" * 48),
    }
    with running_site(tmp_path / "home", front_end=front_end, **variables) as site:
        assert set(site.processes) == {"web", "worker"}
        assert httpx.get(f"{site.url}/api/courses/").json()["count"] == 0
        assert not (site.home / "demo-accounts.txt").exists()
        doctor = run_lyceum("doctor", "--home", str(site.home), "--port", "0", front_end=front_end, **variables)
        assert "✓ MongoDB" in doctor.stdout
    with pymongo.MongoClient(os.environ["TEST_MONGODB_URI"]) as client:
        client.drop_database("lyceum_server_mode")


def test_the_doctor_says_what_to_do_about_what_is_missing(tmp_path: Path) -> None:
    doctor = run_lyceum(
        *("doctor", "--home", str(tmp_path / "home")),
        front_end=tmp_path,
        VALKEY_SERVER=str(tmp_path / "valkey-server"),
    )
    assert doctor.returncode == 1
    assert "✗ front end: The front end has not been built" in doctor.stdout
    assert "✗ Valkey: Valkey is missing" in doctor.stdout
    assert "✓ Python" in doctor.stdout
