"""The demo of a first `lyceum up`."""

from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from config.demo import INSTRUCTOR, ensure_accounts


class Command(BaseCommand):
    """Makes the demo accounts and loads the sample course."""

    help = "Make the demo accounts and load the sample course."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare where accounts are kept and which course to load."""
        parser.add_argument("accounts", type=Path)
        parser.add_argument("--course", type=Path)

    def handle(self, *, accounts: Path, course: Path | None, **_options: object) -> None:
        """Do what is missing; running it again changes nothing."""
        people = ensure_accounts(accounts)
        [instructor] = [person.username for person in people if person.role == INSTRUCTOR]
        if course:
            call_command("import_course", str(course), instructor=instructor, publish=True)
