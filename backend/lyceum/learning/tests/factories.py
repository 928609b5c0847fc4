"""Enrollments and progress for the tests of every capability, made by the services that the API uses."""

from datetime import datetime

from bson import ObjectId

from lyceum.accounts.tests.factories import TestPerson
from lyceum.catalog.tests.factories import TestCourse
from lyceum.learning.documents import Enrollment, enrollments
from lyceum.learning.selectors.progress import ProgressRow
from lyceum.learning.services.enrollments import enroll_student
from lyceum.learning.services.progress import Watched, record_progress
from lyceum.platform.clock import utc_now


def enroll(person: TestPerson, course: TestCourse) -> ObjectId:
    """Give a person a place in a course; return the enrollment's id."""
    enrolled = enroll_student(actor=person.actor, course_id=course.course_id, student=None, now=utc_now())
    return enrolled.enrollment_id


def complete(person: TestPerson, *lesson_ids: ObjectId) -> ProgressRow:
    """Complete lessons for a person; return what the last one answered."""
    rows = [
        record_progress(actor=person.actor, lesson_id=lesson_id, completed=True, watched=Watched(), now=utc_now())
        for lesson_id in lesson_ids
    ]
    return rows[-1]


def stored_enrollment(enrollment_id: ObjectId) -> Enrollment:
    """Return an enrollment as it is stored, past every cache."""
    enrollment = enrollments.find_by_id(enrollment_id)
    assert enrollment is not None
    return enrollment


def leave_idle(enrollment_id: ObjectId, *, since: datetime) -> None:
    """Let an enrollment look as if nothing was done in it since a time."""
    enrollments.update({"_id": enrollment_id}, {"$set": {"active_at": since}})
