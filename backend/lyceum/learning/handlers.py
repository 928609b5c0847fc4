"""What learning does when something has happened; wired in `config/wiring.py`."""

from collections.abc import Sequence

from lyceum.assessment.events import QuizPassed
from lyceum.catalog.events import CourseRemoved, LessonRemoved
from lyceum.learning import rules
from lyceum.learning.events import (
    EnrollmentOutdated,
    EnrollmentsLeft,
    EnrollmentsOutdated,
    MilestoneReached,
    NotesLeft,
    SeatsOutdated,
    StudentEnrolled,
    StudentWithdrew,
)
from lyceum.learning.services import certificates, corrections, enrollments, notes, progress, seats
from lyceum.platform.outbox import together


def complete_lesson_of_passed_quiz(event: QuizPassed) -> None:
    """In the quiz's transaction: its lesson is done when all required quizzes are passed."""
    progress.complete_lesson_of_passed_quiz(
        student_id=event.student_id, course_id=event.course_id, lesson_id=event.lesson_id, quiz_id=event.quiz_id
    )


@together(by="course_id")
def count_enrollment(events: Sequence[StudentEnrolled]) -> None:
    """By the outbox: the course shows so many students more."""
    enrollments.count_enrollment(events[0].course_id, change=len(events))


@together(by="course_id")
def uncount_enrollment(events: Sequence[StudentWithdrew]) -> None:
    """By the outbox: the course shows so many students less."""
    enrollments.count_enrollment(events[0].course_id, change=-len(events))


def settle_seats(event: SeatsOutdated) -> None:
    """By the outbox: those who have waited longest get the seats that are free."""
    seats.settle_seats(event.course_id)


def issue_certificate(event: MilestoneReached) -> None:
    """By the outbox: who has completed everything gets a certificate, once."""
    if event.percentage == max(rules.MILESTONES):
        certificates.issue_certificate(student_id=event.student_id, course_id=event.course_id)


def remove_notes(event: LessonRemoved | NotesLeft) -> None:
    """By the outbox: a lesson takes the notes and bookmarks at it along."""
    notes.remove_notes(event.lesson_id)


def start_corrections(event: LessonRemoved) -> None:
    """By the outbox: those who completed the lesson have one less, in a course that has one less."""
    corrections.start_corrections(course_id=event.course_id, lesson_id=event.lesson_id)


def find_outdated_enrollments(event: EnrollmentsOutdated) -> None:
    """By the outbox: look at one page of the course's enrollments."""
    corrections.find_outdated_enrollments(
        course_id=event.course_id,
        lesson_id=event.lesson_id,
        after_enrollment_id=event.after_enrollment_id,
    )


def correct_enrollment(event: EnrollmentOutdated) -> None:
    """By the outbox: correct one enrollment."""
    corrections.correct_enrollment(enrollment_id=event.enrollment_id, lesson_id=event.lesson_id)


def remove_enrollments(event: CourseRemoved | EnrollmentsLeft) -> None:
    """By the outbox: a course takes the enrollments along that came while it was deleted."""
    enrollments.remove_enrollments(event.course_id)
