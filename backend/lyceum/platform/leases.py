"""Leadership among several workers: one lease document a role, held for a few seconds at a time."""

import contextlib
import secrets
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from pymongo.errors import DuplicateKeyError

from lyceum.platform import mongo
from lyceum.platform.clock import utc_now
from lyceum.platform.ids import derive_id

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
    if leases.find_by_id(lease_id) is not None:
        return False
    return _make(Lease(id=lease_id, role=role, owner=owner, until=now + LIFE, fence=1))


def release(role: str, *, owner: str) -> None:
    """Give the lease up so that another need not wait for its end."""
    leases.update({"_id": derive_id("lease", role), "owner": owner}, {"$set": {"until": utc_now()}})


@contextlib.contextmanager
def held(role: str, *, patience: timedelta) -> Iterator[None]:
    """Hold the lease for the length of a block, waiting for it and renewing it meanwhile.

    Raises:
        TimeoutError: another has held it for all of `patience`.
    """
    owner = secrets.token_hex(8)
    deadline = time.monotonic() + patience.total_seconds()
    while not hold(role, owner=owner):
        if time.monotonic() > deadline:
            raise TimeoutError(f"Another process has held the role {role!r} for {patience}.")
        time.sleep(_LOOK_AGAIN_S)
    done = threading.Event()
    renewing = threading.Thread(target=_renew_until, args=(done, role, owner), daemon=True)
    renewing.start()
    try:
        yield
    finally:
        done.set()
        renewing.join()
        release(role, owner=owner)


def _renew_until(done: threading.Event, role: str, owner: str) -> None:
    while not done.wait(LIFE.total_seconds() / 3):
        hold(role, owner=owner)


def _make(lease: Lease) -> bool:
    try:
        leases.insert(lease)
    except DuplicateKeyError:  # another worker was quicker
        return False
    return True
