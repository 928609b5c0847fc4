"""What learning holds about a person. Places and progress stay when they go, under an id without a name."""

from collections.abc import Mapping
from typing import Final

from bson import ObjectId

from lyceum.accounts.ports import ErasedPart, Outcome
from lyceum.catalog import public as catalog
from lyceum.learning.documents import (
    Certificate,
    Enrollment,
    Note,
    bookmarks,
    certificates,
    enrollments,
    notes,
    progress,
)
from lyceum.learning.rules import EnrollmentStatus

ENROLLMENTS_AT_MOST: Final = 2_000
LESSONS_AT_MOST: Final = 1_000
NOTES_AT_MOST: Final = 10_000
COURSES_AT_MOST: Final = 1_000


def collect_personal_data(person_id: ObjectId) -> Mapping[str, object]:
    """Return the person's enrollments with what they did in each lesson, their certificates, notes and bookmarks."""
    mine = {"student_id": person_id}
    return {
        "enrollments": [_with_lessons(item) for item in enrollments.find(mine, limit=ENROLLMENTS_AT_MOST)],
        "certificates": [_facts(item) for item in certificates.find(mine, limit=ENROLLMENTS_AT_MOST)],
        "notes": [_text(item) for item in notes.find(mine, limit=NOTES_AT_MOST)],
        "bookmarks": [item.lesson_id for item in bookmarks.find(mine, limit=NOTES_AT_MOST)],
    }


def list_erasures(person_id: ObjectId) -> tuple[ErasedPart, ...]:
    """Return how many enrollments will have no name any more, and what will be deleted."""
    mine = {"student_id": person_id}
    deleted = (("certificates", certificates), ("notes", notes), ("bookmarks", bookmarks))
    count = enrollments.count(mine, limit=ENROLLMENTS_AT_MOST)
    return (
        ErasedPart(kind="enrollments", count=count, outcome=Outcome.ANONYMISED),
        *(
            ErasedPart(kind=kind, count=held.count(mine, limit=NOTES_AT_MOST), outcome=Outcome.DELETED)
            for kind, held in deleted
        ),
    )


def is_learner_of(*, student_id: ObjectId, instructor_id: ObjectId) -> bool:
    """Tell whether the student has a place in a course of the instructor."""
    courses = catalog.list_authored_offers(instructor_id, limit=COURSES_AT_MOST)
    places = {
        "student_id": student_id,
        "course_id": {"$in": [course.course_id for course in courses]},
        "status": EnrollmentStatus.ACTIVE.value,
    }
    return bool(courses) and enrollments.count(places, limit=1) > 0


def _facts(certificate: Certificate) -> Mapping[str, object]:
    return {
        "course": certificate.course_title,
        "name": certificate.name,
        "code": certificate.code,
        "completed_at": certificate.completed_at,
    }


def _text(note: Note) -> Mapping[str, object]:
    return {"lesson": note.lesson_id, "text": note.text, "created_at": note.created_at}


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
