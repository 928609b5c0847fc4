"""Leadership among workers."""

import subprocess
import sys
from datetime import timedelta

import pytest

from lyceum.platform import leases
from lyceum.platform.clock import utc_now
from lyceum.platform.tests.serving import BACKEND


def test_one_of_many_takes_the_lease(in_threads) -> None:
    names = [f"worker-{number}" for number in range(8)]
    taken = in_threads([lambda name=name: leases.hold("relay", owner=name) for name in names])
    assert sum(taken) == 1


def test_the_holder_renews_and_others_wait() -> None:
    assert leases.hold("relay", owner="a")
    assert leases.hold("relay", owner="a")
    assert not leases.hold("relay", owner="b")


def test_a_released_lease_is_taken_with_a_higher_fence() -> None:
    leases.hold("relay", owner="a")
    leases.release("relay", owner="a")
    assert leases.hold("relay", owner="b")
    [lease] = leases.leases.find({}, limit=2)
    assert (lease.owner, lease.fence) == ("b", 2)


def test_a_lease_that_ran_out_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leases, "LIFE", timedelta(0))
    leases.hold("relay", owner="a")
    monkeypatch.undo()
    assert leases.hold("relay", owner="b")


def test_a_clock_that_is_ahead_takes_the_lease_once_and_the_slow_one_settles_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow, fast = leases.Leadership("relay"), leases.Leadership("relay")
    assert slow.is_held()
    with monkeypatch.context() as clock:
        clock.setattr(leases, "utc_now", lambda: utc_now() + timedelta(minutes=1))
        assert fast.is_held()
    with pytest.raises(leases.LeaseLostError):
        slow.check()
    assert not slow.is_held()
    fast.check()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one waits until the lease ends")
def test_the_lease_of_a_process_that_was_killed_is_taken_at_once() -> None:
    owner = "from lyceum.platform import leases; print(leases.name_owner(), flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", owner], cwd=BACKEND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        name = other.stdout.readline().strip()
        assert leases.hold("relay", owner=name)
        assert not leases.hold("relay", owner="b")
        other.kill()
    assert leases.hold("relay", owner="b")
    [lease] = leases.leases.find({}, limit=2)
    assert (lease.owner, lease.fence) == ("b", 2)


@pytest.mark.parametrize("owner", ["another-machine.1:4194305:ab", "relay-1", "x:y:z"])
def test_an_owner_whose_process_cannot_be_seen_keeps_its_lease(owner: str) -> None:
    leases.hold("relay", owner=owner)
    assert not leases.hold("relay", owner="b")


def test_a_lease_is_held_for_a_block_and_given_up_after_it() -> None:
    with leases.held("migrations", patience=timedelta(0)):
        assert not leases.hold("migrations", owner="another")
    assert leases.hold("migrations", owner="another")


def test_waiting_for_a_lease_ends_with_patience() -> None:
    leases.hold("migrations", owner="another")
    with pytest.raises(TimeoutError, match="migrations"), leases.held("migrations", patience=timedelta(0)):
        pytest.fail("two hold the lease")
