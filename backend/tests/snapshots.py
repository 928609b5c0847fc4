"""Keeps what all stores hold, and puts back what was written since: cheaper than making it anew."""

from dataclasses import dataclass
from typing import Any

from django.db import models

from lyceum.platform import cache, mongo
from tests.mongo_commands import CommandWatch
from tests.sql_rows import delete_rows, sql_models


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All documents and rows of one moment."""

    documents: dict[str, list[dict[str, Any]]]
    rows: tuple[list[models.Model], ...]

    def fill(self, watch: CommandWatch) -> None:
        """Write everything into empty stores."""
        with watch.paused():
            for name, documents in self.documents.items():
                _replace(name, documents)
        self._put_rows_back(watch)

    def put_back(self, watch: CommandWatch) -> None:
        """Restore the collections that were written since the last time, and the rows."""
        with watch.paused():
            for name in watch.written:
                _replace(name, self.documents.get(name, []))
        self._put_rows_back(watch)

    def _put_rows_back(self, watch: CommandWatch) -> None:
        watch.written.clear()
        delete_rows()
        for found in self.rows:
            type(found[0])._default_manager.bulk_create(found)
        cache.connection().flushdb()


def take_snapshot(watch: CommandWatch) -> Snapshot:
    """Read everything."""
    database = mongo.database()
    with watch.paused():
        documents = {name: list(database[name].find({})) for name in database.list_collection_names()}
    rows = [list(model._default_manager.all()) for model in reversed(sql_models())]
    return Snapshot(
        documents={name: found for name, found in documents.items() if found},
        rows=tuple(found for found in rows if found),
    )


def _replace(name: str, documents: list[dict[str, Any]]) -> None:
    collection = mongo.database()[name]
    collection.delete_many({})
    if documents:
        collection.insert_many(documents)
