"""Events by the outbox: what is owed is delivered, waits, or is kept for an admin."""

from collections.abc import Sequence
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
heard_together: list[list[BellRang]] = []
broken = {"is": False}


def note_ring(event: BellRang) -> None:
    rings.insert(Ring(bell_id=event.bell_id))
    if broken["is"]:
        raise OSError
    heard.append(event)


def count_in_transaction(event: BellRang) -> None:
    rings.insert(Ring(id=event.bell_id, bell_id=event.bell_id))


@outbox.together(by="bell_id")
def note_rings(told: Sequence[BellRang]) -> None:
    for event in told:
        rings.insert(Ring(bell_id=event.bell_id))
    if broken["is"] or any(event.times < 0 for event in told):
        raise OSError
    heard_together.append(list(told))


@pytest.fixture(autouse=True)
def _wired(monkeypatch: pytest.MonkeyPatch) -> None:
    heard.clear()
    heard_together.clear()
    broken["is"] = False
    mongo.ensure_indexes()
    for name in ("_in_transaction", "_by_outbox", "_by_errand"):
        monkeypatch.setattr(events, name, {})
    monkeypatch.setattr(outbox, "_handlers", {})
    events.connect(in_transaction={BellRang: [count_in_transaction]}, by_outbox={BellRang: [note_ring]})


@pytest.fixture
def _together() -> None:
    events.connect(in_transaction={}, by_outbox={BellRang: [note_rings]})


def ring_each(*rung: tuple[ObjectId, int]) -> list[BellRang]:
    told = [BellRang(bell_id=bell_id, times=times) for bell_id, times in rung]
    mongo.run_in_transaction(lambda: events.announce(*told))
    return told


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


@pytest.mark.usefixtures("_together")
def test_rows_that_may_share_a_transaction_are_delivered_together_by_key(mongo_commands) -> None:
    one, other = ObjectId(), ObjectId()
    told = ring_each(*((one, times) for times in range(3)), *((other, times) for times in range(2)))
    assert outbox.relay_once() == 5
    assert sorted(map(len, heard_together)) == [2, 3]
    assert {event.bell_id for event in heard_together[0]} != {event.bell_id for event in heard_together[1]}
    assert sorted(event.times for group in heard_together for event in group) == sorted(event.times for event in told)

    ring_each(*((one, times) for times in range(20)))
    with mongo_commands.at_most(23):  # the rows, all deletions in one, the 20 effects, and nothing left to retry
        outbox.relay_once()
    assert [len(group) for group in heard_together[2:]] == [20]


@pytest.mark.usefixtures("_together")
def test_a_bad_row_among_those_that_share_a_transaction_keeps_only_itself_from_delivery() -> None:
    bell = ObjectId()
    ring_each((bell, 1), (bell, -1), (bell, 2))
    outbox.relay_once()
    assert sorted(event.times for [event] in heard_together) == [1, 2]
    [waiting] = outbox.retry_rows.find({}, limit=5)
    assert waiting.data["times"] == -1
    assert len(rings.find({"bell_id": bell}, limit=10)) == 2


@pytest.mark.usefixtures("_together")
def test_a_group_that_another_relay_has_begun_is_delivered_without_what_is_settled() -> None:
    bell = ObjectId()
    ring_each(*((bell, times) for times in range(3)))
    read_before = outbox.outbox_rows.find({}, limit=10)
    outbox.outbox_rows.delete({"_id": read_before[0].id})

    assert not outbox._settle_together(read_before, None)
    assert heard_together == []
    outbox.relay_once()

    assert sorted(event.times for event in rings_heard()) == sorted(row.data["times"] for row in read_before[1:])
    assert len(rings.find({"bell_id": bell}, limit=10)) == 2


@pytest.mark.usefixtures("_together")
def test_relays_that_run_at_once_deliver_each_shared_row_once(in_threads) -> None:
    bell = ObjectId()
    ring_each(*((bell, times) for times in range(30)))
    in_threads([outbox.relay_once] * 4)
    while outbox.outbox_rows.find({}, limit=1) or outbox.retry_rows.find({}, limit=1):
        outbox.relay_once()
    assert sorted(event.times for event in rings_heard()) == list(range(30))
    assert len(rings.find({"bell_id": bell}, limit=100)) == 30


def rings_heard() -> list[BellRang]:
    """Return what was heard, each once however often its transaction began again."""
    heard_once = {event.times: event for group in heard_together for event in group}
    return list(heard_once.values())
