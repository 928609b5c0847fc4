"""Brings all stores to what this version of the code needs; safe to run on every instance at once."""

import pkgutil
from datetime import timedelta
from importlib import import_module
from typing import Final

import structlog
from django.core.management import call_command

import lyceum
from config.data_migrations import DATA_MIGRATIONS
from lyceum.platform import leases, mongo
from lyceum.platform.data_migrations import apply_missing

log = structlog.get_logger(__name__)

ROLE: Final = "migrations"
PATIENCE: Final = timedelta(minutes=10)
_LEFT_OUT: Final = frozenset({"tests", "embedded", "cli"})


def migrate_stores() -> None:
    """Migrate SQL, ensure collections and indexes, apply missing data migrations: one process at a time."""
    import_declarations()
    with leases.held(ROLE, patience=PATIENCE):
        call_command("migrate", interactive=False, verbosity=0)
        count = mongo.ensure_indexes()
        applied = apply_missing(DATA_MIGRATIONS)
    log.info("stores_migrated", indexes=count, data_migrations=[migration.number for migration in applied])


def import_declarations() -> None:
    """Import all of our code, so that every collection and every cached value has been declared."""
    for module in pkgutil.walk_packages(lyceum.__path__, "lyceum."):
        if not _LEFT_OUT.intersection(module.name.split(".")):
            import_module(module.name)
