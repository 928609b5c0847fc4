"""`export_course ID PATH`: write a course into a folder."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from bson import ObjectId
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console

from lyceum.catalog import public as catalog
from lyceum.interop.management.reports import print_export
from lyceum.interop.services.exports import export_course
from lyceum.platform.actors import NOBODY, Actor, Role
from lyceum.platform.errors import LyceumError, NotFoundError
from lyceum.platform.ids import is_id, parse_id

OPERATOR = Actor(user_id=NOBODY, name="operator", roles=frozenset({Role.ADMIN}))


class Command(BaseCommand):
    """Write a course with its lessons, quizzes and media."""

    help = "Export a course into a folder, in Lyceum's own format."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("course", help="the course's id or slug")
        parser.add_argument("path", type=Path, help="a folder that is not there yet, or is empty")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Export and say what was written."""
        console = Console(file=self.stdout)  # type: ignore[arg-type] # Django's wrapper writes like a file
        try:
            course_id = _find_course(options["course"])
            report = export_course(course_id, options["path"], actor=OPERATOR)
        except (LyceumError, OSError) as error:
            raise CommandError(str(error)) from error
        print_export(console, report, options["path"])


def _find_course(name: str) -> ObjectId:
    if is_id(name):
        return parse_id(name, noun="course")
    offer = catalog.find_course_by_slug(name)
    if offer is None:
        raise NotFoundError(f"There is no course with the slug {name!r}.")
    return offer.course_id
