"""Leadership among several workers: one lease document a role, held for a few seconds at a time.

A holder may be stopped for longer than its lease lasts and go on afterwards as if nothing had happened. So each
change of holder raises the `fence`, and what is done in a role is settled only in a transaction that finds the fence
unchanged.

An owner's name tells its process. On Linux a process that was killed is found to be gone by others on its machine, who
take its lease at once; elsewhere they wait until the lease ends.
"""

import contextlib
import os
import secrets
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Final

import structlog
from pymongo.errors import DuplicateKeyError, PyMongoError

from lyceum.platform import mongo
from lyceum.platform.clock import utc_now
from lyceum.platform.ids import derive_id

log = structlog.get_logger(__name__)

LIFE: Final = timedelta(seconds=10)
_LOOK_AGAIN_S: Final = 0.2


class Lease(mongo.Document, frozen=True, kw_only=True):
    """Who holds a role, until when; `fence` grows with each change of holder; the id derives from the role."""

    role: str
    owner: str
    until: datetime
    fence: int


leases = mongo.Collection("leases", Lease, grows=False)


def hold(role: str, *, owner: str) -> bool:
    """Take or renew the lease; tell whether `owner` holds it now."""
    lease_id, now = derive_id("lease", role), utc_now()
    renewed = leases.update({"_id": lease_id, "owner": owner}, {"$set": {"until": now + LIFE}})
    if renewed or leases.update(
        {"_id": lease_id, "until": {"$lt": now}},
        {"$set": {"owner": owner, "until": now + LIFE}, "$inc": {"fence": 1}},
    ):
        return True
    held = leases.find_by_id(lease_id)
    if held is not None:
        return _is_gone(held.owner) and leases.update(
            {"_id": lease_id, "owner": held.owner, "fence": held.fence},
            {"$set": {"owner": owner, "until": now + LIFE}, "$inc": {"fence": 1}},
        )
    return _make(Lease(id=lease_id, role=role, owner=owner, until=now + LIFE, fence=1))


def name_owner() -> str:
    """Return a name for one holder in this process."""
    return f"{_process_space()}:{os.getpid()}:{secrets.token_hex(4)}"


class LeaseLostError(Exception):
    """Another leads now; what was begun in the role must be left to them."""


class Leadership:
    """One worker's claim to a role: asked before each piece of work, renewed when a third of its life has gone."""

    def __init__(self, role: str) -> None:
        self.fence = 0
        self._role = role
        self._owner = name_owner()
        self._renew_at = 0.0
        self._is_held = False

    def is_held(self) -> bool:
        """Tell whether this worker leads; asks the store every few seconds only."""
        asked_at = time.monotonic()
        if asked_at >= self._renew_at:
            self._is_held = hold(self._role, owner=self._owner)
            self.fence = self._read_fence() if self._is_held else 0
            self._renew_at = asked_at + LIFE.total_seconds() / 3
        return self._is_held

    def check(self) -> None:
        """Check that nobody else has come to lead; inside a transaction, before it settles anything.

        Raises:
            LeaseLostError: somebody has.
        """
        if not self._is_held or self._read_fence() != self.fence:
            self.forget()
            raise LeaseLostError(self._role)

    @contextlib.contextmanager
    def kept(self) -> Iterator[None]:
        """Renew the lease by itself inside the block, for work that may take longer than a lease lasts."""
        with _renewed(self._role, self._owner):
            yield

    def forget(self) -> None:
        """Ask again before the next piece of work."""
        self._is_held, self._renew_at = False, 0.0

    def release(self) -> None:
        """Give the role up, if this worker has it."""
        if self._is_held:
            release(self._role, owner=self._owner)
        self.forget()

    def _read_fence(self) -> int:
        lease = leases.find_by_id(derive_id("lease", self._role))
        return lease.fence if lease is not None and lease.owner == self._owner else 0


def release(role: str, *, owner: str) -> None:
    """Give the lease up so that another need not wait for its end."""
    leases.update({"_id": derive_id("lease", role), "owner": owner}, {"$set": {"until": utc_now()}})


@contextlib.contextmanager
def held(role: str, *, patience: timedelta) -> Iterator[None]:
    """Hold the lease for the length of a block, waiting for it and renewing it meanwhile.

    Raises:
        TimeoutError: another has held it for all of `patience`.
    """
    owner = name_owner()
    deadline = time.monotonic() + patience.total_seconds()
    while not hold(role, owner=owner):
        if time.monotonic() > deadline:
            raise TimeoutError(f"Another process has held the role {role!r} for {patience}.")
        time.sleep(_LOOK_AGAIN_S)
    try:
        with _renewed(role, owner):
            yield
    finally:
        release(role, owner=owner)


@contextlib.contextmanager
def _renewed(role: str, owner: str) -> Iterator[None]:
    done = threading.Event()
    renewing = threading.Thread(target=_renew_until, args=(done, role, owner), daemon=True)
    renewing.start()
    try:
        yield
    finally:
        done.set()
        renewing.join()


def _renew_until(done: threading.Event, role: str, owner: str) -> None:
    while not done.wait(LIFE.total_seconds() / 3):
        try:
            hold(role, owner=owner)
        except PyMongoError as error:  # it may answer again before the lease ends
            log.warning("lease_not_renewed", role=role, reason=type(error).__name__)


@cache
def _process_space() -> str:
    """Name what numbers of processes mean something in: this start of the machine, and the container.

    Where the system does not tell, the name is new, so that nobody judges another process by its number.
    """
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot}.{Path('/proc/self/ns/pid').stat().st_ino}"
    except OSError:
        return secrets.token_hex(8)


def _is_gone(owner: str) -> bool:
    """Tell whether an owner was a process of this machine that runs no more; a number may have been given again."""
    space, _, rest = owner.partition(":")
    number = rest.partition(":")[0]
    if space != _process_space() or not number.isdigit():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:  # it runs, as somebody else
        return False
    return False


def _make(lease: Lease) -> bool:
    try:
        leases.insert(lease)
    except DuplicateKeyError:  # another worker was quicker
        return False
    return True
