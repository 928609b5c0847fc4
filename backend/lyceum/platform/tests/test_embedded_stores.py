"""The embedded stores, started for real."""

import os
import signal
from pathlib import Path

import pymongo
import pytest
import redis

from lyceum.platform.embedded.home import open_folder
from lyceum.platform.embedded.signals import StopRequests
from lyceum.platform.embedded.stores import plan_stores
from lyceum.platform.embedded.supervisor import Supervisor


@pytest.mark.parametrize("name", ["short", "long" * 25])
def test_both_stores_answer_at_their_addresses(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("secantusd.toml").write_text("this is somebody else's file")
    stores = plan_stores(open_folder(tmp_path / name), {})
    with StopRequests() as requests, Supervisor(requests=requests, say=pytest.fail) as supervisor:
        supervisor.start(*stores.specs)
        supervisor.wait_ready(timeout_s=30)
        with pymongo.MongoClient(stores.mongodb_uri) as client, redis.Redis.from_url(stores.redis_url) as cache:
            assert "setName" in client.admin.command("hello")
            assert cache.set("key", "value")
            assert cache.config_get("save") == {"save": ""}


def test_stores_that_hang_do_not_pass_for_those_that_answer(tmp_path: Path) -> None:
    stores = plan_stores(open_folder(tmp_path / "home"), {})
    pids: dict[str, int] = {}
    with (
        StopRequests() as requests,
        Supervisor(requests=requests, say=pytest.fail, on_change=pids.update) as supervisor,
    ):
        supervisor.start(*stores.specs)
        supervisor.wait_ready(timeout_s=30)
        for number, answers in ((signal.SIGSTOP, False), (signal.SIGCONT, True)):
            for pid in pids.values():
                os.kill(pid, number)
            assert [spec.is_ready() for spec in stores.specs] == [answers, answers]


def test_a_cache_server_on_a_port_asks_for_its_password(tmp_path: Path) -> None:
    stores = plan_stores(open_folder(tmp_path / ("long" * 25)), {})
    with StopRequests() as requests, Supervisor(requests=requests, say=pytest.fail) as supervisor:
        supervisor.start(stores.specs[1])
        supervisor.wait_ready(timeout_s=30)
        address = stores.redis_url.rsplit("@", 1)[1]
        with redis.Redis.from_url(f"redis://{address}") as stranger, pytest.raises(redis.AuthenticationError):
            stranger.ping()
