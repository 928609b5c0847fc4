"""The worker's loop, on real stores."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
import redis

from lyceum.platform import cache, errands, events, leases, mongo, outbox, worker
from lyceum.platform.clock import utc_now
from lyceum.platform.periodic import PeriodicJob, PeriodicWork
from lyceum.platform.tests.serving import wait_until
from lyceum.platform.worker import Worker


@dataclass(frozen=True, slots=True, kw_only=True)
class BellRang(events.Event):
    times: int


heard: list[int] = []


def note_ring(event: BellRang) -> None:
    heard.append(event.times)


@pytest.fixture(autouse=True)
def _wired(monkeypatch: pytest.MonkeyPatch) -> None:
    heard.clear()
    mongo.ensure_indexes()
    for name in ("_in_transaction", "_by_outbox", "_by_errand"):
        monkeypatch.setattr(events, name, {})
    monkeypatch.setattr(outbox, "_handlers", {})
    events.connect(in_transaction={}, by_outbox={BellRang: [note_ring]})


@pytest.fixture
def heartbeat(tmp_path: Path) -> Path:
    return tmp_path / "heartbeat"


@pytest.fixture
def running(heartbeat: Path) -> Iterator[Worker]:
    working = Worker(periodic=PeriodicWork([]), heartbeat=heartbeat)
    with running_in_thread(working):
        yield working


class running_in_thread:  # noqa: N801 - reads as a phrase in a `with`
    def __init__(self, working: Worker) -> None:
        self._working = working
        self._thread = threading.Thread(target=working.run)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_error: object) -> None:
        self._working.stop()
        self._thread.join(timeout=10)
        assert not self._thread.is_alive()


def ring(times: int) -> None:
    mongo.run_in_transaction(lambda: events.announce(BellRang(times=times)))


def test_what_is_announced_is_delivered(running: Worker) -> None:
    ring(1)
    ring(2)
    wait_until(lambda: heard == [1, 2], seconds=10)


def test_a_nudge_wakes_it_before_the_poll(monkeypatch: pytest.MonkeyPatch, heartbeat: Path) -> None:
    monkeypatch.setattr(worker, "POLL_S", 3600.0)
    with running_in_thread(Worker(periodic=PeriodicWork([]), heartbeat=heartbeat)):
        wait_until(lambda: cache.connection().pubsub_numsub(outbox.NUDGE_CHANNEL)[0][1] > 0, seconds=10)
        ring(1)
        wait_until(lambda: heard == [1], seconds=10)


def test_without_redis_it_polls(monkeypatch: pytest.MonkeyPatch, heartbeat: Path, settings) -> None:
    there, settings.REDIS_URL = settings.REDIS_URL, "redis://127.0.0.1:1/0"
    cache.connection.cache_clear()
    try:
        with running_in_thread(Worker(periodic=PeriodicWork([]), heartbeat=heartbeat)):
            ring(1)
            wait_until(lambda: heard == [1], seconds=10)
    finally:
        settings.REDIS_URL = there
        cache.connection.cache_clear()
        cache.begin()


def test_it_moves_the_epoch_after_an_error_so_that_no_token_it_could_not_move_stays(
    heartbeat: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "RETRY_AFTER_S", 0.0)
    cache.begin()
    with running_in_thread(Worker(periodic=PeriodicWork([]), heartbeat=heartbeat)):
        wait_until(heartbeat.exists, seconds=10)
        epoch = cache.connection().get(cache.EPOCH_KEY)
        cache.distrust(redis.ConnectionError())
        wait_until(cache.is_trusted, seconds=10)
        assert cache.connection().get(cache.EPOCH_KEY) != epoch


def test_errands_do_not_stop_alone_the_worker_ends_and_is_started_again(heartbeat: Path) -> None:
    errands.errands.raw().insert_one({"next_at": utc_now(), "of": "a release that nobody knows"})
    working = Worker(periodic=PeriodicWork([]), heartbeat=heartbeat)
    thread = threading.Thread(target=working.run)
    thread.start()
    thread.join(timeout=10)
    assert not thread.is_alive()


def test_a_worker_without_the_lease_leaves_the_outbox_alone(heartbeat: Path) -> None:
    leases.hold(worker.ROLE, owner="another")
    with running_in_thread(Worker(periodic=PeriodicWork([]), heartbeat=heartbeat)):
        ring(1)
        wait_until(heartbeat.exists, seconds=10)
    assert heard == []


def test_it_gives_the_lease_up_when_it_stops(heartbeat: Path) -> None:
    with running_in_thread(Worker(periodic=PeriodicWork([]), heartbeat=heartbeat)):
        wait_until(heartbeat.exists, seconds=10)
        assert not leases.hold(worker.ROLE, owner="another")
    assert leases.hold(worker.ROLE, owner="another")


def test_it_does_periodic_work(heartbeat: Path) -> None:
    done: list[str] = []
    job = PeriodicJob(name="tidy", every=timedelta(hours=1), run=lambda: done.append("tidy"))
    with running_in_thread(Worker(periodic=PeriodicWork([job]), heartbeat=heartbeat)):
        wait_until(lambda: done == ["tidy"], seconds=10)
