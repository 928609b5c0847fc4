"""Notifications for the tests of every capability, made by the services that the handlers use."""

from bson import ObjectId

from lyceum.accounts.tests.factories import TestPerson
from lyceum.notifications.selectors import facts
from lyceum.notifications.selectors.facts import QuizResult
from lyceum.notifications.services.inbox import tell


def notify(person: TestPerson, *, times: int = 1) -> None:
    """Tell a person about quizzes that they have not passed."""
    for _ in range(times):
        tell(facts.quiz_retry(quiz_result(person)))


def quiz_result(person: TestPerson, *, percentage: int = 40, quiz_title: str = "A quiz") -> QuizResult:
    """Return how a person did in a quiz of a course that is gone."""
    return QuizResult(
        attempt_id=ObjectId(),
        quiz_id=ObjectId(),
        quiz_title=quiz_title,
        lesson_id=ObjectId(),
        course_id=ObjectId(),
        student_id=person.person_id,
        percentage=percentage,
    )
