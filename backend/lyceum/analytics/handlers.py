"""What is counted when something has happened; all by the outbox, wired in `config/wiring.py`."""

from typing import Final

from lyceum.analytics import services
from lyceum.catalog.events import CourseRemoved
from lyceum.learning.events import (
    CompletionRevoked,
    LessonCompleted,
    MilestoneReached,
    StudentEnrolled,
    StudentWithdrew,
)

EVERYTHING: Final = 100


def count_enrollment(event: StudentEnrolled) -> None:
    """A student came, perhaps back, with what they have done."""
    finished = int(EVERYTHING in event.milestones)
    services.count(event.course_id, enrollments=1, completions=event.completed_count, finished=finished)


def uncount_enrollment(event: StudentWithdrew) -> None:
    """A student left, with what they have done."""
    finished = int(EVERYTHING in event.milestones)
    services.count(event.course_id, enrollments=-1, completions=-event.completed_count, finished=-finished)


def count_completion(event: LessonCompleted) -> None:
    """A student completed a lesson."""
    services.count(event.course_id, completions=1)


def uncount_completion(event: CompletionRevoked) -> None:
    """A completed lesson was removed from its course."""
    services.count(event.course_id, completions=-1)


def count_finish(event: MilestoneReached) -> None:
    """A student came to the end of a course."""
    if event.percentage == EVERYTHING:
        services.count(event.course_id, finished=1)


def forget_course(event: CourseRemoved) -> None:
    """A course is gone."""
    services.forget_course(event.course_id)
