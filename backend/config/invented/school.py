"""Writes the invented school through the capabilities' doors, a batch at a time, so that memory stays bounded."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import batched
from typing import Final

from config.invented.courses import invent_course
from config.invented.learning import Attendance, invent_places
from config.invented.people import invent_instructor, invent_student, username_of
from config.invented.plan import SchoolPlan
from lyceum.accounts import public as accounts
from lyceum.accounts.public import PersonDraft
from lyceum.analytics import public as analytics
from lyceum.analytics.public import CourseTally
from lyceum.catalog import public as catalog
from lyceum.catalog.public import WholeCourse
from lyceum.learning import public as learning
from lyceum.learning.public import PlaceDraft
from lyceum.platform import mongo
from lyceum.platform.errors import ConflictError, InvalidError
from lyceum.platform.progress_line import OnProgress, WorkProgress

PEOPLE_AT_ONCE: Final = 500
COURSES_AT_ONCE: Final = 50
PLACES_AT_ONCE: Final = 250
BATCH_S: Final = 60


@dataclass(slots=True, kw_only=True)
class Stage:
    """A part of the work: what was made, how many of it, and how long that took."""

    noun: str
    count: int
    seconds: float = 0
    details: dict[str, int] = field(default_factory=dict)

    @property
    def per_second(self) -> float:
        """How many were made in a second."""
        return self.count / max(self.seconds, 0.001)


def check_plan(plan: SchoolPlan) -> None:
    """Check that the school can be made.

    Raises:
        InvalidError: there are more enrollments than students have courses to be in.
        ConflictError: a school with this seed is there.
    """
    room = plan.student_count * sum(status != "draft" for status in plan.statuses)
    if plan.enrollment_count > room:
        raise InvalidError(f"There is room for {room:,} enrollments; make more courses or students.")
    first = username_of(plan, "instructor", 0)
    if accounts.find_person(first) is not None:
        raise ConflictError(f"A school with the seed {plan.seed} is there, whole or begun; choose another --seed.")


def make_school(plan: SchoolPlan, *, on_progress: OnProgress, on_stage: Callable[[Stage], None]) -> None:
    """Make everything, and tell of each part that is done."""
    for make in (_make_people, _make_courses, _make_places):
        started_at = time.perf_counter()
        stage = make(plan, on_progress)
        stage.seconds = time.perf_counter() - started_at
        on_stage(stage)


def _make_people(plan: SchoolPlan, on_progress: OnProgress) -> Stage:
    total = plan.instructor_count + plan.student_count
    done = 0
    for some in batched(_people(plan), PEOPLE_AT_ONCE, strict=False):
        on_progress(WorkProgress(done=done, total=total, title="people"))
        with mongo.patience(seconds=BATCH_S):
            accounts.create_people(some)
        done += len(some)
    return Stage(noun="people", count=done, details={"of them instructors": plan.instructor_count})


def _people(plan: SchoolPlan) -> Iterator[PersonDraft]:
    yield from (invent_instructor(plan, number) for number in range(plan.instructor_count))
    yield from (invent_student(plan, number) for number in range(plan.student_count))


def _make_courses(plan: SchoolPlan, on_progress: OnProgress) -> Stage:
    done = lesson_count = 0
    for some in batched(_courses(plan), COURSES_AT_ONCE, strict=False):
        on_progress(WorkProgress(done=done, total=plan.course_count, title="courses"))
        with mongo.patience(seconds=BATCH_S):
            catalog.insert_courses(some)
        done += len(some)
        lesson_count += sum(len(section.lessons) for course in some for section in course.sections)
    return Stage(noun="courses", count=done, details={"lessons": lesson_count})


def _courses(plan: SchoolPlan) -> Iterator[WholeCourse]:
    return (invent_course(plan, number) for number in range(plan.course_count))


def _make_places(plan: SchoolPlan, on_progress: OnProgress) -> Stage:
    attendance = Attendance(plan)
    done = completed = 0
    for some in batched(_places(plan, attendance), PLACES_AT_ONCE, strict=False):
        on_progress(WorkProgress(done=done, total=plan.enrollment_count, title="enrollments"))
        with mongo.patience(seconds=BATCH_S):
            learning.store_places(some)
        done += len(some)
        completed += sum(len(place.completions) for place in some)
    with mongo.patience(seconds=BATCH_S):
        analytics.add_site_days(attendance.days())
    return Stage(noun="enrollments", count=done, details={"completed lessons": completed})


def _places(plan: SchoolPlan, attendance: Attendance) -> Iterator[PlaceDraft]:
    """Yield who is in which course; what happened in some courses is stored once all who are in them were taken."""
    for some in batched(_courses(plan), COURSES_AT_ONCE, strict=False):
        tallies = []
        for course in some:
            tally = CourseTally(course_id=course.course_id)
            for number, place in invent_places(plan, course):
                attendance.note(number, place, tally)
                yield place
            tallies.append(tally)
        with mongo.patience(seconds=BATCH_S):
            analytics.insert_tallies([tally for tally in tallies if tally.days])
