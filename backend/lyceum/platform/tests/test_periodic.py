"""Periodic work."""

from datetime import UTC, datetime, timedelta

import pytest

from lyceum.platform.periodic import PeriodicJob, PeriodicWork, taken_slots

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def tidy(done: list[str]) -> PeriodicJob:
    return PeriodicJob(name="tidy", every=timedelta(hours=1), run=lambda: done.append("tidy"))


def test_a_job_runs_once_per_period_however_many_workers_there_are(
    done: list[str], tidy: PeriodicJob, in_threads
) -> None:
    workers = [PeriodicWork([tidy]) for _ in range(6)]
    counts = in_threads([lambda worker=worker: worker.run_due(NOON) for worker in workers])
    assert (sum(counts), done) == (1, ["tidy"])


def test_the_next_period_has_a_run_of_its_own(done: list[str], tidy: PeriodicJob) -> None:
    worker = PeriodicWork([tidy])
    times = [NOON, NOON + timedelta(minutes=59), NOON + timedelta(minutes=60)]
    assert [worker.run_due(now) for now in times] == [1, 0, 1]


def test_a_period_that_was_looked_at_costs_no_command(tidy: PeriodicJob, mongo_commands) -> None:
    worker = PeriodicWork([tidy])
    worker.run_due(NOON)
    with mongo_commands.at_most(0):
        worker.run_due(NOON + timedelta(minutes=1))


def test_a_failing_job_does_not_keep_others_from_running(done: list[str], tidy: PeriodicJob) -> None:
    def fail() -> None:
        raise OSError

    broken = PeriodicJob(name="broken", every=timedelta(hours=1), run=fail)
    assert PeriodicWork([broken, tidy]).run_due(NOON) == 2
    assert done == ["tidy"]


def test_old_slots_are_removed_by_the_store() -> None:
    [index] = taken_slots.indexes
    assert index.document["expireAfterSeconds"] == timedelta(days=7).total_seconds()
