"""What assessment does when something has happened; wired in `config/wiring.py`."""

from collections.abc import Sequence

from lyceum.assessment.events import (
    QuestionFileAccepted,
    QuizNotPassed,
    QuizPassed,
    QuizRemoved,
    QuizzesLeft,
    RegradeRequested,
)
from lyceum.assessment.services import attempts, question_files, quizzes, regrading, statistics
from lyceum.catalog.events import CourseRemoved, LessonRemoved
from lyceum.platform.outbox import together


def remove_quizzes_of_lesson(event: LessonRemoved) -> None:
    """By the outbox: a lesson takes its quizzes along."""
    quizzes.remove_quizzes_of_lesson(event.lesson_id)


def remove_quizzes_of_course(event: CourseRemoved | QuizzesLeft) -> None:
    """By the outbox: a course takes its quizzes along."""
    quizzes.remove_quizzes_of_course(event.course_id)


def import_question_file(event: QuestionFileAccepted) -> None:
    """By an errand, since rendering takes its time: the questions of a file go into their quiz."""
    question_files.import_accepted_file(event.quiz_id)


def erase_attempts(event: QuizRemoved) -> None:
    """By the outbox: a quiz takes its attempts along."""
    quizzes.erase_attempts(event.quiz_id)


def regrade_some(event: RegradeRequested) -> None:
    """By the outbox: some attempts are graded by today's keys; the rest follows."""
    regrading.regrade_some(event)


@together(by="quiz_id")
def count_attempt(events: Sequence[QuizPassed | QuizNotPassed]) -> None:
    """By the outbox: the statistics of a quiz know some attempts more."""
    for event in events:
        statistics.count_attempt(event.attempt_id)


def close_overdue_attempts() -> None:
    """Every so often: attempts whose time is up are graded on what was saved."""
    attempts.close_overdue_attempts()
