"""`lyceum migrate`."""

from django.core.management.base import BaseCommand

from config.migrating import migrate_stores


class Command(BaseCommand):
    """Migrates SQL, indexes and documents."""

    help = "Bring databases and indexes to what this version needs."
    requires_system_checks = ()

    def handle(self, *_args: object, **_options: object) -> None:
        """Do it and say so."""
        migrate_stores()
        self.stdout.write("The databases are up to date.")
