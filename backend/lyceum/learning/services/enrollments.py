"""Giving students their place in a course, and letting them leave it."""

from datetime import datetime
from typing import Final

import structlog
from bson import ObjectId
from pymongo.errors import DuplicateKeyError

from lyceum.accounts import public as accounts
from lyceum.catalog import public as catalog
from lyceum.learning import rules
from lyceum.learning.documents import Enrollment, EnrollmentStatus, enrollments, progress
from lyceum.learning.errors import AlreadyEnrolledError
from lyceum.learning.events import EnrollmentsLeft, StudentEnrolled, StudentWithdrew
from lyceum.learning.selectors.enrollments import (
    SHELF,
    EnrollmentOverview,
    access_enrollment,
    describe_enrollment,
)
from lyceum.learning.selectors.progress import LESSONS_AT_MOST
from lyceum.platform import cache, mongo
from lyceum.platform.actors import Actor
from lyceum.platform.errors import FieldError, ForbiddenError, InvalidError, NotFoundError
from lyceum.platform.events import announce

log = structlog.get_logger(__name__)

REMOVED_AT_ONCE: Final = 20


def enroll_student(*, actor: Actor, course_id: ObjectId, student: str | None, now: datetime) -> EnrollmentOverview:
    """Give the actor a place in a course, or the named `student` one in a course of the actor's own.

    Raises:
        NotFoundError: the course is absent or hidden.
        ForbiddenError: a student was named for somebody else's course.
        InvalidError: nobody has this id, username or e-mail address.
        EnrollmentClosedError: the course is a draft or archived.
        PaymentRequiredError: the course has a price.
        AlreadyEnrolledError: the student has a place already.
    """
    offer = catalog.get_course_offer(course_id, actor=actor)
    student_id = actor.user_id if student is None else _find_student(student, course_id, actor)
    rules.check_open_for_enrollment(status=offer.status, title=offer.title)
    if student is None and offer.instructor_id != actor.user_id:
        rules.check_free(price_cents=offer.price_cents, title=offer.title)
    enrollment = _store(student_id=student_id, course_id=course_id, now=now)
    if enrollment is None:
        raise AlreadyEnrolledError(f"There is a place in “{offer.title}” already.")
    log.info("student_enrolled", course_id=str(course_id))
    return describe_enrollment(enrollment)


def withdraw_student(enrollment_id: ObjectId, *, actor: Actor) -> None:
    """Let a student leave a course; their progress is kept for a return.

    Raises:
        NotFoundError: the enrollment is absent or hidden.
        ForbiddenError: it is somebody else's.
    """
    enrollment = access_enrollment(enrollment_id, actor=actor)
    if enrollment.student_id != actor.user_id and not actor.is_admin:
        raise ForbiddenError("Only the student can leave the course.")
    mongo.run_in_transaction(lambda: _leave(enrollment_id))


def count_enrollment(course_id: ObjectId, *, change: int) -> None:
    """Add to the number of students that the course shows."""
    catalog.count_enrollment(course_id, change=change)


def remove_enrollments(course_id: ObjectId) -> None:
    """Remove the enrollments that came while their course was deleted, a few at a time; part of a transaction."""
    found = enrollments.find({"course_id": course_id}, limit=REMOVED_AT_ONCE)
    for enrollment in found:
        _remove(enrollment)
    if len(found) == REMOVED_AT_ONCE:
        announce(EnrollmentsLeft(course_id=course_id))


def _remove(enrollment: Enrollment) -> None:
    for done in progress.find({"enrollment_id": enrollment.id}, limit=LESSONS_AT_MOST):
        progress.delete({"_id": done.id})
    enrollments.delete({"_id": enrollment.id})
    cache.forget(SHELF.key(id=enrollment.student_id))


def _find_student(identifier: str, course_id: ObjectId, actor: Actor) -> ObjectId:
    catalog.get_authored_course(course_id, actor=actor)
    person = accounts.find_person(identifier)
    if person is None:
        message = "Nobody has this id, username or e-mail address."
        error = FieldError(field="student", code="unknown", message=message)
        raise InvalidError(message, errors=(error,))
    return person.person_id


def _store(*, student_id: ObjectId, course_id: ObjectId, now: datetime) -> Enrollment | None:
    """Store the place; None if the student has one. The unique index decides between racing calls."""
    new = Enrollment(student_id=student_id, course_id=course_id, enrolled_at=now, active_at=now)

    def insert() -> Enrollment:
        enrollments.insert(new)
        _announce_enrolled(new)
        return new

    try:
        return mongo.run_in_transaction(insert)
    except DuplicateKeyError:  # they are enrolled, or were once
        return mongo.run_in_transaction(lambda: _return_to(student_id, course_id, now))


def _return_to(student_id: ObjectId, course_id: ObjectId, now: datetime) -> Enrollment | None:
    pair = {"student_id": student_id, "course_id": course_id}
    active = {"status": EnrollmentStatus.ACTIVE, "active_at": now}
    if not enrollments.update({**pair, "status": EnrollmentStatus.WITHDRAWN}, {"$set": active}):
        return None
    enrollment = enrollments.find_one(pair)
    if enrollment is not None:
        _announce_enrolled(enrollment)
    return enrollment


def _announce_enrolled(enrollment: Enrollment) -> None:
    announce(
        StudentEnrolled(
            enrollment_id=enrollment.id,
            student_id=enrollment.student_id,
            course_id=enrollment.course_id,
            completed_count=enrollment.completed_count,
            milestones=enrollment.milestones,
        )
    )
    cache.forget(SHELF.key(id=enrollment.student_id))


def _leave(enrollment_id: ObjectId) -> None:
    where = {"_id": enrollment_id, "status": EnrollmentStatus.ACTIVE}
    if not enrollments.update(where, {"$set": {"status": EnrollmentStatus.WITHDRAWN}}):
        raise NotFoundError("There is no such enrollment.")
    enrollment = enrollments.find_by_id(enrollment_id)
    if enrollment is None:
        raise NotFoundError("There is no such enrollment.")
    announce(
        StudentWithdrew(
            enrollment_id=enrollment.id,
            student_id=enrollment.student_id,
            course_id=enrollment.course_id,
            completed_count=enrollment.completed_count,
            milestones=enrollment.milestones,
        )
    )
    cache.forget(SHELF.key(id=enrollment.student_id))
