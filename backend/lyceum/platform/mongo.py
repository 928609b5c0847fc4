"""MongoDB: one client a process, typed collections, transactions.

A stored document is a frozen `Document` struct; a `Collection` turns it to BSON and back, so that no loose
dictionary leaves this module. Inside `run_in_transaction` every call joins the session by itself.
Filters and updates are plain MongoDB; the rules for them stand in ADR 0003.
"""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from contextvars import ContextVar
from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, Final

import msgspec
import pymongo
import structlog
from bson import ObjectId
from bson.codec_options import CodecOptions
from django.conf import settings
from pymongo import DeleteOne, IndexModel, MongoClient, UpdateOne
from pymongo.client_session import ClientSession
from pymongo.collection import Collection as RawCollection
from pymongo.database import Database
from pymongo.errors import ConnectionFailure, DuplicateKeyError, NetworkTimeout, OperationFailure, PyMongoError

log = structlog.get_logger(__name__)

type Bson = dict[str, Any]
type Filter = Mapping[str, Any]
type Update = Mapping[str, Mapping[str, Any]]
type Sort = Sequence[tuple[str, int]]


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A stored document; fields with a default may be absent in older documents."""

    id: ObjectId = msgspec.field(name="_id", default_factory=ObjectId)


class Embedded(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a stored document."""


@dataclass(slots=True)
class _Transaction:
    """The session of the running transaction, what is stored at its end, and what waits for its outcome."""

    session: ClientSession
    at_end: dict[str, list[Any]] = field(default_factory=dict)
    after_outcome: dict[Callable[[tuple[str, ...]], None], dict[str, None]] = field(default_factory=dict)
    after_commit: list[Callable[[], None]] = field(default_factory=list)


_running: ContextVar[_Transaction | None] = ContextVar("running_transaction", default=None)
_registry: Final[dict[str, "Collection[Any]"]] = {}
_connecting: Final = threading.Lock()


def client() -> MongoClient[Bson]:
    """Connect once per process, whichever thread asks first: a session is of use to the client alone that began it."""
    with _connecting:
        return _connect()


@cache
def _connect() -> MongoClient[Bson]:
    return MongoClient(
        settings.MONGODB_URI,
        tz_aware=True,
        appname="lyceum",
        timeoutMS=settings.MONGODB_TIMEOUT_MS,
        serverSelectionTimeoutMS=settings.MONGODB_TIMEOUT_MS,
        retryWrites=settings.MONGODB_RETRY_WRITES,
        maxPoolSize=32,
    )


def database() -> Database[Bson]:
    """Return the domain database, named in the URI."""
    return client().get_default_database(default="lyceum")


def to_bson(value: object) -> Any:  # noqa: ANN401 - BSON has no type of its own in Python
    """Turn structs and dataclasses, however nested, into what BSON holds."""
    kind: Any = type(value)
    if issubclass(kind, msgspec.Struct) or is_dataclass(kind):
        names = _stored_names(kind)
        return {stored: to_bson(getattr(value, name)) for name, stored in names}
    if isinstance(value, list | tuple | frozenset | set):
        return [to_bson(item) for item in value]
    if isinstance(value, dict):
        return {key: to_bson(item) for key, item in value.items()}
    return value.value if isinstance(value, Enum) else value


def from_bson[T](raw: Mapping[str, Any], kind: type[T]) -> T:
    """Read a stored document as `kind`; unknown fields are ignored."""
    return msgspec.convert(raw, kind)


@cache
def _stored_names(kind: Any) -> tuple[tuple[str, str], ...]:  # noqa: ANN401 - a class of either family
    """Pair each field of a struct or dataclass with the name it is stored under."""
    if issubclass(kind, msgspec.Struct):
        return tuple((item.name, item.encode_name) for item in msgspec.structs.fields(kind))
    return tuple((item.name, item.name) for item in fields(kind))


class RestartTransactionError(OperationFailure):
    """What the transaction has read is no longer so; `run_in_transaction` begins it again."""

    def __init__(self, collection: str) -> None:
        super().__init__(
            f"A document of {collection} was made by somebody else.",
            details={"errorLabels": ["TransientTransactionError"]},
        )


