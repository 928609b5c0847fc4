"""What is kept in Redis, and how it stays true.

Each kind of value is one `CacheEntry`, listed in `ENTRIES`: key, life, and the events that make it stale.
A value is stored with the version token that was read *before* the query behind it, and is used only while
that token is still the current one: a slow reader cannot put an old value back. A write moves the token to
a fresh random value after its commit and before its response (`forget`). After any error of Redis the
process moves the common epoch token before it trusts the cache again, and so does a process that starts: the one
before it may have been killed between a commit and its tokens. An error is a miss: the site works without Redis.
"""

import contextlib
import secrets
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import batched
from typing import Any, Final

import msgspec
import redis
import structlog
from bson import ObjectId
from django.conf import settings
from redis.backoff import ConstantBackoff
from redis.retry import Retry

from lyceum.platform import mongo
from lyceum.platform.redis_line import Command, Line, line_of

log = structlog.get_logger(__name__)

EPOCH_KEY: Final = "v:epoch"
TOKEN_LIFE_S: Final = 7 * 24 * 3600
RETRY_AFTER_S: Final = 1.0
ERRORS: Final = (redis.RedisError, OSError)


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheEntry[T]:
    """One kind of cached value; `stale_with` is the pattern of another key, with which values become stale."""

    pattern: str
    kind: Any
    ttl_s: int
    invalidated_by: tuple[str, ...]
    stale_with: str = ""

    def key(self, **ids: object) -> str:
        """Return the key for these ids, such as `course:{id}`."""
        return self.pattern.format(**ids)

    def owner(self, **ids: object) -> str:
        """Return the key whose version token counts."""
        return (self.stale_with or self.pattern).format(**ids)


ENTRIES: Final[dict[str, CacheEntry[Any]]] = {}


def declare[T](
    pattern: str, *, kind: type[T], ttl_s: int, invalidated_by: tuple[str, ...], stale_with: str = ""
) -> CacheEntry[T]:
    """List a kind of cached value in the registry."""
    entry = CacheEntry[T](pattern=pattern, kind=kind, ttl_s=ttl_s, invalidated_by=invalidated_by, stale_with=stale_with)
    ENTRIES[pattern] = entry
    return entry


@cache
def connection() -> redis.Redis:
    """Return this process's client; its pool is shared by the threads."""
    return redis.Redis.from_url(
        settings.REDIS_URL,
        socket_timeout=settings.REDIS_TIMEOUT_MS / 1000,
        socket_connect_timeout=settings.REDIS_TIMEOUT_MS / 1000,
        retry=Retry(ConstantBackoff(0.02), retries=2),
        health_check_interval=30,
    )


class _Trust:
    """Whether this process may use the cache: not before the epoch moved after an error."""

    def __init__(self) -> None:
        self._distrusted = False
        self._retry_at = 0.0

    def lose(self, error: Exception) -> None:
        """Stop using the cache after an error."""
        if not self._distrusted:
            log.warning("cache_bypassed", reason=type(error).__name__)
        self._distrusted = True
        self._retry_at = time.monotonic() + RETRY_AFTER_S

    def begin(self) -> None:
        """Start without trust, to gain it at the next use."""
        self._distrusted = True
        self._retry_at = 0.0

    @property
    def is_lost(self) -> bool:
        """Tell whether the cache may not be used now; asks nobody."""
        return self._distrusted

    def holds(self) -> bool:
        """Tell whether the cache may be used, trying to regain trust once a second."""
        if not self._distrusted:
            return True
        if time.monotonic() < self._retry_at:
            return False
        try:
            connection().set(EPOCH_KEY, _fresh_token(), ex=TOKEN_LIFE_S)
        except ERRORS as error:  # Redis is still away
            self.lose(error)
            return False
        self._distrusted = False
        log.info("cache_used_again")
        return True


_trust: Final = _Trust()
_loading: Final[dict[str, threading.Lock]] = {}
_loading_guard: Final = threading.Lock()


def read_through[T](entry: CacheEntry[T], load: Callable[[], T], **ids: object) -> T:
    """Return the cached value, or load and keep it."""
    if mongo.in_transaction() or not _trust.holds():
        return load()
    key = entry.key(**ids)
    owner = entry.owner(**ids)
    hit, value, stamp = _look_up(entry, key, owner)
    if hit:
        return value  # type: ignore[return-value]  # a hit always has a value
    if stamp is None:
        return load()
    with _one_at_a_time(key):
        hit, value, stamp = _look_up(entry, key, owner)
        if hit:
            return value  # type: ignore[return-value]  # a hit always has a value
        loaded = load()
        if stamp is not None:
            _store_all(entry, [(key, stamp, loaded)])
        return loaded


def read_each_through[T](
    entry: CacheEntry[T], load: Callable[[list[ObjectId]], Mapping[ObjectId, T]], ids: Iterable[ObjectId]
) -> dict[ObjectId, T]:
    """Return several cached values by their `id`; those that are missing are loaded together and kept."""
    wanted = list(dict.fromkeys(ids))
    if not wanted or mongo.in_transaction() or not _trust.holds():
        return dict(load(wanted)) if wanted else {}
    found, stamps = _look_up_each(entry, wanted)
    missing = [item for item in wanted if item not in found]
    loaded = load(missing) if missing else {}
    _store_all(entry, [(entry.key(id=item), stamps[item], value) for item, value in loaded.items() if item in stamps])
    return {**found, **loaded}


