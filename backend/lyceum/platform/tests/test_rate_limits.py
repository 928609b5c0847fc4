"""Counters of rate limits: what holds under threads, across processes and without Redis."""

import secrets
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from lyceum.platform import cache, rate_limits
from lyceum.platform.rate_limits import Counter, counter_of, limit_of, network_of, take

type InThreads = Callable[[list[Callable[[], Any]]], list[Any]]


def counter(rate: str) -> Counter:
    """A counter that no other test has used."""
    return counter_of(limit_of("test", rate), secrets.token_hex(8))


def passed(counter: Counter, times: int) -> int:
    return sum(not take(counter).is_used_up for _ in range(times))


@pytest.fixture
def without_redis(settings: Any) -> Iterator[None]:
    """Point this process at a Redis that is not there."""
    cache.connection().close()
    cache.connection.cache_clear()
    settings.REDIS_URL = settings.REDIS_URL.rsplit(":", 1)[0] + ":1/0"
    yield
    cache.connection().close()
    cache.connection.cache_clear()
    cache._trust._distrusted = False


def test_a_limit_lets_through_what_it_says_and_tells_what_is_left() -> None:
    three = counter("3/h")
    assert [take(three).left for _ in range(4)] == [2, 1, 0, -1]
    assert 0 < take(three).resets_in_s <= 3600


def test_a_new_window_lets_in_again(monkeypatch: pytest.MonkeyPatch) -> None:
    two = counter("2/s")
    assert passed(two, 3) == 2
    ends = rate_limits.time.monotonic() + 1.1
    monkeypatch.setattr(rate_limits.time, "monotonic", lambda: ends)
    cache.connection().delete(two.key)  # its window has ended as well
    assert passed(two, 3) == 2


def test_threads_together_get_no_more_than_the_limit(in_threads: InThreads) -> None:
    hundred = counter("100/h")
    assert sum(in_threads([lambda: passed(hundred, 20)] * 16)) == 100


def test_another_process_knows_what_this_one_has_counted() -> None:
    hundred = counter("100/h")
    assert passed(hundred, 100) == 100
    rate_limits._tallies.__init__()  # as a process that has just begun
    assert passed(hundred, 100) == hundred.limit.share - 1


def test_most_requests_cost_no_round_trip() -> None:
    many = counter("1000/h")
    before = cache.connection().info("commandstats")["cmdstat_incrby"]["calls"] if passed(many, 50) else 0
    passed(many, 49)
    assert cache.connection().info("commandstats")["cmdstat_incrby"]["calls"] == before


def test_without_redis_each_process_counts_by_itself(in_threads: InThreads, without_redis: None) -> None:
    hundred = counter("100/h")
    assert sum(in_threads([lambda: passed(hundred, 20)] * 16)) == 100
    few = counter("3/h")
    for _ in range(3):
        rate_limits.spend((few,))
    with pytest.raises(rate_limits.TooManyRequestsError):
        rate_limits.spend((few,))


@pytest.mark.parametrize("rate", ["", "0/min", "5", "5/week", "-1/s", "5/0s"])
def test_a_rate_that_cannot_be_read_is_refused(rate: str) -> None:
    with pytest.raises(ValueError, match="is not a rate"):
        limit_of("test", rate)


def test_an_ipv6_holder_counts_as_one_whatever_address_they_choose() -> None:
    assert network_of("2001:db8::1") == network_of("2001:db8::2:3") != network_of("2001:db8:1::1")
    assert network_of("192.0.2.1") != network_of("192.0.2.2")