class Collection[T: Document]:
    """A collection of documents of one type, with its indexes declared beside it.

    `grows` says that the number of documents has no small bound: then every query must use an index.
    """

    def __init__(
        self,
        name: str,
        kind: type[T],
        *,
        indexes: Sequence[IndexModel] = (),
        grows: bool = True,
    ) -> None:
        self.name = name
        self.kind = kind
        self.indexes = list(indexes)
        self.grows = grows
        _registry[name] = self

    def raw(self) -> RawCollection[Bson]:
        """Return PyMongo's collection, for what this class does not cover."""
        return database().get_collection(self.name, codec_options=_CODEC)

    def insert(self, document: T) -> None:
        """Store a new document.

        Raises:
            DuplicateKeyError: a unique index has the key already.
        """
        self.raw().insert_one(to_bson(document), session=_session())

    def insert_once(self, document: T) -> None:
        """Store a document that the running transaction found missing.

        Raises:
            RestartTransactionError: somebody else was quicker; the transaction starts again and finds theirs.
        """
        try:
            self.insert(document)
        except DuplicateKeyError as error:
            raise RestartTransactionError(self.name) from error

    def insert_all(self, documents: Sequence[T]) -> None:
        """Store new documents in one command."""
        if documents:
            self.raw().insert_many([to_bson(item) for item in documents], session=_session())

    def insert_at_end(self, documents: Sequence[T]) -> None:
        """Store new documents right before the running transaction commits, in one command with others like them."""
        running = _running.get()
        if running is None:
            self.insert_all(documents)
        else:
            running.at_end.setdefault(self.name, []).extend(documents)

    def find_by_id(self, document_id: ObjectId) -> T | None:
        """Return the document with this id, or None."""
        return self.find_one({"_id": document_id})

    def find_one(self, where: Filter) -> T | None:
        """Return one matching document, or None."""
        raw = self.raw().find_one(where, session=_session())
        return None if raw is None else from_bson(raw, self.kind)

    def find(self, where: Filter, *, sort: Sort | None = None, limit: int, skip: int = 0) -> list[T]:
        """Return at most `limit` matching documents."""
        return self.find_as(self.kind, where, sort=sort, limit=limit, skip=skip)

    def find_as[P: msgspec.Struct](
        self, part: type[P], where: Filter, *, sort: Sort | None = None, limit: int, skip: int = 0
    ) -> list[P]:
        """Return at most `limit` matching documents in one reply, reading only the fields of `part`."""
        names = None if part is self.kind else [stored for _, stored in _stored_names(part)]
        cursor = self.raw().find(where, names, session=_session(), limit=limit, skip=skip, batch_size=limit)
        if sort is not None:
            cursor = cursor.sort(list(sort))
        return [from_bson(raw, part) for raw in cursor]

    def count(self, where: Filter, *, limit: int) -> int:
        """Count matching documents, giving up at `limit`."""
        return self.raw().count_documents(where, session=_session(), limit=limit)

    def update(self, where: Filter, change: Update, *, upsert: bool = False) -> bool:
        """Change one matching document; tell whether one was changed or made."""
        result = self.raw().update_one(where, change, upsert=upsert, session=_session())
        return result.modified_count > 0 or result.upserted_id is not None

    def update_each(self, changes: Sequence[tuple[Filter, Update]]) -> int:
        """Change one document for each filter, all in one command; return how many were changed."""
        if not changes:
            return 0
        requests = [UpdateOne(where, change) for where, change in changes]
        return self.raw().bulk_write(requests, session=_session()).modified_count

    def replace(self, document: T) -> bool:
        """Store the document in the place of the one with its id; tell whether there was one."""
        result = self.raw().replace_one({"_id": document.id}, to_bson(document), session=_session())
        return result.matched_count > 0

    def delete(self, where: Filter) -> bool:
        """Delete one matching document; tell whether there was one."""
        return self.raw().delete_one(where, session=_session()).deleted_count > 0

    def delete_each(self, document_ids: Sequence[ObjectId]) -> int:
        """Delete the documents with these ids, one by one, in one command; return how many there were."""
        if not document_ids:
            return 0
        requests = [DeleteOne({"_id": document_id}) for document_id in document_ids]
        return self.raw().bulk_write(requests, session=_session()).deleted_count


_CODEC: Final[CodecOptions[Bson]] = CodecOptions(tz_aware=True)


def collections() -> list[Collection[Any]]:
    """Return every declared collection."""
    return list(_registry.values())


def ensure_indexes() -> int:
    """Create the declared indexes and collections that are missing; return how many were declared."""
    total = 0
    existing = set(database().list_collection_names())
    for collection in collections():
        if collection.name not in existing:
            _create_collection(collection.name)
        elif collection.indexes:
            _drop_changed_indexes(collection)
        if collection.indexes:
            collection.raw().create_indexes(collection.indexes)
        total += len(collection.indexes)
    return total


