"""Counting what was there before it was counted; for data migrations, and harmless when it is done again."""

from lyceum.analytics.documents import StorageTotals, storage_totals
from lyceum.analytics.selectors.storage import STORAGE, STORAGE_ID
from lyceum.catalog import public as catalog
from lyceum.platform import cache
from lyceum.platform.mongo import run_in_transaction


def count_earlier_files() -> None:
    """Set how many uploaded files there are, and how large, by all that are kept."""
    found = catalog.sum_media()
    counted = StorageTotals(id=STORAGE_ID, files=found.files, bytes=found.bytes)

    def store() -> None:
        if not storage_totals.replace(counted):
            storage_totals.insert_once(counted)

    run_in_transaction(store)
    cache.forget(STORAGE.key())
