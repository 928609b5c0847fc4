"""`lyceum users create`."""

import secrets
import sys

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lyceum.accounts.public import create_person
from lyceum.platform.errors import LyceumError


class Command(BaseCommand):
    """Makes an account."""

    help = "Make an account."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments that `lyceum users create` passes on."""
        parser.add_argument("username")
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True)
        parser.add_argument("--role", action="append", default=[], dest="roles")
        parser.add_argument("--password-stdin", action="store_true")

    def handle(
        self,
        *,
        username: str,
        email: str,
        name: str,
        roles: list[str],
        password_stdin: bool,
        **_options: object,
    ) -> None:
        """Make it; print the password when it was made here."""
        given = sys.stdin.readline().rstrip("\n") if password_stdin else ""
        password = given or secrets.token_urlsafe(12)
        try:
            create_person(username=username, email=email, name=name, password=password, roles=roles)
        except LyceumError as refusal:
            raise CommandError(_describe(refusal)) from refusal
        self.stdout.write(f"Made {username}." + ("" if given else f" Password: {password}"))


def _describe(refusal: LyceumError) -> str:
    return " ".join([str(refusal), *(f"{item.field}: {item.message}" for item in refusal.errors)])
