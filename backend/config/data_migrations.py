"""The data migrations in order; see `lyceum.platform.data_migrations` for what they must keep to."""

from typing import Final

from lyceum.platform.data_migrations import DataMigration

DATA_MIGRATIONS: Final[tuple[DataMigration, ...]] = ()
