"""Walking through everybody in a course page by page, however many they are; for work of the outbox."""

from dataclasses import dataclass

from bson import ObjectId

from lyceum.learning.documents import Enrollment, enrollments
from lyceum.learning.rules import EnrollmentStatus


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
