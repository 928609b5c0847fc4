"""Walking through everybody in a course page by page, however many they are; for the outbox and for tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bson import ObjectId

from lyceum.accounts import public as accounts
from lyceum.learning.documents import Enrollment, enrollments, progress
from lyceum.learning.rules import MILESTONES, EnrollmentStatus
from lyceum.learning.selectors.enrollments import EnrollmentOverview, describe_enrollments
from lyceum.platform import mongo

WALKED_AT_ONCE: Final = 200
LESSONS_AT_MOST: Final = 2_000
BEFORE_ALL: Final = ObjectId("0" * 24)


class AttendedCourse(mongo.Document, frozen=True, kw_only=True):
    """Which course an enrollment is in."""

    course_id: ObjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What a student has done in a course: which lessons were completed when."""

    enrolled_at: datetime
    has_finished: bool
    completions: dict[ObjectId, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learners:
    """Some of the students of a course; `last_enrollment_id` is where to go on from, None at the end."""

    student_ids: tuple[ObjectId, ...]
    last_enrollment_id: ObjectId | None


def list_learners(course_id: ObjectId, *, after_enrollment_id: ObjectId | None, limit: int) -> Learners:
    """List the students of a course who come after an enrollment, in the order in which they came."""
    page = list_enrollments_after(course_id, after_enrollment_id, limit=limit)
    active = tuple(item.student_id for item in page if item.status is EnrollmentStatus.ACTIVE)
    return Learners(student_ids=active, last_enrollment_id=page[-1].id if len(page) == limit else None)


def list_enrollments_after(
    course_id: ObjectId, after_enrollment_id: ObjectId | None, *, limit: int
) -> list[Enrollment]:
    """List the next enrollments of a course, oldest first: those of the same instant, then later ones."""
    order = [("enrolled_at", 1), ("_id", 1)]
    after = None if after_enrollment_id is None else enrollments.find_by_id(after_enrollment_id)
    if after is None:
        return enrollments.find({"course_id": course_id}, sort=order, limit=limit)
    same = {"course_id": course_id, "enrolled_at": after.enrolled_at, "_id": {"$gt": after.id}}
    page = enrollments.find(same, sort=order, limit=limit)
    if len(page) < limit:
        later = {"course_id": course_id, "enrolled_at": {"$gt": after.enrolled_at}}
        page += enrollments.find(later, sort=order, limit=limit - len(page))
    return page


def walk_attended_courses() -> Iterator[ObjectId]:
    """Go through the ids of all courses in which anybody has, or had, a place."""
    course_id = BEFORE_ALL
    while True:
        found = enrollments.find_as(AttendedCourse, {"course_id": {"$gt": course_id}}, sort=[("course_id", 1)], limit=1)
        if not found:
            return
        course_id = found[0].course_id
        yield course_id


def walk_histories(course_id: ObjectId) -> Iterator[History]:
    """Go through what everybody in a course has done, oldest places first; who waits or has left is passed over."""
    after: ObjectId | None = None
    while True:
        page = list_enrollments_after(course_id, after, limit=WALKED_AT_ONCE)
        yield from (_history_of(item) for item in page if item.status is EnrollmentStatus.ACTIVE)
        if len(page) < WALKED_AT_ONCE:
            return
        after = page[-1].id


def _history_of(enrollment: Enrollment) -> History:
    done = progress.find({"enrollment_id": enrollment.id}, limit=LESSONS_AT_MOST)
    return History(
        enrolled_at=enrollment.enrolled_at,
        has_finished=MILESTONES[-1] in enrollment.milestones,
        completions={item.lesson_id: item.completed_at or item.updated_at for item in done if item.completed},
    )


def walk_enrollments(course_id: ObjectId) -> Iterator[EnrollmentOverview]:
    """Go through everybody who is in a course or waits for a seat, oldest first; no permission is checked.

    Read some at a time, as they are taken, so that however many there are never lie in memory together.
    """
    after: ObjectId | None = None
    while True:
        page = list_enrollments_after(course_id, after, limit=WALKED_AT_ONCE)
        present = [item for item in page if item.status is not EnrollmentStatus.WITHDRAWN]
        people = accounts.list_people({item.student_id for item in present})
        yield from describe_enrollments(present, students=people.values())
        if len(page) < WALKED_AT_ONCE:
            return
        after = page[-1].id
