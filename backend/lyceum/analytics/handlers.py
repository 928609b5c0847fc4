"""What is counted when something has happened, and who is reminded of their streak; wired in `config/wiring.py`."""

from typing import Final

from lyceum.analytics.events import StreakAtRisk, StreakRemindersDue
from lyceum.analytics.services import counts, streaks
from lyceum.assessment.events import QuizNotPassed, QuizPassed, QuizRemoved
from lyceum.catalog.events import CourseRemoved, LessonRemoved
from lyceum.learning.events import (
    CompletionRevoked,
    LessonCompleted,
    MilestoneReached,
    StudentEnrolled,
    StudentWithdrew,
)
from lyceum.platform.clock import utc_now

EVERYTHING: Final = 100


def count_enrollment(event: StudentEnrolled) -> None:
    """A student came, perhaps back, with what they have done."""
    finished = int(EVERYTHING in event.milestones)
    counts.count(event.course_id, enrollments=1, completions=event.completed_count, finished=finished)
    counts.count_day(event.course_id, now=utc_now(), enrollments=1)


def uncount_enrollment(event: StudentWithdrew) -> None:
    """A student left, with what they have done."""
    finished = int(EVERYTHING in event.milestones)
    counts.count(event.course_id, enrollments=-1, completions=-event.completed_count, finished=-finished)


def count_completion(event: LessonCompleted) -> None:
    """A student completed a lesson."""
    now = utc_now()
    is_first_today = streaks.continue_streak(event.student_id, now=now)
    counts.count(event.course_id, completions=1)
    counts.count_day(event.course_id, now=now, completions=1, active=int(is_first_today))
    counts.count_lesson(event.lesson_id, course_id=event.course_id)


def uncount_completion(event: CompletionRevoked) -> None:
    """A completed lesson was removed from its course."""
    counts.count(event.course_id, completions=-1)


def count_finish(event: MilestoneReached) -> None:
    """A student came to the end of a course."""
    if event.percentage == EVERYTHING:
        counts.count(event.course_id, finished=1)


def count_submission(event: QuizPassed | QuizNotPassed) -> None:
    """A student submitted a quiz."""
    counts.count_submission(
        event.quiz_id,
        course_id=event.course_id,
        title=event.quiz_title,
        is_passed=isinstance(event, QuizPassed),
        percentage=event.percentage,
    )


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