def _drop_changed_indexes(collection: Collection[Any]) -> None:
    """Drop indexes whose keys or uniqueness are no longer those declared under their name, to be made again."""
    stored = collection.raw().index_information()
    for index in collection.indexes:
        wanted = index.document
        old = stored.get(wanted["name"])
        if old is None or _shape_of(old) == _shape_of({**wanted, "key": list(wanted["key"].items())}):
            continue
        log.warning("index_changed", collection=collection.name, index=wanted["name"])
        _drop_index(collection, wanted["name"])


def _shape_of(index: Mapping[str, Any]) -> tuple[list[tuple[str, Any]], bool]:
    return [(name, direction) for name, direction in index["key"]], bool(index.get("unique"))


def _drop_index(collection: Collection[Any], name: str) -> None:
    try:
        collection.raw().drop_index(name)
    except OperationFailure as error:
        if error.code != _INDEX_NOT_FOUND:  # another process was quicker
            raise


def _create_collection(name: str) -> None:
    """Make the collection now: a transaction need not be able to make one."""
    try:
        database().create_collection(name)
    except OperationFailure as error:
        if error.code != _NAMESPACE_EXISTS:  # another process was quicker
            raise


_INDEX_NOT_FOUND: Final = 27
_NAMESPACE_EXISTS: Final = 48
_UNKNOWN_OUTCOME: Final = "UnknownTransactionCommitResult"


def in_transaction() -> bool:
    """Tell whether a transaction is running in this context."""
    return _running.get() is not None


def run_in_transaction[R](body: Callable[[], R]) -> R:
    """Run `body` in a transaction, joining one that is running; `body` may run more than once.

    Conflicts are met by beginning again. A store that does not answer is waited for as long as for any operation, where
    PyMongo would keep the thread for two minutes.
    """
    if _running.get() is not None:
        return body()
    state: list[_Transaction] = []
    patient_until = time.monotonic() + settings.MONGODB_TIMEOUT_MS / 1000

    def attempt(session: ClientSession) -> R:
        state[:] = [_Transaction(session)]
        token = _running.set(state[0])
        try:
            result = body()
            _store_rest(state[0])
        except ConnectionFailure as error:
            if time.monotonic() < patient_until:
                raise
            raise NetworkTimeout("The store does not answer.") from error
        finally:
            _running.reset(token)
        _commit(session, patient_until=patient_until)
        return result

    with client().start_session() as session:
        try:
            result = session.with_transaction(attempt)
        except PyMongoError as error:
            if error.has_error_label(_UNKNOWN_OUTCOME):
                _tell_outcome(state[0])
            raise
    _tell_outcome(state[0])
    for call in state[0].after_commit:
        call()
    return result


def _commit(session: ClientSession, *, patient_until: float) -> None:
    """Commit, again where nobody can tell whether that has happened; it happens once."""
    while True:
        try:
            session.commit_transaction()
        except PyMongoError as error:
            if not error.has_error_label(_UNKNOWN_OUTCOME) or time.monotonic() >= patient_until:
                raise
        else:
            return


def _store_rest(ending: _Transaction) -> None:
    for name, documents in ending.at_end.items():
        _registry[name].insert_all(documents)


def _tell_outcome(ended: _Transaction) -> None:
    for tell, names in ended.after_outcome.items():
        tell(tuple(names))


def patience(*, seconds: float) -> AbstractContextManager[None]:
    """Let what the block asks of the store take this long, all together, where `timeoutMS` would be too short."""
    return pymongo.timeout(seconds)


def end_orphaned_transactions() -> None:
    """Release at once what a process that was killed has left locked, where the store is this installation's alone.

    A store keeps the documents of an open transaction locked for up to a minute after its client is gone. Transactions
    that run in other processes are ended as well, and begin again by themselves.
    """
    if not settings.MONGODB_IS_PRIVATE:
        return
    try:
        client().admin.command("killAllSessions", [])
    except PyMongoError as error:  # the store is not there yet; the locks end by themselves
        log.warning("transactions_not_ended", reason=type(error).__name__)


def after_commit(call: Callable[[], None]) -> None:
    """Run `call` once the running transaction has committed; at once when there is none.

    The same function runs once, however often it was asked for.
    """
    running = _running.get()
    if running is None:
        call()
    elif call not in running.after_commit:
        running.after_commit.append(call)


def after_outcome(tell: Callable[[tuple[str, ...]], None], *names: str) -> None:
    """Call `tell` with these and all other names for it, once the running transaction has committed, or may have.

    At once when there is none.
    """
    running = _running.get()
    if running is None:
        tell(names)
    else:
        running.after_outcome.setdefault(tell, {}).update(dict.fromkeys(names))


def _session() -> ClientSession | None:
    running = _running.get()
    return None if running is None else running.session
