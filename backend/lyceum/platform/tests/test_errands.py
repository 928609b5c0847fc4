"""Errands: what acts outside of MongoDB is done by one worker at a time, again after a failure, and never lost."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from bson import ObjectId

from lyceum.platform import dead_letters, errands, events, leases, mongo, outbox
from lyceum.platform.clock import utc_now
from lyceum.platform.leases import Leadership, LeaseLostError


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWritten(events.Event):
    letter_id: ObjectId


posted: list[ObjectId] = []
away = {"is": False, "for ever": False}


def post_letter(event: LetterWritten) -> None:
    assert not mongo.in_transaction()
    if away["for ever"]:
        raise errands.HopelessError("nobody lives there")
    if away["is"]:
        raise OSError("the post office is closed")
    posted.append(event.letter_id)


@pytest.fixture(autouse=True)
def _wired(monkeypatch: pytest.MonkeyPatch) -> None:
    posted.clear()
    away.update({"is": False, "for ever": False})
    mongo.ensure_indexes()
    for name in ("_in_transaction", "_by_outbox", "_by_errand"):
        monkeypatch.setattr(events, name, {})
    for module in (outbox, errands):
        monkeypatch.setattr(module, "_handlers", {})
    events.connect(in_transaction={}, by_outbox={}, by_errand={LetterWritten: [post_letter]})


def write(times: int = 1) -> list[ObjectId]:
    letters = [LetterWritten(letter_id=ObjectId()) for _ in range(times)]
    mongo.run_in_transaction(lambda: events.announce(*letters))
    return [letter.letter_id for letter in letters]


def open_again() -> None:
    away["is"] = False
    for errand in errands.errands.find({}, limit=10):
        errands.errands.update({"_id": errand.id}, {"$set": {"next_at": errand.created_at}})


def test_an_errand_is_done_once_and_outside_of_a_transaction() -> None:
    letters = write(3)
    assert errands.run_once() == 3
    assert posted == letters
    assert errands.run_once() == 0


def test_an_errand_that_fails_waits_longer_each_time_and_is_done_at_last() -> None:
    [letter] = write()
    away["is"] = True
    pauses = []
    for _ in range(3):
        errands.run_once()
        [waiting] = errands.errands.find({}, limit=2)
        pauses.append(round((waiting.next_at - utc_now()).total_seconds()))
        errands.errands.update({"_id": waiting.id}, {"$set": {"next_at": waiting.created_at}})
    assert (pauses, waiting.tries) == ([2, 4, 8], 3)

    open_again()
    errands.run_once()
    assert posted == [letter]
    assert errands.errands.find({}, limit=1) == []


def test_pauses_do_not_grow_for_ever() -> None:
    assert outbox.pause_after(1_000) == timedelta(minutes=15)


def test_an_errand_that_keeps_failing_is_kept_aside_and_can_be_replayed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errands, "MAX_TRIES", 1)
    [letter] = write()
    away["is"] = True
    errands.run_once()
    [dead] = outbox.dead_rows.find({}, limit=2)
    assert errands.errands.find({}, limit=1) == []

    away["is"] = False
    assert dead_letters.replay(dead.id)
    errands.run_once()
    assert posted == [letter]


def test_a_hopeless_errand_is_kept_aside_at_once() -> None:
    write()
    away["for ever"] = True
    errands.run_once()
    [dead] = outbox.dead_rows.find({}, limit=2)
    assert (dead.tries, dead.error) == (1, "HopelessError('nobody lives there')")
    assert errands.errands.find({}, limit=1) == []


def test_workers_that_run_at_once_do_each_errand_once(in_threads) -> None:
    letters = write(10)
    workers = [Leadership("errands") for _ in range(4)]
    in_threads([lambda worker=worker: worker.is_held() and errands.run_once(worker) for worker in workers])
    assert sorted(posted) == sorted(letters)


def test_a_worker_that_lost_its_lease_begins_nothing_and_settles_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    [letter] = write()
    stopped, successor = Leadership("errands"), Leadership("errands")
    with monkeypatch.context() as short:
        short.setattr(leases, "LIFE", timedelta(0))
        assert stopped.is_held()
    stopped._renew_at = float("inf")  # it was stopped, and does not know how long for
    assert successor.is_held()

    with pytest.raises(LeaseLostError):
        errands.run_once(stopped)
    assert posted == []
    errands.run_once(successor)
    assert posted == [letter]


def test_a_worker_that_loses_its_lease_in_the_middle_leaves_the_errand_to_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    [letter] = write()
    stopped, successor = Leadership("errands"), Leadership("errands")

    def lose_lease(event: LetterWritten) -> None:
        post_letter(event)
        leases.release("errands", owner=stopped._owner)
        assert successor.is_held()

    assert stopped.is_held()
    with monkeypatch.context() as slow:
        errands.register(LetterWritten, post_letter)
        name = next(iter(errands._handlers))
        slow.setitem(errands._handlers, name, outbox.Registered(event=LetterWritten, call=lose_lease))
        with pytest.raises(LeaseLostError):
            errands.run_once(stopped)
    errands.run_once(successor)
    assert posted == [letter, letter]
    assert errands.errands.find({}, limit=1) == []


def test_a_relay_that_lost_its_lease_settles_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    events.connect(in_transaction={}, by_outbox={LetterWritten: [note]})
    write()
    stopped, successor = Leadership("relay"), Leadership("relay")
    with monkeypatch.context() as short:
        short.setattr(leases, "LIFE", timedelta(0))
        assert stopped.is_held()
    stopped._renew_at = float("inf")
    assert successor.is_held()

    with pytest.raises(LeaseLostError):
        outbox.relay_once(stopped)
    assert posted == []
    assert outbox.relay_once(successor) == 1
    assert len(posted) == 1


def note(event: LetterWritten) -> None:
    posted.append(event.letter_id)
