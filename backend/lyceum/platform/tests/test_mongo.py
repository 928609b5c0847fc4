"""Typed collections and transactions on the real store."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from bson import ObjectId
from pymongo import IndexModel
from pymongo.client_session import ClientSession
from pymongo.errors import AutoReconnect, DuplicateKeyError, NetworkTimeout

from lyceum.platform import mongo


class Shelf(mongo.Document, frozen=True, kw_only=True):
    name: str
    books: tuple["Book", ...] = ()


class Book(mongo.Embedded, frozen=True, kw_only=True):
    title: str
    pages: int = 0


class ShelfName(mongo.Document, frozen=True, kw_only=True):
    name: str


shelves = mongo.Collection(
    "test_shelves", Shelf, indexes=[IndexModel([("name", 1)], name="name", unique=True)], grows=False
)


@pytest.fixture(autouse=True)
def _indexes() -> None:
    mongo.ensure_indexes()


def test_a_document_comes_back_as_it_was_stored() -> None:
    shelf = Shelf(name="a", books=(Book(title="Emma", pages=3), Book(title="Ulysses")))
    shelves.insert(shelf)
    assert shelves.find_by_id(shelf.id) == shelf


def test_fields_that_a_newer_version_stored_are_ignored_and_missing_ones_take_their_default() -> None:
    shelf_id = ObjectId()
    shelves.raw().insert_one({"_id": shelf_id, "name": "b", "colour": "red"})
    assert shelves.find_by_id(shelf_id) == Shelf(id=shelf_id, name="b")


def test_a_part_reads_only_its_fields() -> None:
    shelf = Shelf(name="c", books=(Book(title="Emma"),))
    shelves.insert(shelf)
    assert shelves.find_as(ShelfName, {"name": "c"}, limit=5) == [ShelfName(id=shelf.id, name="c")]


def test_a_transaction_that_fails_leaves_nothing_behind_and_runs_nothing_after_it() -> None:
    after: list[str] = []

    def store_then_fail() -> None:
        shelves.insert(Shelf(name="d"))
        mongo.after_commit(lambda: after.append("ran"))
        raise KeyError

    with pytest.raises(KeyError):
        mongo.run_in_transaction(store_then_fail)
    assert shelves.find_one({"name": "d"}) is None
    assert after == []


def test_what_waits_for_the_commit_runs_once_after_it() -> None:
    seen: list[bool] = []

    def store() -> None:
        shelves.insert(Shelf(name="e"))
        mongo.after_commit(lambda: seen.append(shelves.find_one({"name": "e"}) is not None))
        assert seen == []

    mongo.run_in_transaction(store)
    assert seen == [True]


def test_an_inner_transaction_joins_the_outer_one() -> None:
    def outer() -> None:
        mongo.run_in_transaction(lambda: shelves.insert(Shelf(name="f")))
        raise KeyError

    with pytest.raises(KeyError):
        mongo.run_in_transaction(outer)
    assert shelves.find_one({"name": "f"}) is None


def test_a_unique_index_decides_a_race(in_threads) -> None:
    def store() -> bool:
        try:
            mongo.run_in_transaction(lambda: shelves.insert(Shelf(name="g")))
        except DuplicateKeyError:
            return False
        return True

    assert sorted(in_threads([store] * 8)) == [False] * 7 + [True]


def test_threads_that_come_first_share_one_client(in_threads) -> None:
    _forget_client()
    clients = in_threads([mongo.client] * 8)
    assert all(client is clients[0] for client in clients)


@pytest.fixture
def store_is_away(settings) -> Iterator[None]:
    there = settings.MONGODB_URI
    settings.MONGODB_URI, settings.MONGODB_TIMEOUT_MS = "mongodb://127.0.0.1:1/nowhere", 300
    _forget_client()
    yield
    settings.MONGODB_URI = there
    _forget_client()


def _forget_client() -> None:
    mongo.client().close()
    mongo._connect.cache_clear()


def test_a_transaction_waits_for_a_store_that_is_away_no_longer_than_any_operation(store_is_away: None) -> None:
    began_at = time.monotonic()
    with pytest.raises(NetworkTimeout):
        mongo.run_in_transaction(lambda: shelves.find_one({"name": "k"}))
    assert time.monotonic() - began_at < 5


def test_where_nobody_knows_whether_it_has_committed_what_is_kept_elsewhere_is_not_trusted(
    settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MONGODB_TIMEOUT_MS = 100
    seen: list[str] = []

    def lose_the_answer(session: ClientSession) -> None:
        commit(session)
        error = AutoReconnect()
        error._add_error_label("UnknownTransactionCommitResult")
        raise error

    def store() -> None:
        shelves.insert(Shelf(name="l"))
        mongo.after_outcome(lambda _: seen.append("outcome"))
        mongo.after_commit(lambda: seen.append("commit"))

    commit = ClientSession.commit_transaction
    monkeypatch.setattr(ClientSession, "commit_transaction", lose_the_answer)
    with pytest.raises(AutoReconnect):
        mongo.run_in_transaction(store)
    assert seen == ["outcome"]
    assert len(shelves.find({"name": "l"}, limit=5)) == 1


def test_dataclasses_become_bson_too() -> None:
    @dataclass(frozen=True)
    class Fact:
        shelf: Shelf
        tags: frozenset[str]

    shelf = Shelf(name="h")
    stored = mongo.to_bson(Fact(shelf=shelf, tags=frozenset({"x"})))
    assert stored == {"shelf": {"_id": shelf.id, "name": "h", "books": []}, "tags": ["x"]}


def test_an_index_whose_keys_have_changed_under_its_name_is_made_again() -> None:
    raw = shelves.raw()
    raw.drop_index("name")
    raw.create_index([("books", 1)], name="name")
    mongo.ensure_indexes()
    index = raw.index_information()["name"]
    assert (list(index["key"]), index["unique"]) == ([("name", 1)], True)
    mongo.ensure_indexes()


def test_an_index_that_has_become_unique_is_made_again() -> None:
    raw = shelves.raw()
    raw.drop_index("name")
    raw.create_index([("name", 1)], name="name")
    mongo.ensure_indexes()
    assert raw.index_information()["name"]["unique"] is True


@pytest.mark.parametrize("is_private", [True, False])
def test_what_a_killed_process_has_locked_is_released_where_the_store_is_ours_alone(settings, is_private: bool) -> None:
    settings.MONGODB_IS_PRIVATE = is_private
    shelf = Shelf(name="i")
    shelves.insert(shelf)
    with mongo.client().start_session() as killed:
        killed.start_transaction()
        shelves.raw().update_one({"_id": shelf.id}, {"$set": {"name": "half"}}, session=killed)
        mongo.end_orphaned_transactions()
        if is_private:
            mongo.run_in_transaction(lambda: shelves.update({"_id": shelf.id}, {"$set": {"name": "whole"}}))
            assert shelves.find_by_id(shelf.id).name == "whole"
        else:
            killed.commit_transaction()
            assert shelves.find_by_id(shelf.id).name == "half"


def test_a_transaction_that_another_process_has_ended_begins_again(settings) -> None:
    settings.MONGODB_IS_PRIVATE = True
    tries: list[Shelf] = []

    def store() -> None:
        tries.append(Shelf(name="j"))
        shelves.insert(tries[-1])
        if len(tries) == 1:
            mongo.end_orphaned_transactions()

    mongo.run_in_transaction(store)
    assert [item.id for item in shelves.find({"name": "j"}, limit=5)] == [tries[1].id]
