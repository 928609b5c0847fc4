"""Whom to tell when something has happened; all by the outbox, wired in `config/wiring.py`."""

from lyceum.assessment.events import QuizNotPassed, QuizPassed
from lyceum.learning.events import MilestoneReached, StudentEnrolled
from lyceum.notifications import services
from lyceum.notifications.services import QuizResult


def tell_enrolled(event: StudentEnrolled) -> None:
    """Tell the student that they have a place."""
    services.tell_enrolled(enrollment_id=event.enrollment_id, student_id=event.student_id, course_id=event.course_id)


def tell_milestone(event: MilestoneReached) -> None:
    """Tell the student how far they have come."""
    services.tell_milestone(student_id=event.student_id, course_id=event.course_id, percentage=event.percentage)


def tell_quiz_passed(event: QuizPassed) -> None:
    """Tell the student that they have passed."""
    services.tell_quiz_passed(_result(event))


def tell_quiz_retry(event: QuizNotPassed) -> None:
    """Tell the student that they may try again."""
    services.tell_quiz_retry(_result(event))


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
