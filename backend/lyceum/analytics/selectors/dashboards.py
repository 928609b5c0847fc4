"""Dashboards: made of what lower capabilities keep in their caches, and of counts kept here; nothing is scanned."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from bson import ObjectId

from lyceum.analytics import rules
from lyceum.analytics.documents import Streak, Totals, streaks
from lyceum.analytics.selectors.figures import find_totals
from lyceum.analytics.selectors.site import AdminDashboard, get_admin_dashboard
from lyceum.catalog import public as catalog
from lyceum.catalog.public import CourseOffer
from lyceum.learning import public as learning
from lyceum.learning.public import EnrollmentOverview, NextLesson, ProgressRow
from lyceum.platform import cache, mongo
from lyceum.platform.actors import Actor
from lyceum.platform.clock import local_day, utc_now

COURSES_SHOWN: Final = 50
RECENT_SHOWN: Final = 5
RECENT_COURSES: Final = 3


class KeptStreak(mongo.Embedded, frozen=True, kw_only=True):
    """A person's days in a row, or none."""

    streak: Streak | None


STREAK: Final = cache.declare(
    "streak:user:{id}",
    kind=KeptStreak,
    ttl_s=5 * 60,
    invalidated_by=("the person does something on another day", "the person has moved to another time zone"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StreakView:
    """On how many days in a row something was done, until today or yesterday, and at best."""

    days: int
    longest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StudentDashboard:
    """What a student takes up again."""

    courses: tuple[EnrollmentOverview, ...]
    next_lesson: NextLesson | None
    recent: tuple[ProgressRow, ...]
    streak: StreakView


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseFigures:
    """How a course of one's own is doing; `completed_count` counts students who have finished it."""

    course: CourseOffer
    enrollment_count: int
    completed_count: int
    average_percentage: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructorDashboard:
    """How the instructor's courses are doing, the newest first."""

    courses: tuple[CourseFigures, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    """One part for each role that the person has."""

    student: StudentDashboard
    instructor: InstructorDashboard | None
    admin: AdminDashboard | None


def get_dashboard(*, actor: Actor) -> Dashboard:
    """Return the dashboard of a person."""
    return Dashboard(
        student=_student(actor),
        instructor=_instructor(actor) if actor.is_instructor else None,
        admin=get_admin_dashboard() if actor.is_admin else None,
    )


def _student(actor: Actor) -> StudentDashboard:
    courses = learning.list_recent_enrollments(actor=actor, limit=COURSES_SHOWN)
    return StudentDashboard(
        courses=courses,
        next_lesson=learning.find_next_lesson(courses),
        recent=learning.list_recent_progress(courses[:RECENT_COURSES], limit=RECENT_SHOWN),
        streak=_streak(actor.user_id),
    )


def _streak(person_id: ObjectId) -> StreakView:
    def load() -> KeptStreak:
        return KeptStreak(streak=streaks.find_by_id(person_id))

    known = cache.read_through(STREAK, load, id=person_id).streak
    if known is None:
        return StreakView(days=0, longest=0)
    today = local_day(utc_now(), timezone=known.timezone)
    last_day = date.fromisoformat(known.last_day)
    days = rules.current_streak(last_day=last_day, length=known.length, today=today)
    return StreakView(days=days, longest=known.longest)


def _instructor(actor: Actor) -> InstructorDashboard:
    offers = catalog.list_authored_offers(actor.user_id, limit=COURSES_SHOWN)
    found = find_totals(tuple(offer.course_id for offer in offers), instructor_id=actor.user_id)
    return InstructorDashboard(
        courses=tuple(
            _figures(offer, found.get(str(offer.course_id)) or Totals(id=offer.course_id)) for offer in offers
        )
    )


def _figures(offer: CourseOffer, counted: Totals) -> CourseFigures:
    return CourseFigures(
        course=offer,
        enrollment_count=counted.enrollment_count,
        completed_count=counted.finished_count,
        average_percentage=rules.average_percentage(
            completed_lessons=counted.completed_count,
            students=counted.enrollment_count,
            lessons=offer.lesson_count,
        ),
    )
