"""Events by the outbox: what is owed is delivered, waits, or is kept for an admin."""

from dataclasses import dataclass

import pytest
from bson import ObjectId

from lyceum.platform import dead_letters, events, mongo, outbox


@dataclass(frozen=True, slots=True, kw_only=True)
class BellRang(events.Event):
    bell_id: ObjectId
    times: int


class Ring(mongo.Document, frozen=True, kw_only=True):
    bell_id: ObjectId


rings = mongo.Collection("test_rings", Ring, grows=False)
heard: list[BellRang] = []
broken = {"is": False}


def note_ring(event: BellRang) -> None:
    rings.insert(Ring(bell_id=event.bell_id))
    if broken["is"]:
        raise OSError
    heard.append(event)


def count_in_transaction(event: BellRang) -> None:
    rings.insert(Ring(id=event.bell_id, bell_id=event.bell_id))


@pytest.fixture(autouse=True)
def _wired(monkeypatch: pytest.MonkeyPatch) -> None:
    heard.clear()
    broken["is"] = False
    mongo.ensure_indexes()
    for name in ("_in_transaction", "_by_outbox", "_by_errand"):
        monkeypatch.setattr(events, name, {})
    monkeypatch.setattr(outbox, "_handlers", {})
    events.connect(in_transaction={BellRang: [count_in_transaction]}, by_outbox={BellRang: [note_ring]})


def ring(times: int = 1) -> BellRang:
    event = BellRang(bell_id=ObjectId(), times=times)
    mongo.run_in_transaction(lambda: events.announce(event))
    return event


def test_a_fact_reaches_both_deliveries() -> None:
    event = ring(times=3)
    assert rings.find_by_id(event.bell_id) is not None
    assert heard == []
    assert outbox.relay_once() == 1
    assert heard == [event]
    assert outbox.relay_once() == 0


def test_a_fact_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="inside a transaction"):
        events.announce(BellRang(bell_id=ObjectId(), times=1))


def test_a_fact_whose_transaction_fails_is_not_told() -> None:
    def fail() -> None:
        events.announce(BellRang(bell_id=ObjectId(), times=1))
        raise KeyError

    with pytest.raises(KeyError):
        mongo.run_in_transaction(fail)
    assert outbox.relay_once() == 0


def test_a_handler_that_fails_leaves_no_half_effect_and_its_row_waits() -> None:
    event = ring()
    broken["is"] = True
    outbox.relay_once()
    assert rings.find({"bell_id": event.bell_id}, limit=5) == [Ring(id=event.bell_id, bell_id=event.bell_id)]
    [waiting] = outbox.retry_rows.find({}, limit=5)
    assert (waiting.tries, waiting.error) == (1, "OSError()")
    assert waiting.next_at > waiting.created_at


def test_a_row_that_keeps_failing_is_kept_aside_and_can_be_replayed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(outbox, "MAX_TRIES", 1)
    event = ring()
    broken["is"] = True
    outbox.relay_once()
    [dead] = outbox.dead_rows.find({}, limit=5)
    broken["is"] = False
    assert dead_letters.replay(dead.id)
    assert not dead_letters.replay(dead.id)
    outbox.relay_once()
    assert heard == [event]
    assert outbox.dead_rows.find({}, limit=5) == []


def test_relays_that_run_at_once_deliver_each_row_once(in_threads) -> None:
    told = [ring() for _ in range(10)]
    in_threads([outbox.relay_once] * 4)
    while outbox.outbox_rows.find({}, limit=1):
        outbox.relay_once()
    counted = [row.bell_id for row in rings.find({}, limit=100)]
    assert sorted(counted) == sorted([event.bell_id for event in told] * 2)
