"""The worker's loops: it relays the outbox, runs errands, does periodic work, and shows by a heartbeat that it does.

Several workers may run: one relays under a lease, one runs errands under another, the others stand by.
"""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import structlog
from pymongo.errors import PyMongoError
from redis.client import PubSub

from lyceum.platform import cache, errands, mongo, outbox
from lyceum.platform.clock import utc_now
from lyceum.platform.leases import Leadership, LeaseLostError
from lyceum.platform.periodic import PeriodicWork

log = structlog.get_logger(__name__)

ROLE: Final = "relay"
ERRANDS_ROLE: Final = "errands"
POLL_S: Final = 1.0
_STOP_CHECK_S: Final = 0.25
_STOP_WITHIN_S: Final = 10.0
_HEARTBEAT_EVERY_S: Final = 3.0


class Worker:
    """One worker process; `stop` may be called from a signal handler.

    The relay and the periodic work are done in the thread that calls `run`, errands in one of their own: a mail server
    that does not answer keeps no notification waiting.
    """

    def __init__(self, *, periodic: PeriodicWork, heartbeat: Path | None) -> None:
        self._periodic = periodic
        self._heartbeat = heartbeat
        self._stopping = threading.Event()
        self._beat_at = 0.0

    def stop(self) -> None:
        """Ask it to end after the round that it is in."""
        self._stopping.set()

    def run(self) -> None:
        """Work until asked to stop."""
        log.info("worker_started")
        mongo.end_orphaned_transactions()
        cache.begin()
        errand_lane = threading.Thread(
            target=_Lane(ERRANDS_ROLE, errands.run_once, self._stopping).run_beside, daemon=True
        )
        errand_lane.start()
        try:
            _Lane(ROLE, outbox.relay_once, self._stopping, beside=self._do_beside, beat=self._beat).run()
        finally:
            self._stopping.set()
            errand_lane.join(timeout=_STOP_WITHIN_S)
        log.info("worker_stopped")

    def _do_beside(self) -> None:
        cache.regain_trust()  # a token that could not be moved keeps a value stale for others until the epoch moves
        self._periodic.run_due(utc_now())

    def _beat(self) -> None:
        now = time.monotonic()
        if self._heartbeat is not None and now >= self._beat_at:
            self._heartbeat.write_text(str(os.getpid()), encoding="utf-8")
            self._beat_at = now + _HEARTBEAT_EVERY_S


class _Lane:
    """Rounds of one kind of work, done while this process leads in a role.

    `beside` is done by every process, `beat` also while the store is away.
    """

    def __init__(
        self,
        role: str,
        work: Callable[[Leadership], int],
        stopping: threading.Event,
        *,
        beside: Callable[[], None] = lambda: None,
        beat: Callable[[], None] = lambda: None,
    ) -> None:
        self._leadership = Leadership(role)
        self._work = work
        self._stopping = stopping
        self._beside = beside
        self._beat = beat
        self._nudges = _Nudges()

    def run(self) -> None:
        """Do rounds until asked to stop."""
        while not self._stopping.is_set():
            has_more = self._do_round()
            self._beat()  # also while the store is away: a worker that waits for it does not hang
            if not has_more:
                self._wait()
        self._give_up_lease()

    def run_beside(self) -> None:
        """Do rounds in a thread of one's own.

        What the lane cannot deal with ends the worker, which is started again; mails must not stop alone and unseen.
        """
        try:
            self.run()
        except Exception:
            log.exception("worker_lane_failed")
        finally:
            self._stopping.set()

    def _do_round(self) -> bool:
        """Do one round; tell whether there may be more to do at once."""
        try:
            settled = self._work(self._leadership) if self._leadership.is_held() else 0
            self._beside()
        except PyMongoError as error:  # the store is away: what is owed waits in it
            log.warning("worker_waits_for_mongodb", reason=type(error).__name__)
            self._leadership.forget()
            return False
        except LeaseLostError as lost:  # another worker leads now
            log.warning("lease_lost", role=str(lost))
            return False
        return settled > 0

    def _wait(self) -> None:
        """Wait for a nudge, for the next poll or for the end."""
        until = time.monotonic() + POLL_S
        while not self._stopping.is_set() and time.monotonic() < until:
            if self._nudges.arrives_within(_STOP_CHECK_S):
                return

    def _give_up_lease(self) -> None:
        try:
            self._leadership.release()
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