def read_beside[T](entry: CacheEntry[T], load: Callable[[], T], **ids: object) -> T:
    """Return the cached value in a transaction too: one that has not written it, and does not write what hangs on it.

    It is what a reader knows who began as the transaction did; it guards no write against others.
    """
    if not mongo.in_transaction():
        return read_through(entry, load, **ids)
    if _trust.holds():
        hit, value, _ = _look_up(entry, entry.key(**ids), entry.owner(**ids))
        if hit:
            return value  # type: ignore[return-value]  # a hit always has a value
    return load()


def begin() -> None:
    """Move the epoch at the start of a process; where Redis is away, as soon as it is there."""
    _trust.begin()
    _trust.holds()


def is_trusted() -> bool:
    """Tell whether the cache may be used as far as this process knows; asks nobody, so it suits the event loop."""
    return not _trust.is_lost


def distrust(error: Exception) -> None:
    """Stop using the cache until the epoch has moved, because of an error that a reader outside of here met."""
    _trust.lose(error)


def regain_trust() -> bool:
    """Try, once a second, to move the epoch; tell whether the cache may be used. Waits for Redis."""
    return _trust.holds()


def forget(*keys: str) -> None:
    """Make the cached values of these keys stale, once the running transaction has committed, or may have."""
    mongo.after_outcome(move_tokens, *keys)


def move_tokens(keys: tuple[str, ...]) -> None:
    """Move the version tokens of these keys to fresh values now."""
    try:
        _line().ask(*(_set_token(f"v:{key}") for key in keys))
    except ERRORS as error:  # readers distrust the cache until the epoch has moved
        _trust.lose(error)


def _look_up[T](entry: CacheEntry[T], key: str, owner: str) -> tuple[bool, T | None, bytes | None]:
    """Return whether the value was there, the value, and the stamp to store a new one under."""
    try:
        [(stored, stamp)] = _read((key, owner))
    except ERRORS as error:  # an error is a miss
        _trust.lose(error)
        return False, None, None
    if stored is not None and stored.startswith(stamp):
        with contextlib.suppress(msgspec.DecodeError):  # a process of another release has kept it: a miss
            return True, decode(stored[len(stamp) :], entry.kind), stamp
    return False, None, stamp


def _look_up_each[T](entry: CacheEntry[T], ids: Sequence[ObjectId]) -> tuple[dict[ObjectId, T], dict[ObjectId, bytes]]:
    """Return the values that were there, and the stamps to store new ones under."""
    try:
        read = _read(*((entry.key(id=item), entry.owner(id=item)) for item in ids))
    except ERRORS as error:  # an error is a miss
        _trust.lose(error)
        return {}, {}
    found: dict[ObjectId, T] = {}
    for item, (stored, stamp) in zip(ids, read, strict=True):
        if stored is not None and stored.startswith(stamp):
            with contextlib.suppress(msgspec.DecodeError):  # as above
                found[item] = decode(stored[len(stamp) :], entry.kind)
    return found, {item: stamp for item, (_, stamp) in zip(ids, read, strict=True)}


def _read(*places: tuple[str, str]) -> list[tuple[bytes | None, bytes]]:
    """Read values and the stamps of their owners, each a pair of keys, in one command; make tokens that are missing.

    A token that was just made has been read before the query as well as any other one.

    Raises:
        redis.RedisError: it is gone again, because Redis was emptied in between.
    """
    wanted = ("MGET", EPOCH_KEY, *(name for key, owner in places for name in (key, f"v:{owner}")))
    epoch, *rest = _line().ask(wanted)[0]
    if epoch is None or None in rest[1::2]:
        missing = (command for _, owner in places for command in _missing_tokens(owner))
        epoch, *rest = _line().ask(*missing, wanted)[-1]
    if epoch is None or None in rest[1::2]:
        raise redis.RedisError("a token went away as it was made")
    return [(stored, epoch + token) for stored, token in batched(rest, 2, strict=True)]


def make_tokens(key: str) -> None:
    """Make the missing tokens."""
    _line().ask(*_missing_tokens(key))


def _missing_tokens(owner: str) -> tuple[Command, Command]:
    """Return what makes tokens; `NX` keeps the one another reader made."""
    return (*_set_token(f"v:{owner}"), "NX"), (*_set_token(EPOCH_KEY), "NX")


def _set_token(key: str) -> Command:
    return ("SET", key, _fresh_token(), "EX", TOKEN_LIFE_S)


def _line() -> Line:
    return line_of(connection())


def _store_all[T](entry: CacheEntry[T], values: Sequence[tuple[str, bytes, T]]) -> None:
    """Keep values, each with its key and stamp."""
    if not values:
        return
    try:
        _line().ask(*(("SET", key, stamp + encode(value), "EX", entry.ttl_s) for key, stamp, value in values))
    except ERRORS as error:  # they are simply not kept
        _trust.lose(error)


def _fresh_token() -> bytes:
    return secrets.token_bytes(8)


@contextlib.contextmanager
def _one_at_a_time(key: str) -> Iterator[None]:
    """Let one thread of this process load a key while the others wait for its result."""
    with _loading_guard:
        lock = _loading.setdefault(key, threading.Lock())
    with lock:
        try:
            yield
        finally:
            _loading.pop(key, None)


def encode(value: object) -> bytes:
    """Pack a value; ids become text."""
    return msgspec.msgpack.encode(value, enc_hook=_encode_id)


def decode[T](packed: bytes, kind: type[T]) -> T:
    """Unpack a value of `kind`."""
    return msgspec.msgpack.decode(packed, type=kind, dec_hook=_decode_id)


def _encode_id(value: object) -> object:
    if isinstance(value, ObjectId):
        return value.binary
    raise NotImplementedError(type(value))


def _decode_id(kind: type, value: Any) -> object:  # noqa: ANN401 - msgspec passes what it decoded
    if kind is ObjectId:
        return ObjectId(value)
    raise NotImplementedError(kind)
