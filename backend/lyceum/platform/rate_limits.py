"""How often somebody may do something: counters in Redis, in this process where Redis is away.

A counter counts within a window that starts with its first attempt and never grows longer, so that whoever waits is
let in again. There are two ways to count. `spend` asks Redis each time and is exact: for guessed passwords. `take`
lets a process count a small share of the limit by itself before it tells Redis: most requests cost no round trip,
and what is let through beyond the limit is at most one share for each further process. Here is no HTTP.
"""

import contextlib
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address, ip_network
from itertools import batched
from typing import Final

from lyceum.platform import cache
from lyceum.platform.environment import RATE
from lyceum.platform.errors import TooManyRequestsError
from lyceum.platform.redis_line import Command, line_of

# A process tells Redis after this part of a limit.
_SHARES: Final = 20
_IPV6_NETWORK_BITS: Final = 64  # what one household or phone is given
_UNITS_S: Final = {"s": 1, "min": 60, "h": 3600, "d": 86_400}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """So many attempts within a window."""

    scope: str
    attempts: int
    window_s: int

    def key(self, *parts: str) -> str:
        """Return the name of one counter."""
        return ":".join(("attempts", self.scope, *parts))

    @property
    def share(self) -> int:
        """How many attempts a process may count by itself."""
        return max(self.attempts // _SHARES, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """One limit for one subject."""

    limit: Limit
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What is left of a limit after an attempt; below zero the attempt is refused."""

    limit: Limit
    left: int
    resets_in_s: int

    @property
    def is_used_up(self) -> bool:
        """Tell whether the attempt was one too many."""
        return self.left < 0

    def refusal(self) -> TooManyRequestsError:
        """Make the refusal."""
        return TooManyRequestsError("Too many requests. Wait and try again.", retry_after_s=self.resets_in_s)


@lru_cache(maxsize=64)
def limit_of(scope: str, rate: str) -> Limit:
    """Read a rate such as `600/min` or `100/15min`.

    Raises:
        ValueError: it cannot be read.
    """
    match = RATE.fullmatch(rate.replace(" ", ""))
    if match is None:
        raise ValueError(f"{rate!r} is not a rate such as 600/min, 100/15min or 50/d.")
    attempts, many, unit = match.groups()
    return Limit(scope=scope, attempts=int(attempts), window_s=int(many or 1) * _UNITS_S[unit])


@lru_cache(maxsize=4096)
def network_of(address: str) -> str:
    """Return what stands for an address: itself, or the network that one holder of IPv6 addresses chooses from."""
    try:
        if ip_address(address).version == 4:  # noqa: PLR2004 - IPv4
            return address
        return str(ip_network(f"{address}/{_IPV6_NETWORK_BITS}", strict=False))
    except ValueError:  # a Unix socket has none
        return address


def counter_of(limit: Limit, *parts: str) -> Counter:
    """Return the counter of a limit for one subject."""
    return Counter(limit=limit, key=limit.key(*parts))


def spend(counters: tuple[Counter, ...]) -> None:
    """Count one more attempt; one that is refused counts nowhere.

    Raises:
        TooManyRequestsError: one of the limits is used up.
    """
    for counter, (number, wait_s) in zip(counters, _add(counters, 1), strict=True):
        if number > counter.limit.attempts:
            give_back(counters)
            raise TooManyRequestsError("Too many attempts. Wait a while and try again.", retry_after_s=wait_s)


def give_back(counters: tuple[Counter, ...]) -> None:
    """Take an attempt back that was a good one."""
    _add(counters, -1)


def clear(counters: tuple[Counter, ...]) -> None:
    """Forget all attempts, because the reason to count them has gone."""
    with contextlib.suppress(*cache.ERRORS):  # without Redis only processes have counters
        cache.connection().delete(*(counter.key for counter in counters))
    for counter in counters:
        _local.clear(counter)


def take(counter: Counter) -> Allowance:
    """Count one more attempt, asking Redis only when this process has counted its share."""
    number, due, left_s = _tallies.add(counter)
    if due:
        [(number, left_s)] = _add((counter,), due)
        _tallies.settle(counter, number=number, left_s=left_s)
    return Allowance(limit=counter.limit, left=counter.limit.attempts - number, resets_in_s=left_s)


def take_here(counter: Counter) -> Allowance:
    """Count one more attempt in this process only; asks nobody, so it suits the event loop."""
    number, left_s = _local.add(counter, 1)
    return Allowance(limit=counter.limit, left=counter.limit.attempts - number, resets_in_s=left_s)


def _add(counters: tuple[Counter, ...], change: int) -> list[tuple[int, int]]:
    """Change counters; return the number of each and the seconds until it starts again."""
    if not cache.regain_trust():  # waiting for a Redis that is away would cost each request a timeout
        return [_local.add(counter, change) for counter in counters]
    try:
        answers = line_of(cache.connection()).ask(*(command for item in counters for command in _adding(item, change)))
    except cache.ERRORS as error:  # each process counts for itself until Redis is back
        cache.distrust(error)
        return [_local.add(counter, change) for counter in counters]
    return [(int(number), max(int(left_s), 1)) for _, number, left_s in batched(answers, 3, strict=True)]


def _adding(counter: Counter, change: int) -> tuple[Command, Command, Command]:
    start = ("SET", counter.key, 0, "EX", counter.limit.window_s, "NX")
    return start, ("INCRBY", counter.key, change), ("TTL", counter.key)


class _LocalCounters:
    """The counters of this process, as many as fit; those that were not used for longest go first."""

    KEPT: Final = 10_000

    def __init__(self) -> None:
        self._counts: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._guard = threading.Lock()

    def add(self, counter: Counter, change: int) -> tuple[int, int]:
        """Change a counter; return its number and the seconds until it starts again."""
        now = time.monotonic()
        with self._guard:
            number, ends = self._counts.get(counter.key, (0, 0.0))
            if ends <= now:
                number, ends = 0, now + counter.limit.window_s
            self._counts[counter.key] = (number + change, ends)
            self._counts.move_to_end(counter.key)
            if len(self._counts) > self.KEPT:
                self._counts.popitem(last=False)
        return number + change, max(int(ends - now), 1)

    def clear(self, counter: Counter) -> None:
        """Forget a counter."""
        with self._guard:
            self._counts.pop(counter.key, None)


@dataclass(slots=True)
class _Tally:
    """What this process knows of one counter: the number that Redis knows, what came since, and the window's end."""

    number: int
    unreported: int
    ends: float


class _Tallies:
    """The shares that this process counts by itself, bounded as the counters are."""

    def __init__(self) -> None:
        self._tallies: OrderedDict[str, _Tally] = OrderedDict()
        self._guard = threading.Lock()

    def add(self, counter: Counter) -> tuple[int, int, int]:
        """Count one attempt; return the number, how many of them Redis is to be told now, and the seconds left.

        An attempt that is one too many is not kept: only what was let through is told to Redis.
        """
        now, limit = time.monotonic(), counter.limit
        with self._guard:
            tally = self._find(counter, now)
            number = tally.number + tally.unreported + 1
            tally.unreported += number <= limit.attempts
            due = tally.unreported if tally.unreported >= limit.share else 0
            tally.number += due
            tally.unreported -= due
        return number, due, max(int(tally.ends - now), 1)

    def settle(self, counter: Counter, *, number: int, left_s: int) -> None:
        """Remember what Redis knows; another thread may have told it more in the meantime."""
        with self._guard:
            tally = self._find(counter, time.monotonic())
            tally.number = max(tally.number, number)
            tally.ends = time.monotonic() + left_s

    def _find(self, counter: Counter, now: float) -> _Tally:
        tally = self._tallies.get(counter.key)
        if tally is None or tally.ends <= now:
            tally = self._tallies[counter.key] = _Tally(0, 0, now + counter.limit.window_s)
        self._tallies.move_to_end(counter.key)
        if len(self._tallies) > _LocalCounters.KEPT:
            self._tallies.popitem(last=False)
        return tally


_local: Final = _LocalCounters()
_tallies: Final = _Tallies()
