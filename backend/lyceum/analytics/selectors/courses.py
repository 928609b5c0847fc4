"""How one course is doing: days, the way through its lessons, quizzes, and who is stuck; from counts kept here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bson import ObjectId

from lyceum.analytics import rules
from lyceum.analytics.documents import Totals, lesson_totals, quiz_totals, totals
from lyceum.analytics.selectors.dashboards import DayFigures, list_days
from lyceum.catalog import public as catalog
from lyceum.learning import public as learning
from lyceum.learning.public import EnrollmentOverview
from lyceum.platform.actors import Actor
from lyceum.platform.clock import utc_now

LESSONS_AT_MOST: Final = 2_000
QUIZZES_SHOWN: Final = 500
STUCK_SHOWN: Final = 50
STUCK_AFTER: Final = timedelta(days=7)
TABLES: Final = ("days", "lessons", "quizzes", "stuck")


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonFigures:
    """How many students have come through a lesson, and how many of those before it have not."""

    lesson_id: ObjectId
    title: str
    completed_count: int
    drop_off: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizFigures:
    """How the submissions of a quiz went."""

    quiz_id: ObjectId
    title: str
    passed_count: int
    failed_count: int
    average_percentage: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseAnalytics:
    """How a course is doing."""

    course_id: ObjectId
    enrollment_count: int
    completed_count: int
    days: tuple[DayFigures, ...]
    lessons: tuple[LessonFigures, ...]
    quizzes: tuple[QuizFigures, ...]
    stuck: tuple[EnrollmentOverview, ...]


def get_course_analytics(course_id: ObjectId, *, actor: Actor) -> CourseAnalytics:
    """Return how a course of the actor's own is doing.

    Raises:
        NotFoundError: the course is absent or hidden.
        ForbiddenError: it is somebody else's.
    """
    catalog.get_authored_course(course_id, actor=actor)
    counted = totals.find_by_id(course_id) or Totals(id=course_id)
    return CourseAnalytics(
        course_id=course_id,
        enrollment_count=counted.enrollment_count,
        completed_count=counted.finished_count,
        days=list_days(course_id),
        lessons=_list_lessons(course_id, start=counted.enrollment_count),
        quizzes=_list_quizzes(course_id),
        stuck=_list_stuck(course_id, now=utc_now()),
    )


def list_table(name: str, analytics: CourseAnalytics) -> Iterator[tuple[object, ...]]:
    """List the rows of a table, its head first."""
    match name:
        case "days":
            yield ("day", "enrollments", "completed lessons")
            yield from ((row.day, row.enrollment_count, row.completed_count) for row in analytics.days)
        case "lessons":
            yield ("lesson", "completed", "drop-off")
            yield from ((row.title, row.completed_count, row.drop_off) for row in analytics.lessons)
        case "quizzes":
            yield ("quiz", "passed", "not passed", "average per cent")
            for quiz in analytics.quizzes:
                yield (quiz.title, quiz.passed_count, quiz.failed_count, quiz.average_percentage)
        case _:
            yield ("student", "enrolled at", "per cent")
            for item in analytics.stuck:
                yield (item.student.name, item.enrolled_at.isoformat(), item.progress.percentage)


def _list_lessons(course_id: ObjectId, *, start: int) -> tuple[LessonFigures, ...]:
    places = catalog.list_lesson_places(course_id)
    found = lesson_totals.find({"course_id": course_id}, limit=LESSONS_AT_MOST)
    counts = {item.id: item.completed_count for item in found}
    steps = [counts.get(place.lesson_id, 0) for place in places]
    return tuple(
        LessonFigures(lesson_id=place.lesson_id, title=place.title, completed_count=count, drop_off=lost)
        for place, count, lost in zip(places, steps, rules.drop_off(steps, start=start), strict=True)
    )


def _list_quizzes(course_id: ObjectId) -> tuple[QuizFigures, ...]:
    return tuple(
        QuizFigures(
            quiz_id=item.id,
            title=item.title,
            passed_count=item.passed_count,
            failed_count=item.failed_count,
            average_percentage=item.percentage_sum // max(1, item.passed_count + item.failed_count),
        )
        for item in quiz_totals.find({"course_id": course_id}, limit=QUIZZES_SHOWN)
    )


def _list_stuck(course_id: ObjectId, *, now: datetime) -> tuple[EnrollmentOverview, ...]:
    return learning.list_stuck_enrollments(course_id, idle_since=now - STUCK_AFTER, limit=STUCK_SHOWN)
