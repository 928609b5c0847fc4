"""Whom to tell when something has happened, wired in `config/wiring.py`: `tell_…` by the outbox, `mail_…` by errand."""

from collections.abc import Sequence

from lyceum.assessment import public as assessment
from lyceum.assessment.events import QuizNotPassed, QuizPassed
from lyceum.catalog.events import CourseRemoved
from lyceum.learning.events import (
    CertificateIssued,
    MilestoneReached,
    SeatGranted,
    StudentEnrolled,
    StudentQueued,
)
from lyceum.notifications.events import (
    AnnouncementAddressed,
    AnnouncementPosted,
    AnnouncementsLeft,
    DigestDue,
    DigestsDue,
)
from lyceum.notifications.selectors import facts
from lyceum.notifications.selectors.facts import Fact, QuizResult
from lyceum.notifications.services import announcements, digests
from lyceum.notifications.services.inbox import tell
from lyceum.notifications.services.mails import mail_fact
from lyceum.platform.clock import utc_now
from lyceum.platform.outbox import together


@together()
def tell_enrolled(events: Sequence[StudentEnrolled]) -> None:
    """Tell students that they have a place; who waited for it hears of the seat."""
    for event in events:
        if not event.was_waiting:
            tell(_enrolled(event))


def mail_enrolled(event: StudentEnrolled) -> None:
    """Confirm the place by mail; who waited for it hears of the seat."""
    if not event.was_waiting:
        mail_fact(_enrolled(event))


def tell_queued(event: StudentQueued) -> None:
    """Tell the student that they wait for a seat."""
    tell(_queued(event))


def mail_queued(event: StudentQueued) -> None:
    """Mail the student that they wait for a seat."""
    mail_fact(_queued(event))


def tell_seat_granted(event: SeatGranted) -> None:
    """Tell the student that the waiting is over."""
    tell(_seat_granted(event))


def mail_seat_granted(event: SeatGranted) -> None:
    """Mail the student that the waiting is over."""
    mail_fact(_seat_granted(event))


@together()
def tell_milestone(events: Sequence[MilestoneReached]) -> None:
    """Tell students how far they have come."""
    for event in events:
        tell(_milestone(event))


def mail_milestone(event: MilestoneReached) -> None:
    """Mail the student how far they have come."""
    mail_fact(_milestone(event))


def tell_certificate(event: CertificateIssued) -> None:
    """Tell the student that they have a certificate."""
    tell(_certificate(event))


def mail_certificate(event: CertificateIssued) -> None:
    """Mail the student that they have a certificate."""
    mail_fact(_certificate(event))


@together()
def tell_quiz_passed(events: Sequence[QuizPassed]) -> None:
    """Tell students that they have passed."""
    for event in events:
        tell(facts.quiz_passed(_result(event)))


def mail_quiz_passed(event: QuizPassed) -> None:
    """Mail the student that they have passed."""
    mail_fact(facts.quiz_passed(_result(event)))


@together()
def tell_quiz_retry(events: Sequence[QuizNotPassed]) -> None:
    """Tell students that they may try again."""
    for event in events:
        tell(facts.quiz_retry(_result(event)))


def mail_quiz_retry(event: QuizNotPassed) -> None:
    """Mail the student that they may try again."""
    mail_fact(facts.quiz_retry(_result(event)))


def address_announcement(event: AnnouncementPosted) -> None:
    """Owe an announcement to the next people of the course."""
    announcements.address_announcement(event.announcement_id, after_enrollment_id=event.after_enrollment_id)


@together(by="announcement_id")
def tell_announcement(events: Sequence[AnnouncementAddressed]) -> None:
    """Tell people what their instructor announces."""
    for event in events:
        announcements.tell_announcement(event.announcement_id, recipient_id=event.recipient_id)


def mail_announcement(event: AnnouncementAddressed) -> None:
    """Mail somebody what their instructor announces."""
    announcements.mail_announcement(event.announcement_id, recipient_id=event.recipient_id)


def remove_announcements(event: CourseRemoved | AnnouncementsLeft) -> None:
    """Delete what was announced to a course that is gone."""
    announcements.remove_announcements(event.course_id)


def look_for_digests() -> None:
    """Periodic: begin to send the digests that are due."""
    digests.look_for_digests(now=utc_now())


def start_digests(event: DigestsDue) -> None:
    """Owe digests to the next people for whom it is time."""
    digests.start_digests(due_at=event.due_at)


def mail_digest(event: DigestDue) -> None:
    """Mail somebody what is new."""
    digests.mail_digest(event)


def _enrolled(event: StudentEnrolled) -> Fact:
    return facts.enrolled(enrollment_id=event.enrollment_id, student_id=event.student_id, course_id=event.course_id)


def _queued(event: StudentQueued) -> Fact:
    return facts.queued(
        enrollment_id=event.enrollment_id,
        student_id=event.student_id,
        course_id=event.course_id,
        queue_number=event.queue_number,
    )


def _seat_granted(event: SeatGranted) -> Fact:
    return facts.seat_granted(
        enrollment_id=event.enrollment_id,
        student_id=event.student_id,
        course_id=event.course_id,
        queue_number=event.queue_number,
    )


def _certificate(event: CertificateIssued) -> Fact:
    return facts.certificate(
        certificate_id=event.certificate_id, student_id=event.student_id, course_id=event.course_id
    )


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
        percentage=event.percentage if assessment.is_score_told(event.quiz_id) else None,
    )
