"""Invents who learns what, and how far each came: many never begin, some finish, most stop on the way."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from bson import ObjectId

from config.invented.chance import Chance
from config.invented.plan import SchoolPlan
from lyceum.analytics.public import CourseTally, DayTally
from lyceum.catalog.public import WholeCourse
from lyceum.learning.public import CompletionDraft, PlaceDraft

NEVER_BEGAN: Final = 0.3
FINISHES: Final = 0.14


def invent_places(plan: SchoolPlan, course: WholeCourse) -> Iterator[tuple[int, PlaceDraft]]:
    """Make up who is in a course: the number of each student, counted from 0, and what they did, one at a time."""
    chance = plan.chance("places", str(course.course_id))
    lesson_ids = [lesson.lesson_id for section in course.sections for lesson in section.lessons]
    begins_at = course.published_at or course.created_at
    for number in chance.some_below(plan.student_count, number=course.enrollment_count, power=1.4):
        span = (plan.until - begins_at).total_seconds()
        enrolled_at = begins_at + timedelta(seconds=int(span * chance.random()))
        completions = _completions(chance, lesson_ids, after=enrolled_at, until=plan.until)
        place = PlaceDraft(
            student_id=plan.student_id(number),
            course_id=course.course_id,
            lesson_total=len(lesson_ids),
            enrolled_at=enrolled_at,
            completions=tuple(completions),
        )
        yield number, place


def _completions(
    chance: Chance, lesson_ids: list[ObjectId], *, after: datetime, until: datetime
) -> Iterator[CompletionDraft]:
    """Go through a course at somebody's own pace, as far as they come before the history ends."""
    moment, hours = after, chance.lognormvariate(2.5, 1.0)
    for lesson_id in lesson_ids[: _how_far(chance, len(lesson_ids))]:
        moment += timedelta(seconds=60 + int(3_600 * hours * chance.random()))
        if moment >= until:
            return
        yield CompletionDraft(lesson_id=lesson_id, completed_at=moment, seconds=chance.randrange(40, 1_200))


def _how_far(chance: Chance, total: int) -> int:
    drawn = chance.random()
    if drawn < NEVER_BEGAN:
        return 0
    return total if drawn > 1 - FINISHES else 1 + int(total * chance.random() ** 1.6)


class Attendance:
    """Who did something on which day, a bit a person, so that however many they are it stays small."""

    def __init__(self, plan: SchoolPlan) -> None:
        self._bytes = (plan.student_count + 7) // 8
        self._days: dict[str, bytearray] = {}
        self._counts: dict[str, DayTally] = {}

    def note(self, number: int, place: PlaceDraft, tally: CourseTally) -> None:
        """Count what a student did in a course, in the course's tally as well."""
        enrolled_on = _day_of(place.enrolled_at)
        tally.note_enrollment(enrolled_on)
        self._on(enrolled_on).enrollments += 1
        for item in place.completions:
            day = _day_of(item.completed_at)
            tally.note_completion(day, lesson_id=item.lesson_id)
            self._on(day).completions += 1
            self._mark(number, day)
        tally.finished += len(place.completions) == place.lesson_total

    def days(self) -> dict[str, DayTally]:
        """Return what happened on each day on the whole site."""
        for day, people in self._days.items():
            self._on(day).active = int.from_bytes(people).bit_count()
        return self._counts

    def _on(self, day: str) -> DayTally:
        return self._counts.setdefault(day, DayTally())

    def _mark(self, number: int, day: str) -> None:
        people = self._days.get(day)
        if people is None:
            people = self._days[day] = bytearray(self._bytes)
        people[number >> 3] |= 1 << (number & 7)


def _day_of(moment: datetime) -> str:
    return moment.date().isoformat()
