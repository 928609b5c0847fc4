"""Numbered changes of stored documents, each applied once per database.

A data migration follows expand and contract: the code before it and the code after it both work on documents that
have been changed and on those that have not. It is idempotent, because a process may end in the middle of it.
`config/data_migrations.py` lists them. SQL has Django's own migrations.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bson import ObjectId

from lyceum.platform import mongo
from lyceum.platform.clock import utc_now
from lyceum.platform.ids import derive_id


@dataclass(frozen=True, slots=True, kw_only=True)
class DataMigration:
    """One change; `number` gives the order and never changes."""

    number: int
    name: str
    apply: Callable[[], None]


class AppliedMigration(mongo.Document, frozen=True, kw_only=True):
    """A data migration that this database has been through; the id derives from its number."""

    number: int
    name: str
    applied_at: datetime


applied_migrations = mongo.Collection("migrations", AppliedMigration, grows=False)


def apply_missing(migrations: Sequence[DataMigration]) -> tuple[DataMigration, ...]:
    """Apply, in order, those that the database has not been through; return them.

    The caller makes sure that nobody else does so at the same time.

    Raises:
        ValueError: two have the same number.
    """
    in_order = sorted(migrations, key=lambda migration: migration.number)
    if len({migration.number for migration in in_order}) != len(in_order):
        raise ValueError("Two data migrations have the same number.")
    missing = tuple(migration for migration in in_order if not _is_applied(migration))
    for migration in missing:
        migration.apply()
        applied_migrations.insert(
            AppliedMigration(id=_id_of(migration), number=migration.number, name=migration.name, applied_at=utc_now())
        )
    return missing


def _is_applied(migration: DataMigration) -> bool:
    return applied_migrations.find_by_id(_id_of(migration)) is not None


def _id_of(migration: DataMigration) -> ObjectId:
    return derive_id("migration", str(migration.number))
