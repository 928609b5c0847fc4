"""Leadership among workers."""

from datetime import timedelta

import pytest

from lyceum.platform import leases


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


def test_a_lease_is_held_for_a_block_and_given_up_after_it() -> None:
    with leases.held("migrations", patience=timedelta(0)):
        assert not leases.hold("migrations", owner="another")
    assert leases.hold("migrations", owner="another")


def test_waiting_for_a_lease_ends_with_patience() -> None:
    leases.hold("migrations", owner="another")
    with pytest.raises(TimeoutError, match="migrations"), leases.held("migrations", patience=timedelta(0)):
        pytest.fail("two hold the lease")
