"""What was counted in a course or on the whole site, from the cache while nothing more is counted there."""

from dataclasses import dataclass
from typing import Final

from bson import ObjectId

from lyceum.analytics.documents import QuizTotals, Totals, day_totals, lesson_totals, quiz_totals, totals
from lyceum.platform import cache, mongo
from lyceum.platform.ids import derive_id

SITE_ID: Final = derive_id("site")
DAYS_SHOWN: Final = 90
LESSONS_AT_MOST: Final = 2_000
QUIZZES_SHOWN: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFigures:
    """What happened on one day (UTC) in a course, or on the whole site; active people are counted for the site."""

    day: str
    enrollment_count: int
    completed_count: int
    active_count: int


class Figures(mongo.Embedded, frozen=True, kw_only=True):
    """What was counted in a course, or on the site, which has no `lessons` (completions by id) nor `quizzes`."""

    totals: Totals
    days: tuple[DayFigures, ...]
    lessons: dict[str, int]
    quizzes: tuple[QuizTotals, ...]


class TotalsOfCourses(mongo.Embedded, frozen=True, kw_only=True):
    """The totals of those of an instructor's courses that were asked for, by id."""

    asked: tuple[ObjectId, ...]
    found: dict[str, Totals]


FIGURES: Final = cache.declare(
    "analytics:{id}",
    kind=Figures,
    ttl_s=5 * 60,
    invalidated_by=("something is counted in the course, or anywhere for the site",),
)
INSTRUCTOR: Final = cache.declare(
    "analytics:instructor:{id}",
    kind=TotalsOfCourses,
    ttl_s=5 * 60,
    invalidated_by=("something is counted in one of the instructor's courses",),
)


def get_figures(scope_id: ObjectId) -> Figures:
    """Return what was counted in a course, or under `SITE_ID` on the site."""
    return cache.read_through(FIGURES, lambda: _load_figures(scope_id), id=scope_id)


def find_totals(course_ids: tuple[ObjectId, ...], *, instructor_id: ObjectId) -> dict[str, Totals]:
    """Return the totals of courses of one instructor, by id; what nothing was counted for is absent."""
    cached = cache.read_through(INSTRUCTOR, lambda: _load_totals(course_ids), id=instructor_id)
    if set(course_ids) <= set(cached.asked):
        return cached.found
    return _load_totals(course_ids).found  # a course is new, and nothing was counted yet


def day_id(scope_id: ObjectId, day: str) -> ObjectId:
    """Return the id of what is counted on a day in a course or on the site."""
    return derive_id("day", scope_id, day)


def _load_figures(scope_id: ObjectId) -> Figures:
    is_site = scope_id == SITE_ID
    where = {"course_id": scope_id}
    lessons = [] if is_site else lesson_totals.find(where, limit=LESSONS_AT_MOST)
    return Figures(
        totals=totals.find_by_id(scope_id) or Totals(id=scope_id),
        days=_list_days(scope_id),
        lessons={str(item.id): item.completed_count for item in lessons},
        quizzes=() if is_site else tuple(quiz_totals.find(where, limit=QUIZZES_SHOWN)),
    )


def _list_days(scope_id: ObjectId) -> tuple[DayFigures, ...]:
    """List the days on which something happened, oldest first; the last 90."""
    found = day_totals.find({"scope_id": scope_id}, sort=[("day", -1)], limit=DAYS_SHOWN)
    return tuple(
        DayFigures(
            day=item.day,
            enrollment_count=item.enrollment_count,
            completed_count=item.completed_count,
            active_count=item.active_count,
        )
        for item in reversed(found)
    )


def _load_totals(course_ids: tuple[ObjectId, ...]) -> TotalsOfCourses:
    found = totals.find({"_id": {"$in": list(course_ids)}}, limit=len(course_ids)) if course_ids else []
    return TotalsOfCourses(asked=course_ids, found={str(item.id): item for item in found})
