"""Storing many places in courses at once, with what was done in them; nobody is told, and nothing is counted.

For data that is made by a program: whoever stores them says the counts to catalog and analytics.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bson import ObjectId

from lyceum.learning import rules
from lyceum.learning.documents import Enrollment, Progress, enrollments, progress
from lyceum.platform.ids import derive_id


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionDraft:
    """A lesson that a student completed after some time in it."""

    lesson_id: ObjectId
    completed_at: datetime
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceDraft:
    """A new student of a course of `lesson_total` lessons, with the completed ones in their order."""

    student_id: ObjectId
    course_id: ObjectId
    lesson_total: int
    enrolled_at: datetime
    completions: tuple[CompletionDraft, ...]


def store_places(places: Sequence[PlaceDraft]) -> None:
    """Store new places and the progress in them, which is stored first; keep each call to some hundred.

    Raises:
        BulkWriteError: a student has a place in the course already.
    """
    stored = [(place, _enrollment_of(place)) for place in places]
    progress.insert_all([item for place, enrollment in stored for item in _progress_of(place, enrollment)])
    enrollments.insert_all([enrollment for _, enrollment in stored])


def _enrollment_of(place: PlaceDraft) -> Enrollment:
    last = place.completions[-1] if place.completions else None
    completed = len(place.completions)
    return Enrollment(
        id=derive_id("enrollment", place.student_id, place.course_id),
        student_id=place.student_id,
        course_id=place.course_id,
        enrolled_at=place.enrolled_at,
        active_at=last.completed_at if last else place.enrolled_at,
        completed_count=completed,
        milestones=rules.reached_milestones(completed=completed, total=place.lesson_total),
        last_lesson_id=last.lesson_id if last else None,
    )


def _progress_of(place: PlaceDraft, enrollment: Enrollment) -> list[Progress]:
    return [
        Progress(
            id=derive_id(enrollment.id, item.lesson_id),
            enrollment_id=enrollment.id,
            student_id=place.student_id,
            course_id=place.course_id,
            lesson_id=item.lesson_id,
            updated_at=item.completed_at,
            completed=True,
            completed_at=item.completed_at,
            seconds=item.seconds,
        )
        for item in place.completions
    ]
