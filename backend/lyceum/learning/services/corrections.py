"""Making counts right after a lesson was removed: page by page, one enrollment per transaction.

A lesson may have been completed by every student of a large course. So the first event only lists who is
concerned, and owes each of them a short transaction of their own through the outbox; a worker that dies in
between goes on where it was.
"""

from typing import Final

from bson import ObjectId

from lyceum.learning import rules
from lyceum.learning.documents import Enrollment, enrollments, progress
from lyceum.learning.events import CompletionRevoked, EnrollmentOutdated, EnrollmentsOutdated
from lyceum.learning.rules import EnrollmentStatus
from lyceum.learning.selectors.progress import count_lessons
from lyceum.learning.selectors.walks import list_enrollments_after
from lyceum.learning.services.progress import forget_progress, reach_milestones
from lyceum.platform.events import announce
from lyceum.platform.ids import derive_id

PAGE: Final = 100


def start_corrections(*, course_id: ObjectId, lesson_id: ObjectId) -> None:
    """Begin to correct the enrollments of a course that has lost a lesson."""
    announce(EnrollmentsOutdated(course_id=course_id, lesson_id=lesson_id, after_enrollment_id=None))


def find_outdated_enrollments(
    *, course_id: ObjectId, lesson_id: ObjectId, after_enrollment_id: ObjectId | None
) -> None:
    """Owe a correction to each enrollment of one page that needs it, and the next page to a later turn."""
    page = list_enrollments_after(course_id, after_enrollment_id, limit=PAGE)
    touched = _list_touched(page, lesson_id)
    total = count_lessons(course_id)
    for enrollment in page:
        if enrollment.id in touched or _has_come_further(enrollment, total=total):
            announce(EnrollmentOutdated(enrollment_id=enrollment.id, lesson_id=lesson_id))
    if len(page) == PAGE:
        announce(EnrollmentsOutdated(course_id=course_id, lesson_id=lesson_id, after_enrollment_id=page[-1].id))


def correct_enrollment(*, enrollment_id: ObjectId, lesson_id: ObjectId) -> None:
    """Take a removed lesson out of one enrollment's count; doing it again changes nothing."""
    enrollment = enrollments.find_by_id(enrollment_id)
    if enrollment is None:
        return
    is_active = enrollment.status is EnrollmentStatus.ACTIVE
    if _take_out(enrollment, lesson_id) and is_active:
        announce(
            CompletionRevoked(
                student_id=enrollment.student_id,
                course_id=enrollment.course_id,
                lesson_id=lesson_id,
            )
        )
    if is_active:
        corrected = enrollments.find_by_id(enrollment_id) or enrollment
        reach_milestones(corrected, total=count_lessons(enrollment.course_id))
    forget_progress(enrollment, lesson_id)


def _take_out(enrollment: Enrollment, lesson_id: ObjectId) -> bool:
    """Delete the progress in the lesson; tell whether it counted."""
    progress_id = derive_id(enrollment.id, lesson_id)
    done = progress.find_by_id(progress_id)
    if done is None or not progress.delete({"_id": progress_id}) or not done.completed:
        return False
    enrollments.update({"_id": enrollment.id}, {"$inc": {"completed_count": -1}})
    return True


def _list_touched(page: list[Enrollment], lesson_id: ObjectId) -> set[ObjectId]:
    ids = [derive_id(enrollment.id, lesson_id) for enrollment in page]
    return {item.enrollment_id for item in progress.find({"_id": {"$in": ids}}, limit=PAGE)}


def _has_come_further(enrollment: Enrollment, *, total: int) -> bool:
    if enrollment.status is not EnrollmentStatus.ACTIVE:
        return False
    reached = rules.reached_milestones(completed=enrollment.completed_count, total=total)
    return not set(reached) <= set(enrollment.milestones)
