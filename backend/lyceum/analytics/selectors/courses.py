"""How one course is doing: days, the way through its lessons, quizzes, and who is stuck; from counts kept here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bson import ObjectId

from lyceum.analytics import rules
from lyceum.analytics.documents import QuizTotals
from lyceum.analytics.selectors.figures import DayFigures, Figures, get_figures
from lyceum.catalog import public as catalog
from lyceum.learning import public as learning
from lyceum.learning.public import EnrollmentOverview
from lyceum.platform.actors import Actor
from lyceum.platform.clock import utc_now
from lyceum.platform.errors import NotFoundError

STUCK_SHOWN: Final = 50
STUCK_AFTER: Final = timedelta(days=7)
TABLES: Final = ("days", "lessons", "quizzes", "stuck", "students")


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
    figures = get_figures(course_id)
    return CourseAnalytics(
        course_id=course_id,
        enrollment_count=figures.totals.enrollment_count,
        completed_count=figures.totals.finished_count,
        days=figures.days,
        lessons=_list_lessons(course_id, figures),
        quizzes=tuple(_quiz_figures(item) for item in figures.quizzes),
        stuck=_list_stuck(course_id, now=utc_now()),
    )


def list_table(name: str, course_id: ObjectId, *, actor: Actor) -> Iterator[tuple[object, ...]]:
    """Return the rows of a table about a course of the actor's own, its head first; of `students` read as they go.

    Raises:
        NotFoundError: the course is absent or hidden, or there is no such table.
        ForbiddenError: it is somebody else's.
    """
    catalog.get_authored_course(course_id, actor=actor)
    if name == "students":
        return _student_rows(course_id)
    if name not in TABLES:
        raise NotFoundError("There is no such table.")
    return _rows(name, get_course_analytics(course_id, actor=actor))


def _student_rows(course_id: ObjectId) -> Iterator[tuple[object, ...]]:
    yield ("student", "status", "enrolled at", "completed lessons", "per cent")
    for item in learning.walk_enrollments(course_id):
        done = item.progress
        yield (item.student.name, item.status, item.enrolled_at.isoformat(), done.completed, done.percentage)


def _rows(name: str, analytics: CourseAnalytics) -> Iterator[tuple[object, ...]]:
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


def _list_lessons(course_id: ObjectId, figures: Figures) -> tuple[LessonFigures, ...]:
    places = catalog.list_lesson_places(course_id)
    steps = [figures.lessons.get(str(place.lesson_id), 0) for place in places]
    lost = rules.drop_off(steps, start=figures.totals.enrollment_count)
    return tuple(
        LessonFigures(lesson_id=place.lesson_id, title=place.title, completed_count=count, drop_off=fewer)
        for place, count, fewer in zip(places, steps, lost, strict=True)
    )


def _quiz_figures(item: QuizTotals) -> QuizFigures:
    return QuizFigures(
        quiz_id=item.id,
        title=item.title,
        passed_count=item.passed_count,
        failed_count=item.failed_count,
        average_percentage=item.percentage_sum // max(1, item.passed_count + item.failed_count),
    )


def _list_stuck(course_id: ObjectId, *, now: datetime) -> tuple[EnrollmentOverview, ...]:
    return learning.list_stuck_enrollments(course_id, idle_since=now - STUCK_AFTER, limit=STUCK_SHOWN)
