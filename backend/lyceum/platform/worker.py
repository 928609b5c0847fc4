"""The worker's loop: relays the outbox, does periodic work, and shows by a heartbeat that it does.

Several workers may run: one relays under a lease, the others stand by.
"""

import os
import secrets
import socket
import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import Final

import structlog
from pymongo.errors import PyMongoError
from redis.client import PubSub

from lyceum.platform import cache, leases, outbox
from lyceum.platform.clock import utc_now
from lyceum.platform.periodic import PeriodicWork

log = structlog.get_logger(__name__)

ROLE: Final = "relay"
POLL_S: Final = 1.0
_STOP_CHECK_S: Final = 0.25
_RENEW_EVERY_S: Final = (leases.LIFE / 3) / timedelta(seconds=1)
_HEARTBEAT_EVERY_S: Final = 3.0


class Worker:
    """One worker process; `stop` may be called from a signal handler."""

    def __init__(self, *, periodic: PeriodicWork, heartbeat: Path | None) -> None:
        self._periodic = periodic
        self._heartbeat = heartbeat
        self._owner = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._stopping = threading.Event()
        self._leads = False
        self._renew_at = 0.0
        self._beat_at = 0.0
        self._nudges = _Nudges()

    def stop(self) -> None:
        """Ask it to end after the round that it is in."""
        self._stopping.set()

    def run(self) -> None:
        """Work until asked to stop."""
        log.info("worker_started")
        while not self._stopping.is_set():
            if not self._work_once():
                self._wait()
        self._give_up_lease()
        log.info("worker_stopped")

    def _work_once(self) -> bool:
        """Do one round; tell whether there may be more to do at once."""
        try:
            self._renew()
            settled = outbox.relay_once() if self._leads else 0
            self._periodic.run_due(utc_now())
        except PyMongoError as error:  # the store is away: what is owed waits in it
            log.warning("worker_waits_for_mongodb", reason=type(error).__name__)
            self._leads, self._renew_at = False, 0.0
            return False
        self._beat()
        return settled > 0

    def _renew(self) -> None:
        now = time.monotonic()
        if now >= self._renew_at:
            self._leads = leases.hold(ROLE, owner=self._owner)
            self._renew_at = now + _RENEW_EVERY_S

    def _beat(self) -> None:
        now = time.monotonic()
        if self._heartbeat is not None and now >= self._beat_at:
            self._heartbeat.write_text(str(os.getpid()), encoding="utf-8")
            self._beat_at = now + _HEARTBEAT_EVERY_S

    def _wait(self) -> None:
        """Wait for a nudge, for the next poll or for the end."""
        until = time.monotonic() + POLL_S
        while not self._stopping.is_set() and time.monotonic() < until:
            if self._nudges.arrives_within(_STOP_CHECK_S):
                return

    def _give_up_lease(self) -> None:
        try:
            if self._leads:
                leases.release(ROLE, owner=self._owner)
        except PyMongoError as error:  # it ends by itself within seconds
            log.warning("lease_not_released", reason=type(error).__name__)


class _Nudges:
    """Listens on Redis for the word that the outbox has something; without Redis it only waits."""

    def __init__(self) -> None:
        self._listener = PubSub(cache.connection().connection_pool, ignore_subscribe_messages=True)

    def arrives_within(self, seconds: float) -> bool:
        """Wait at most so long; tell whether a nudge arrived."""
        try:
            if not self._listener.subscribed:
                self._listener.subscribe(outbox.NUDGE_CHANNEL)
            return self._listener.get_message(timeout=seconds) is not None
        except cache.ERRORS:  # polling goes on without it
            self._listener.reset()
            time.sleep(seconds)
            return False
