"""Whom to tell when something has happened, wired in `config/wiring.py`: `tell_…` by the outbox, `mail_…` by errand."""

from lyceum.assessment.events import QuizNotPassed, QuizPassed
from lyceum.learning.events import MilestoneReached, StudentEnrolled
from lyceum.notifications.selectors import facts
from lyceum.notifications.selectors.facts import Fact, QuizResult
from lyceum.notifications.services.inbox import tell
from lyceum.notifications.services.mails import mail_fact


def tell_enrolled(event: StudentEnrolled) -> None:
    """Tell the student that they have a place."""
    tell(_enrolled(event))


def mail_enrolled(event: StudentEnrolled) -> None:
    """Confirm the place by mail."""
    mail_fact(_enrolled(event))


def tell_milestone(event: MilestoneReached) -> None:
    """Tell the student how far they have come."""
    tell(_milestone(event))


def mail_milestone(event: MilestoneReached) -> None:
    """Mail the student how far they have come."""
    mail_fact(_milestone(event))


def tell_quiz_passed(event: QuizPassed) -> None:
    """Tell the student that they have passed."""
    tell(facts.quiz_passed(_result(event)))


def mail_quiz_passed(event: QuizPassed) -> None:
    """Mail the student that they have passed."""
    mail_fact(facts.quiz_passed(_result(event)))


def tell_quiz_retry(event: QuizNotPassed) -> None:
    """Tell the student that they may try again."""
    tell(facts.quiz_retry(_result(event)))


def mail_quiz_retry(event: QuizNotPassed) -> None:
    """Mail the student that they may try again."""
    mail_fact(facts.quiz_retry(_result(event)))


def _enrolled(event: StudentEnrolled) -> Fact:
    return facts.enrolled(enrollment_id=event.enrollment_id, student_id=event.student_id, course_id=event.course_id)


def _milestone(event: MilestoneReached) -> Fact:
    return facts.milestone(student_id=event.student_id, course_id=event.course_id, percentage=event.percentage)


def _result(event: QuizPassed | QuizNotPassed) -> QuizResult:
    return QuizResult(
        attempt_id=event.attempt_id,
        quiz_id=event.quiz_id,
        quiz_title=event.quiz_title,
        lesson_id=event.lesson_id,
        course_id=event.course_id,
        student_id=event.student_id,
        percentage=event.percentage,
    )
