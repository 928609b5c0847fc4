"""Cached values: hits, staleness, and life without Redis."""

import threading
from collections.abc import Iterator

import pytest
import redis
from bson import ObjectId
from django.conf import settings

from lyceum.platform import cache, mongo


class Card(mongo.Document, frozen=True, kw_only=True):
    title: str


CARD = cache.declare("test_card:{id}", kind=Card, ttl_s=60, invalidated_by=("CardChanged",))


@pytest.fixture
def card() -> Card:
    return Card(title="first")


class Source:
    """A value behind the cache that counts how often it is asked for."""

    def __init__(self, card: Card) -> None:
        self.card = card
        self.reads = 0

    def load(self) -> Card:
        self.reads += 1
        return self.card


def read(source: Source) -> Card:
    return cache.read_through(CARD, source.load, id=source.card.id)


def warm(source: Source) -> None:
    """Make the tokens and keep the value."""
    read(source)


def test_a_kept_value_is_not_loaded_again(card: Card) -> None:
    source = Source(card)
    warm(source)
    reads = source.reads
    assert read(source) == card
    assert source.reads == reads


def test_after_a_write_the_next_read_sees_it(card: Card) -> None:
    source = Source(card)
    warm(source)
    source.card = Card(id=card.id, title="second")
    cache.forget(CARD.key(id=card.id))
    assert read(source).title == "second"


def test_a_slow_reader_cannot_put_an_old_value_back(card: Card) -> None:
    source = Source(card)
    warm(source)
    cache.forget(CARD.key(id=card.id))

    def load_slowly() -> Card:
        """Read the old value, and let a write pass before it is kept."""
        cache.forget(CARD.key(id=card.id))
        return card

    assert cache.read_through(CARD, load_slowly, id=card.id) == card
    source.card = Card(id=card.id, title="second")
    assert read(source).title == "second"


def test_a_write_inside_a_transaction_is_forgotten_after_its_commit_only(card: Card) -> None:
    source = Source(card)
    warm(source)
    token = cache.connection().get(f"v:{CARD.key(id=card.id)}")

    def write() -> None:
        cache.forget(CARD.key(id=card.id))
        assert cache.connection().get(f"v:{CARD.key(id=card.id)}") == token

    mongo.run_in_transaction(write)
    assert cache.connection().get(f"v:{CARD.key(id=card.id)}") != token


def test_an_emptied_redis_gives_no_stale_value(card: Card) -> None:
    source = Source(card)
    warm(source)
    cache.connection().flushdb()
    source.card = Card(id=card.id, title="second")
    assert read(source).title == "second"


def test_a_redis_that_is_emptied_while_tokens_are_made_is_a_miss(card: Card, monkeypatch: pytest.MonkeyPatch) -> None:
    source = Source(card)
    with monkeypatch.context() as emptied:
        emptied.setattr(cache, "_missing_tokens", lambda _owner: (("PING",), ("PING",)))
        assert read(source) == card
    cache.begin()


def test_many_readers_of_a_missing_value_load_it_once(card: Card, in_threads) -> None:
    source = Source(card)
    read(source)
    cache.forget(CARD.key(id=card.id))
    source.reads = 0
    first_is_loading = threading.Event()

    def load() -> Card:
        first_is_loading.set()
        return source.load()

    results = in_threads([lambda: cache.read_through(CARD, load, id=card.id)] * 8)
    assert results == [card] * 8
    assert source.reads == 1


def test_connections_that_the_server_has_closed_are_made_again(card: Card) -> None:
    source = Source(card)
    warm(source)
    cache.connection().client_kill_filter(_type="normal", skipme=True)
    assert read(source) == card
    assert source.reads == 1
    assert cache.is_trusted()


@pytest.fixture
def redis_is_down(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Point the client at a port where nothing listens."""
    cache.connection.cache_clear()
    monkeypatch.setattr(settings, "REDIS_URL", "redis://127.0.0.1:1/0")
    yield
    cache.connection().close()
    cache.connection.cache_clear()
    monkeypatch.undo()
    cache.begin()


def test_without_redis_values_are_loaded_each_time(card: Card, redis_is_down: None) -> None:
    source = Source(card)
    assert read(source) == card
    assert read(source) == card
    assert source.reads == 2
    cache.forget(CARD.key(id=card.id))


def test_after_an_error_the_cache_is_trusted_only_once_the_epoch_has_moved(
    card: Card, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = Source(card)
    monkeypatch.setattr(cache, "RETRY_AFTER_S", 0.0)
    warm(source)
    epoch = cache.connection().get(cache.EPOCH_KEY)
    cache._trust.lose(redis.ConnectionError())
    source.card = Card(id=card.id, title="written while Redis was away")
    assert read(source).title == "written while Redis was away"
    assert cache.connection().get(cache.EPOCH_KEY) != epoch


def test_a_process_that_starts_heals_what_one_that_was_killed_left_stale(card: Card) -> None:
    source = Source(card)
    warm(source)
    source.card = Card(id=card.id, title="committed by a process that died before its token moved")
    assert read(source) == card
    cache.begin()
    assert read(source) == source.card


def test_a_value_that_another_release_has_kept_in_another_shape_is_a_miss(card: Card) -> None:
    class Ticket(mongo.Document, frozen=True, kw_only=True):
        seat: int

    source, ticket = Source(card), Ticket(seat=1)
    warm(source)
    newer = cache.CacheEntry[Ticket](pattern=CARD.pattern, kind=Ticket, ttl_s=60, invalidated_by=())
    for _ in range(2):
        assert cache.read_through(newer, lambda: ticket, id=card.id) == ticket
    assert read(source) == card


def test_ids_survive_packing() -> None:
    card = Card(id=ObjectId(), title="x")
    assert cache.decode(cache.encode(card), Card) == card
