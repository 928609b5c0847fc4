"""The data migrations in order; see `lyceum.platform.data_migrations` for what they must keep to."""

from typing import Final

from lyceum.analytics import public as analytics
from lyceum.catalog import public as catalog
from lyceum.platform.data_migrations import DataMigration

DATA_MIGRATIONS: Final[tuple[DataMigration, ...]] = (
    DataMigration(number=1, name="count the facets of the catalogue", apply=catalog.recount_facets),
    DataMigration(number=2, name="mark the words of titles", apply=catalog.index_all_courses),
    DataMigration(
        number=3, name="count what was done and kept before it was counted", apply=analytics.count_earlier_data
    ),
)
