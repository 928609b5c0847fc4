"""What assessment asks of the capabilities above it."""

from dataclasses import dataclass
from typing import Final, Protocol

from bson import ObjectId

from lyceum.platform.ports import Port


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseProgress:
    """How far a learner is in a course: lessons, whole per cent, milestones reached."""

    completed: int
    total: int
    percentage: int
    milestones: tuple[int, ...]


class LearningRecord(Protocol):
    """What learning knows about a learner in a course."""

    def check_enrolled(self, *, student_id: ObjectId, course_id: ObjectId) -> None:
        """Let only learners of the course pass.

        Raises:
            ForbiddenError: they are not enrolled (code `not_enrolled`).
        """

    def get_course_progress(self, *, student_id: ObjectId, course_id: ObjectId) -> CourseProgress:
        """Return how far the learner is."""
        ...


learning: Final = Port[LearningRecord]("learning")
