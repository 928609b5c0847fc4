"""Telling that somebody is in a course now; each call is part of the transaction that put them there."""

from lyceum.learning.documents import Enrollment
from lyceum.learning.events import StudentEnrolled
from lyceum.learning.rules import EnrollmentStatus
from lyceum.learning.selectors.enrollments import SHELF
from lyceum.learning.selectors.progress import count_lessons
from lyceum.learning.services.progress import reach_milestones
from lyceum.platform import cache
from lyceum.platform.events import announce


def announce_enrolled(enrollment: Enrollment) -> None:
    """Announce that the student has their place; `enrollment` is as it was before, where they waited for it.

    Who returns may have come to a milestone by a lesson that was removed while they were away.
    """
    announce(
        StudentEnrolled(
            enrollment_id=enrollment.id,
            student_id=enrollment.student_id,
            course_id=enrollment.course_id,
            completed_count=enrollment.completed_count,
            milestones=enrollment.milestones,
            was_waiting=enrollment.status is EnrollmentStatus.WAITING,
        )
    )
    if enrollment.completed_count:
        reach_milestones(enrollment, total=count_lessons(enrollment.course_id))
    cache.forget(SHELF.key(id=enrollment.student_id))
