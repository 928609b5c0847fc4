"""`import_course PATH`: bring a course in from a folder."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console

from lyceum.accounts import public as accounts
from lyceum.interop.management.reports import print_import
from lyceum.interop.services.imports import import_course
from lyceum.platform.errors import LyceumError
from lyceum.platform.progress_line import ProgressLine


class Command(BaseCommand):
    """Read, check and store a course."""

    help = "Import a course from its folder: Lyceum's own format or an mdBook."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("path", type=Path, help="the folder of the course")
        parser.add_argument(
            "--instructor",
            default="",
            help="the instructor that the course belongs to: username, e-mail address or id",
        )
        parser.add_argument("--publish", action="store_true", help="open the course to everybody")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Import, show how far it is, and say what happened."""
        console = Console(file=self.stdout)  # type: ignore[arg-type] # Django's wrapper writes like a file
        if not options["instructor"]:
            raise CommandError("Say whose course it is: --instructor NAME (username, e-mail address or id).")
        try:
            actor = accounts.get_actor(options["instructor"])
            with ProgressLine() as on_progress:
                report = import_course(
                    options["path"], actor=actor, publish=options["publish"], on_progress=on_progress
                )
        except (LyceumError, OSError) as error:
            raise CommandError(str(error)) from error
        print_import(console, report)
