"""What is counted when something has happened; all by the outbox, wired in `config/wiring.py`."""

from typing import Final

from lyceum.analytics import services
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
    services.count(event.course_id, enrollments=1, completions=event.completed_count, finished=finished)
    services.count_day(event.course_id, now=utc_now(), enrollments=1)


def uncount_enrollment(event: StudentWithdrew) -> None:
    """A student left, with what they have done."""
    finished = int(EVERYTHING in event.milestones)
    services.count(event.course_id, enrollments=-1, completions=-event.completed_count, finished=-finished)


def count_completion(event: LessonCompleted) -> None:
    """A student completed a lesson."""
    now = utc_now()
    is_first_today = services.continue_streak(event.student_id, now=now)
    services.count(event.course_id, completions=1)
    services.count_day(event.course_id, now=now, completions=1, active=int(is_first_today))
    services.count_lesson(event.lesson_id, course_id=event.course_id)


def uncount_completion(event: CompletionRevoked) -> None:
    """A completed lesson was removed from its course."""
    services.count(event.course_id, completions=-1)


def count_finish(event: MilestoneReached) -> None:
    """A student came to the end of a course."""
    if event.percentage == EVERYTHING:
        services.count(event.course_id, finished=1)


def count_submission(event: QuizPassed | QuizNotPassed) -> None:
    """A student submitted a quiz."""
    services.count_submission(
        event.quiz_id,
        course_id=event.course_id,
        title=event.quiz_title,
        is_passed=isinstance(event, QuizPassed),
        percentage=event.percentage,
    )


def forget_quiz(event: QuizRemoved) -> None:
    """A quiz is gone."""
    services.forget_quiz(event.quiz_id)


def forget_lesson(event: LessonRemoved) -> None:
    """A lesson is gone."""
    services.forget_lesson(event.lesson_id)


def forget_course(event: CourseRemoved) -> None:
    """A course is gone."""
    services.forget_course(event.course_id)
