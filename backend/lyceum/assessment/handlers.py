"""What assessment does when something has happened; wired in `config/wiring.py`."""

from lyceum.assessment.events import QuizRemoved, QuizzesLeft
from lyceum.assessment.services import attempts, quizzes
from lyceum.catalog.events import CourseRemoved, LessonRemoved


def remove_quizzes_of_lesson(event: LessonRemoved) -> None:
    """By the outbox: a lesson takes its quizzes along."""
    quizzes.remove_quizzes_of_lesson(event.lesson_id)


def remove_quizzes_of_course(event: CourseRemoved | QuizzesLeft) -> None:
    """By the outbox: a course takes its quizzes along."""
    quizzes.remove_quizzes_of_course(event.course_id)


def erase_attempts(event: QuizRemoved) -> None:
    """By the outbox: a quiz takes its attempts along."""
    quizzes.erase_attempts(event.quiz_id)


def close_overdue_attempts() -> None:
    """Every so often: attempts whose time is up are graded on what was saved."""
    attempts.close_overdue_attempts()
