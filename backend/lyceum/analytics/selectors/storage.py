"""How much is kept: uploaded files, as they were counted, and the database, as its server says."""

from typing import Final

from lyceum.analytics.documents import StorageTotals, storage_totals
from lyceum.platform import cache, mongo
from lyceum.platform.ids import derive_id
from lyceum.platform.room import DatabaseRoom, measure_database

STORAGE_ID: Final = derive_id("storage")


class Storage(mongo.Embedded, frozen=True, kw_only=True):
    """Uploaded files with their bytes, and what documents take; None where the server does not tell."""

    files: int
    bytes: int
    database: DatabaseRoom | None


STORAGE: Final = cache.declare(
    "analytics:storage", kind=Storage, ttl_s=5 * 60, invalidated_by=("files are kept or removed",)
)


def get_storage() -> Storage:
    """Return how much is kept; of the database as of five minutes ago at most."""
    return cache.read_through(STORAGE, _measure)


def _measure() -> Storage:
    counted = storage_totals.find_by_id(STORAGE_ID) or StorageTotals(id=STORAGE_ID)
    return Storage(files=counted.files, bytes=counted.bytes, database=measure_database())
