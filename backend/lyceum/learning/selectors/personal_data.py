"""What learning holds about a person. It stays when the person goes, under an id without a name."""

from collections.abc import Mapping
from typing import Final

from bson import ObjectId

from lyceum.accounts.ports import ErasedPart, Outcome
from lyceum.catalog import public as catalog
from lyceum.learning.documents import Enrollment, enrollments, progress
from lyceum.learning.rules import EnrollmentStatus

ENROLLMENTS_AT_MOST: Final = 2_000
LESSONS_AT_MOST: Final = 1_000
COURSES_AT_MOST: Final = 1_000


def collect_personal_data(person_id: ObjectId) -> Mapping[str, object]:
    """Return the person's enrollments with what they did in each lesson."""
    found = enrollments.find({"student_id": person_id}, limit=ENROLLMENTS_AT_MOST)
    return {"enrollments": [_with_lessons(enrollment) for enrollment in found]}


def list_erasures(person_id: ObjectId) -> tuple[ErasedPart, ...]:
    """Return how many enrollments will have no name any more."""
    count = enrollments.count({"student_id": person_id}, limit=ENROLLMENTS_AT_MOST)
    return (ErasedPart(kind="enrollments", count=count, outcome=Outcome.ANONYMISED),)


def erase_personal_data(person_id: ObjectId) -> bool:  # noqa: ARG001 - its Protocol
    """Do nothing: an enrollment and its progress hold nothing personal but the id."""
    return True


def is_learner_of(*, student_id: ObjectId, instructor_id: ObjectId) -> bool:
    """Tell whether the student has a place in a course of the instructor."""
    courses = catalog.list_authored_offers(instructor_id, limit=COURSES_AT_MOST)
    places = {
        "student_id": student_id,
        "course_id": {"$in": [course.course_id for course in courses]},
        "status": EnrollmentStatus.ACTIVE.value,
    }
    return bool(courses) and enrollments.count(places, limit=1) > 0


def _with_lessons(enrollment: Enrollment) -> Mapping[str, object]:
    touched = progress.find({"enrollment_id": enrollment.id}, limit=LESSONS_AT_MOST)
    return {
        "course": enrollment.course_id,
        "enrolled_at": enrollment.enrolled_at,
        "status": enrollment.status,
        "completed_count": enrollment.completed_count,
        "milestones": enrollment.milestones,
        "lessons": [
            {
                "lesson": row.lesson_id,
                "completed": row.completed,
                "completed_at": row.completed_at,
                "position_s": row.position_s,
                "seconds": row.seconds,
            }
            for row in touched
        ],
    }
