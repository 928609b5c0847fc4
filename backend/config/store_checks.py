"""Do the stores answer, and are they such that Lyceum can work with them?"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from pymongo.errors import PyMongoError

from lyceum.platform import cache, mongo
from lyceum.platform.errors import UnavailableError
from lyceum.platform.storage.store import file_store


class StoreError(Exception):
    """A store is away or unfit; the text says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one check found."""

    store: str
    detail: str
    is_fit: bool


def check_stores() -> list[Finding]:
    """Check every store."""
    return [_find(store, check) for store, check in _CHECKS.items()]


def _find(store: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(store=store, detail=check(), is_fit=True)
    except StoreError as refusal:
        return Finding(store=store, detail=str(refusal), is_fit=False)


def check_mongodb() -> str:
    """Check that MongoDB answers and has transactions.

    Raises:
        StoreError: it does not answer, or is a standalone server.
    """
    try:
        hello = mongo.client().admin.command("hello")
        version = mongo.client().admin.command("buildInfo")["version"]
    except PyMongoError as error:
        raise StoreError(f"does not answer ({type(error).__name__}). Check MONGODB_URI and that it runs.") from error
    if "setName" not in hello and hello.get("msg") != "isdbgrid":
        raise StoreError(
            "is a standalone server, which has no transactions. Start it with --replSet and run rs.initiate() once."
        )
    return f"{version}, {'replica set ' + hello['setName'] if 'setName' in hello else 'sharded cluster'}"


def check_sql() -> str:
    """Check that the SQL database answers and has been migrated.

    Raises:
        StoreError: it does not answer, or has not.
    """
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        raise StoreError(f"does not answer ({type(error).__name__}). Check DATABASE_URL and that it runs.") from error
    if missing:
        raise StoreError(f"{len(missing)} migrations have not been applied. Run `lyceum migrate`.")
    return f"{connection.vendor}, migrated"


def check_redis() -> str:
    """Check that Redis answers.

    Raises:
        StoreError: it does not.
    """
    try:
        about = redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=2).info("server")
    except cache.ERRORS as error:
        raise StoreError(
            f"does not answer ({type(error).__name__}); the site works without it, but slower and without real time. "
            "Check REDIS_URL and that it runs."
        ) from error
    return str(about.get("valkey_version") or about["redis_version"])


def check_files() -> str:
    """Check that media files can be written, read and deleted.

    Raises:
        StoreError: they cannot.
    """
    try:
        return file_store().check()
    except (OSError, ValueError, UnavailableError) as error:
        place = "S3_BUCKET, S3_ENDPOINT_URL and the keys" if settings.S3_BUCKET else "MEDIA_ROOT and its permissions"
        raise StoreError(f"cannot be written and read ({type(error).__name__}). Check {place}.") from error


_CHECKS: Final[dict[str, Callable[[], str]]] = {
    "MongoDB": check_mongodb,
    "SQL": check_sql,
    "Redis": check_redis,
    "media files": check_files,
}
