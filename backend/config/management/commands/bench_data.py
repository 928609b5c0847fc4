"""`lyceum bench-data`."""

from datetime import UTC, datetime, time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.invented.people import username_of
from config.invented.plan import SchoolPlan
from config.invented.school import Stage, check_plan, make_school
from lyceum.platform.clock import utc_now
from lyceum.platform.errors import LyceumError
from lyceum.platform.mongo import database
from lyceum.platform.progress_line import ProgressLine


class Command(BaseCommand):
    """Fills the site with a school that does not exist, for measuring."""

    help = "Make courses, people, enrollments and progress for measuring; the same seed and day make the same."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments that `lyceum bench-data` passes on."""
        parser.add_argument("--courses", type=int, required=True)
        parser.add_argument("--students", type=int, required=True)
        parser.add_argument("--enrollments", type=int, required=True)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--until", help="The day (ISO 8601) on which the history ends; today unless given.")
        parser.add_argument("--into", default="", help="The name of the database, where it is not an embedded one.")

    def handle(
        self,
        *,
        courses: int,
        students: int,
        enrollments: int,
        seed: int,
        until: str | None,
        into: str,
        **_options: object,
    ) -> None:
        """Make the school, show how far it is and how fast, and say what comes next."""
        _check_counts(courses=courses, students=students, enrollments=enrollments, seed=seed)
        _check_target(into)
        plan = SchoolPlan(
            seed=seed,
            course_count=courses,
            student_count=students,
            enrollment_count=enrollments,
            until=_end_of_history(until),
        )
        try:
            check_plan(plan)
            with ProgressLine() as on_progress:
                make_school(plan, on_progress=on_progress, on_stage=self._tell)
        except LyceumError as refusal:
            raise CommandError(str(refusal)) from refusal
        self._tell_next(plan)

    def _tell(self, stage: Stage) -> None:
        details = "".join(f", {count:,} {noun}" for noun, count in stage.details.items())
        self.stdout.write(
            f"{stage.count:,} {stage.noun}{details} in {stage.seconds:.1f} s ({stage.per_second:,.0f} a second)"
        )

    def _tell_next(self, plan: SchoolPlan) -> None:
        student, instructor = (username_of(plan, kind, 0) for kind in ("student", "instructor"))
        self.stdout.write(
            "Nobody can sign in as these people yet. Give one of them a password, such as the busiest student or "
            f"instructor:\n  lyceum manage changepassword {student}\n  lyceum manage changepassword {instructor}"
        )


def _check_counts(*, courses: int, students: int, enrollments: int, seed: int) -> None:
    if min(courses, students) < 1 or min(enrollments, seed) < 0:
        raise CommandError("Make at least one course and one student; nothing may be negative.")


def _check_target(into: str) -> None:
    """Let a database that others may use be filled only by somebody who names it."""
    name = database().name
    if not settings.MONGODB_IS_PRIVATE and into != name:
        raise CommandError(
            "This fills the site with people and courses that do not exist, and there is no command that takes them "
            f"out again. To do so in the database {name!r}, say --into {name}."
        )


def _end_of_history(until: str | None) -> datetime:
    if until is None:
        return datetime.combine(utc_now(), time(), tzinfo=UTC)
    try:
        return datetime.combine(datetime.fromisoformat(until), time(), tzinfo=UTC)
    except ValueError:
        raise CommandError(f"{until!r} is no day; write it as 2026-11-30.") from None
