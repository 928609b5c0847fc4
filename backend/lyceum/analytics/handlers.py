"""What is counted when something has happened, and who is reminded of their streak; wired in `config/wiring.py`."""

from collections.abc import Sequence
from typing import Final

from lyceum.analytics.events import StreakAtRisk, StreakRemindersDue
from lyceum.analytics.services import counts, streaks
from lyceum.assessment.events import QuizNotPassed, QuizPassed, QuizRemoved, ResultChanged
from lyceum.catalog.events import CourseRemoved, FilesChanged, LessonRemoved
from lyceum.learning.events import (
    CompletionRevoked,
    LessonCompleted,
    MilestoneReached,
    StudentEnrolled,
    StudentWithdrew,
)
from lyceum.platform.clock import utc_now
from lyceum.platform.outbox import together

EVERYTHING: Final = 100


@together(by="course_id")
def count_enrollment(events: Sequence[StudentEnrolled]) -> None:
    """Students came, perhaps back, with what they have done."""
    course_id = events[0].course_id
    counts.count(
        course_id,
        enrollments=len(events),
        completions=sum(event.completed_count for event in events),
        finished=sum(EVERYTHING in event.milestones for event in events),
    )
    counts.count_day(course_id, now=utc_now(), enrollments=len(events))


def uncount_enrollment(event: StudentWithdrew) -> None:
    """A student left, with what they have done."""
    finished = int(EVERYTHING in event.milestones)
    counts.count(event.course_id, enrollments=-1, completions=-event.completed_count, finished=-finished)


@together(by="lesson_id")
def count_completion(events: Sequence[LessonCompleted]) -> None:
    """Students completed a lesson."""
    now, number = utc_now(), len(events)
    lesson_id, course_id = events[0].lesson_id, events[0].course_id
    active = sum(streaks.continue_streak(event.student_id, now=now) for event in events)
    counts.count(course_id, completions=number)
    counts.count_day(course_id, now=now, completions=number, active=active)
    counts.count_lesson(lesson_id, course_id=course_id, completions=number)


def uncount_completion(event: CompletionRevoked) -> None:
    """A completed lesson was removed from its course."""
    counts.count(event.course_id, completions=-1)


def count_finish(event: MilestoneReached) -> None:
    """A student came to the end of a course."""
    if event.percentage == EVERYTHING:
        counts.count(event.course_id, finished=1)


@together(by="quiz_id")
def count_submission(events: Sequence[QuizPassed | QuizNotPassed]) -> None:
    """Students submitted a quiz."""
    for event in events:
        if not event.is_new:
            continue
        is_passed = isinstance(event, QuizPassed)
        counts.count_submission(
            event.quiz_id,
            course_id=event.course_id,
            title=event.quiz_title,
            change=counts.SubmissionChange(
                passed=int(is_passed), failed=int(not is_passed), percentage=event.percentage
            ),
        )


def correct_submission(event: ResultChanged) -> None:
    """A submission of a quiz has another result than the one that was counted."""
    more_passed = event.passed_after - event.passed_before
    counts.count_submission(
        event.quiz_id,
        course_id=event.course_id,
        title=event.quiz_title,
        change=counts.SubmissionChange(
            passed=more_passed,
            failed=-more_passed,
            percentage=event.percentage_after - event.percentage_before,
        ),
    )


def count_files(event: FilesChanged) -> None:
    """Uploaded files came or went."""
    counts.count_files(event.files, size=event.bytes)


def forget_quiz(event: QuizRemoved) -> None:
    """A quiz is gone."""
    counts.forget_quiz(event.quiz_id)


def forget_lesson(event: LessonRemoved) -> None:
    """A lesson is gone."""
    counts.forget_lesson(event.lesson_id)


def forget_course(event: CourseRemoved) -> None:
    """A course is gone."""
    counts.forget_course(event.course_id)


def look_for_streak_reminders() -> None:
    """Periodic: begin to remind those who are about to lose their streak."""
    streaks.look_for_reminders(now=utc_now())


def start_streak_reminders(event: StreakRemindersDue) -> None:
    """Owe reminders to the next people for whom it is evening."""
    streaks.start_reminders(due_at=event.due_at)


def tell_streak_at_risk(event: StreakAtRisk) -> None:
    """Remind somebody of their streak."""
    streaks.tell_at_risk(event)


def mail_streak_at_risk(event: StreakAtRisk) -> None:
    """By errand: remind somebody of their streak by mail."""
    streaks.mail_at_risk(event)
