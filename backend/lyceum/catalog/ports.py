"""What the catalog needs from capabilities above; bound in `config/wiring.py`."""

from dataclasses import dataclass
from typing import Final, Protocol

from bson import ObjectId

from lyceum.platform.ports import Port


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishProblem:
    """Why a course cannot be published yet; `lesson_id` names the lesson it is about."""

    code: str
    lesson_id: ObjectId | None
    message: str


class EnrollmentLookup(Protocol):
    """Who learns in which course."""

    def is_enrolled(self, *, student_id: ObjectId, course_id: ObjectId) -> bool:
        """Tell whether the student has a place in the course."""
        ...

    def has_enrollments(self, *, course_id: ObjectId) -> bool:
        """Tell whether anybody has, or had, a place in the course."""
        ...


class QuizReview(Protocol):
    """Whether the quizzes of a course are ready."""

    def list_quiz_problems(self, *, course_id: ObjectId) -> tuple[PublishProblem, ...]:
        """Return what is wrong with the quizzes of the course."""
        ...


enrollments: Final = Port[EnrollmentLookup]("enrollments")
quizzes: Final = Port[QuizReview]("quizzes")
