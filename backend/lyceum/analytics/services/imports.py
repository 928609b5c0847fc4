"""Storing what happened in many courses at once, for data that is made by a program and of which nobody told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import batched
from typing import Final

from bson import ObjectId

from lyceum.analytics.documents import DayTotals, LessonTotals, Totals, day_totals, lesson_totals, totals
from lyceum.analytics.selectors.figures import FIGURES, SITE_ID, day_id
from lyceum.platform import cache
from lyceum.platform.mongo import run_in_transaction

DAYS_AT_ONCE: Final = 100
PARTS_AT_ONCE: Final = 1_000


@dataclass(slots=True, kw_only=True)
class DayTally:
    """What happened on a day; `active` people completed something, on the whole site only."""

    enrollments: int = 0
    completions: int = 0
    active: int = 0


@dataclass(slots=True, kw_only=True)
class CourseTally:
    """What happened in a course so far: by day (ISO 8601, UTC), by lesson, and how many came to its end."""

    course_id: ObjectId
    days: dict[str, DayTally] = field(default_factory=dict)
    lessons: dict[ObjectId, int] = field(default_factory=dict)
    finished: int = 0

    def note_enrollment(self, day: str) -> None:
        """Count somebody who came."""
        self._on(day).enrollments += 1

    def note_completion(self, day: str, *, lesson_id: ObjectId) -> None:
        """Count somebody who completed a lesson."""
        self._on(day).completions += 1
        self.lessons[lesson_id] = self.lessons.get(lesson_id, 0) + 1

    def _on(self, day: str) -> DayTally:
        return self.days.setdefault(day, DayTally())


def insert_tallies(tallies: Sequence[CourseTally]) -> None:
    """Store what happened in courses for which nothing was counted yet, and add it to the totals of the site.

    The days of the site are added by `add_site_days`, once what happened on them is known.
    """
    new = [_totals_of(tally) for tally in tallies]
    for some in batched((day for tally in tallies for day in _days_of(tally)), PARTS_AT_ONCE, strict=False):
        day_totals.insert_all(some)
    for part in batched((lesson for tally in tallies for lesson in _lessons_of(tally)), PARTS_AT_ONCE, strict=False):
        lesson_totals.insert_all(part)
    totals.insert_all(new)
    run_in_transaction(lambda: _add_to_site(new))


def add_site_days(days: Mapping[str, DayTally]) -> None:
    """Add what happened on days to those of the whole site."""
    listed = sorted(days.items())
    for start in range(0, len(listed), DAYS_AT_ONCE):
        run_in_transaction(partial(_add_days, dict(listed[start : start + DAYS_AT_ONCE])))


def _add_days(days: Mapping[str, DayTally]) -> None:
    new = {day_id(SITE_ID, day): _day_of(SITE_ID, day, tally) for day, tally in days.items()}
    found = day_totals.find({"_id": {"$in": list(new)}}, limit=len(new))
    known = {item.id for item in found}
    day_totals.update_each(
        [({"_id": item.id}, {"$inc": _counts_of(item)}) for item in new.values() if item.id in known]
    )
    day_totals.insert_all([item for item in new.values() if item.id not in known])
    cache.forget(FIGURES.key(id=SITE_ID))


def _counts_of(day: DayTotals) -> dict[str, int]:
    return {
        "enrollment_count": day.enrollment_count,
        "completed_count": day.completed_count,
        "active_count": day.active_count,
    }


def _totals_of(tally: CourseTally) -> Totals:
    return Totals(
        id=tally.course_id,
        enrollment_count=sum(day.enrollments for day in tally.days.values()),
        completed_count=sum(day.completions for day in tally.days.values()),
        finished_count=tally.finished,
    )


def _days_of(tally: CourseTally) -> list[DayTotals]:
    return [_day_of(tally.course_id, day, counted) for day, counted in tally.days.items()]


def _day_of(scope_id: ObjectId, day: str, counted: DayTally) -> DayTotals:
    return DayTotals(
        id=day_id(scope_id, day),
        scope_id=scope_id,
        day=day,
        enrollment_count=counted.enrollments,
        completed_count=counted.completions,
        active_count=counted.active,
    )


def _lessons_of(tally: CourseTally) -> list[LessonTotals]:
    return [
        LessonTotals(id=lesson_id, course_id=tally.course_id, completed_count=count)
        for lesson_id, count in tally.lessons.items()
    ]


def _add_to_site(counted: Sequence[Totals]) -> None:
    changes = {
        "enrollment_count": sum(item.enrollment_count for item in counted),
        "completed_count": sum(item.completed_count for item in counted),
        "finished_count": sum(item.finished_count for item in counted),
    }
    if totals.find_by_id(SITE_ID) is None:
        totals.insert_once(Totals(id=SITE_ID, **changes))
    else:
        totals.update({"_id": SITE_ID}, {"$inc": changes})
    cache.forget(FIGURES.key(id=SITE_ID))
