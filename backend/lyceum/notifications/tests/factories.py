"""Notifications for the tests of every capability, made by the services that the handlers use."""

from bson import ObjectId

from lyceum.accounts.tests.factories import TestPerson
from lyceum.catalog.tests.factories import TestCourse
from lyceum.notifications.documents import Announcement
from lyceum.notifications.selectors import facts
from lyceum.notifications.selectors.facts import QuizResult
from lyceum.notifications.services.inbox import tell
from lyceum.platform.clock import utc_now


def notify(person: TestPerson, *, times: int = 1) -> None:
    """Tell a person about quizzes that they have not passed."""
    for _ in range(times):
        tell(facts.quiz_retry(quiz_result(person)))


def make_announcement(course: TestCourse) -> Announcement:
    """Return an announcement to a course that nobody has been told of."""
    return Announcement(
        course_id=course.course_id,
        author_id=ObjectId(),
        title="The seminar is on Friday",
        body="We meet on **Friday**.",
        body_html="<p>We meet on <strong>Friday</strong>.</p>\n",
        created_at=utc_now(),
        updated_at=utc_now(),
    )


def quiz_result(person: TestPerson, *, percentage: int | None = 40, quiz_title: str = "A quiz") -> QuizResult:
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
