"""How often somebody may try: counters in Redis, in this process where Redis is away.

A counter counts within a window that starts with its first attempt and never grows longer, so that whoever
waits is let in again. Sign-in has three: per address, per account and address, and per account. A device that
has signed in to the account before brings a signed token and is counted by itself: attempts from elsewhere
cannot lock the owner out there (OWASP, "Slow Down Online Guessing Attacks with Device Cookies").
"""

import contextlib
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from itertools import batched
from typing import Final

from lyceum.platform import cache
from lyceum.platform.errors import TooManyRequestsError

MINUTE_S: Final = 60
HOUR_S: Final = 60 * MINUTE_S


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """So many attempts within a window."""

    scope: str
    attempts: int
    window_s: int

    def key(self, *parts: str) -> str:
        """Return the name of one counter."""
        return ":".join(("attempts", self.scope, *parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """One limit for one subject."""

    limit: Limit
    key: str


PER_ADDRESS: Final = Limit(scope="address", attempts=100, window_s=15 * MINUTE_S)
PER_ACCOUNT_AND_ADDRESS: Final = Limit(scope="pair", attempts=10, window_s=15 * MINUTE_S)
PER_ACCOUNT: Final = Limit(scope="account", attempts=100, window_s=HOUR_S)
PER_DEVICE: Final = Limit(scope="device", attempts=10, window_s=15 * MINUTE_S)
REGISTRATIONS: Final = Limit(scope="registration", attempts=100, window_s=HOUR_S)
CONFIRMATIONS: Final = Limit(scope="confirmation", attempts=10, window_s=15 * MINUTE_S)
CODES: Final = Limit(scope="code", attempts=10, window_s=15 * MINUTE_S)
MAILS_PER_ADDRESS: Final = Limit(scope="mail-address", attempts=30, window_s=HOUR_S)
MAILS_PER_ACCOUNT: Final = Limit(scope="mail-account", attempts=5, window_s=HOUR_S)
EXPORTS: Final = Limit(scope="export", attempts=5, window_s=24 * HOUR_S)


def sign_in_counters(*, account: str, address: str, device: str | None) -> tuple[Counter, ...]:
    """Return what counts a sign-in; `device` is None where the device is not known for the account."""
    if device is not None:
        return (_counter(PER_DEVICE, account, device),)
    return (
        _counter(PER_ADDRESS, address),
        _counter(PER_ACCOUNT_AND_ADDRESS, account, address),
        _counter(PER_ACCOUNT, account),
    )


def registration_counters(*, address: str) -> tuple[Counter, ...]:
    """Return what counts a registration."""
    return (_counter(REGISTRATIONS, address),)


def counters_of(limit: Limit, *parts: str) -> tuple[Counter, ...]:
    """Return the one counter of a limit for one subject."""
    return (_counter(limit, *parts),)


def _counter(limit: Limit, *parts: str) -> Counter:
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
    with contextlib.suppress(*cache.ERRORS):  # without Redis only this process has counters
        cache.connection().delete(*(counter.key for counter in counters))
    for counter in counters:
        _local.clear(counter)


def _add(counters: tuple[Counter, ...], change: int) -> list[tuple[int, int]]:
    """Change counters; return the number of each and the seconds until it starts again."""
    try:
        pipeline = cache.connection().pipeline(transaction=False)
        for counter in counters:
            pipeline.set(counter.key, 0, ex=counter.limit.window_s, nx=True)
            pipeline.incrby(counter.key, change)
            pipeline.ttl(counter.key)
        answers = pipeline.execute()
    except cache.ERRORS:  # each process counts for itself until Redis is back
        return [_local.add(counter, change) for counter in counters]
    return [(int(number), max(int(left_s), 1)) for _, number, left_s in batched(answers, 3, strict=True)]


class _LocalCounters:
    """The counters of this process, as many as fit; the oldest go first."""

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
            if len(self._counts) > self.KEPT:
                self._counts.popitem(last=False)
        return number + change, max(int(ends - now), 1)

    def clear(self, counter: Counter) -> None:
        """Forget a counter."""
        with self._guard:
            self._counts.pop(counter.key, None)


_local: Final = _LocalCounters()
