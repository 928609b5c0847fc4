"""Giving students their place in a course, and letting them leave it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

import msgspec
import structlog
from bson import ObjectId
from pymongo.errors import DuplicateKeyError

from lyceum.accounts import public as accounts
from lyceum.accounts.public import Person
from lyceum.catalog import public as catalog
from lyceum.catalog.public import CourseOffer
from lyceum.learning import rules
from lyceum.learning.documents import (
    Enrollment,
    enrollment_rules,
    enrollments,
    join_codes,
    lesson_rules,
    progress,
)
from lyceum.learning.errors import AlreadyEnrolledError
from lyceum.learning.events import EnrollmentsLeft, SeatsOutdated, StudentQueued, StudentWithdrew
from lyceum.learning.rules import EnrollmentPolicy, EnrollmentStatus
from lyceum.learning.selectors.admission import find_rules
from lyceum.learning.selectors.enrollments import (
    SHELF,
    EnrollmentOverview,
    access_enrollment,
    overview_of,
)
from lyceum.learning.selectors.progress import LESSONS_AT_MOST
from lyceum.learning.services.announcements import announce_enrolled
from lyceum.learning.services.codes import use_code
from lyceum.learning.services.notes import remove_notes_of
from lyceum.learning.services.seats import take_seat
from lyceum.platform import cache, mongo
from lyceum.platform.actors import Actor
from lyceum.platform.errors import FieldError, ForbiddenError, InvalidError, NotFoundError
from lyceum.platform.events import announce

log = structlog.get_logger(__name__)

REMOVED_AT_ONCE: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Admission:
    """What a new place takes beside itself: a use of a code, and a seat where they are limited."""

    code: str | None
    is_limited: bool


def enroll_student(
    *, actor: Actor, course_id: ObjectId, student: str | None, code: str | None = None, now: datetime
) -> EnrollmentOverview:
    """Give the actor a place in a course, or the named `student` one in a course of the actor's own.

    In a full course the place is one in its waiting list.

    Raises:
        NotFoundError: the course is absent or hidden.
        ForbiddenError: a student was named for somebody else's course.
        InvalidError: nobody has this id, username or e-mail address.
        EnrollmentClosedError: the course is a draft or archived, or takes nobody who joins by themselves.
        CodeRequiredError: the course takes those with a code.
        UnusableCodeError: the code is unknown, expired, used up or revoked.
        PaymentRequiredError: the course has a price.
        AlreadyEnrolledError: the student has a place already.
    """
    offer = catalog.get_course_offer(course_id, actor=actor)
    person = _myself(actor) if student is None else _find_student(student, course_id, actor)
    rules.check_open_for_enrollment(status=offer.status, title=offer.title)
    found = find_rules(course_id)
    if student is None and offer.instructor_id != actor.user_id:
        _check_joins_alone(offer, found.policy, has_code=code is not None)
    new = Enrollment(student_id=person.person_id, course_id=course_id, enrolled_at=now, active_at=now)
    admission = _Admission(code=code if student is None else None, is_limited=found.capacity is not None)
    enrollment = _store(new, admission, now=now)
    if enrollment is None:
        raise AlreadyEnrolledError(f"There is a place in “{offer.title}” already.")
    log.info("student_enrolled", course_id=str(course_id), status=enrollment.status.value)
    return overview_of(enrollment, student=person, offer=offer)


def withdraw_student(enrollment_id: ObjectId, *, actor: Actor) -> None:
    """Let a student leave a course; their progress is kept for a return.

    Raises:
        NotFoundError: the enrollment is absent or hidden.
        ForbiddenError: it is somebody else's.
    """
    enrollment = access_enrollment(enrollment_id, actor=actor)
    if enrollment.student_id != actor.user_id and not actor.is_admin:
        raise ForbiddenError("Only the student can leave the course.")
    is_limited = find_rules(enrollment.course_id).capacity is not None
    mongo.run_in_transaction(lambda: _leave(enrollment_id, is_limited=is_limited))


def count_enrollment(course_id: ObjectId, *, change: int) -> None:
    """Add to the number of students that the course shows."""
    catalog.count_enrollment(course_id, change=change)


def remove_enrollments(course_id: ObjectId) -> None:
    """Remove what came while the course was deleted, and its rules, a few at a time; part of a transaction."""
    found = enrollments.find({"course_id": course_id}, limit=REMOVED_AT_ONCE)
    for enrollment in found:
        _remove(enrollment)
    codes = join_codes.find({"course_id": course_id}, limit=REMOVED_AT_ONCE)
    for code in codes:
        join_codes.delete({"_id": code.id})
    enrollment_rules.delete({"_id": course_id})
    lesson_rules.delete({"_id": course_id})
    if REMOVED_AT_ONCE in {len(found), len(codes)}:
        announce(EnrollmentsLeft(course_id=course_id))


def _remove(enrollment: Enrollment) -> None:
    for done in progress.find({"enrollment_id": enrollment.id}, limit=LESSONS_AT_MOST):
        progress.delete({"_id": done.id})
    remove_notes_of(student_id=enrollment.student_id, course_id=enrollment.course_id)
    enrollments.delete({"_id": enrollment.id})
    cache.forget(SHELF.key(id=enrollment.student_id))


def _find_student(identifier: str, course_id: ObjectId, actor: Actor) -> Person:
    catalog.get_authored_course(course_id, actor=actor)
    person = accounts.find_person(identifier)
    if person is None:
        message = "Nobody has this id, username or e-mail address."
        error = FieldError(field="student", code="unknown", message=message)
        raise InvalidError(message, errors=(error,))
    return person


def _myself(actor: Actor) -> Person:
    return Person(person_id=actor.user_id, name=actor.name)


def _check_joins_alone(offer: CourseOffer, policy: EnrollmentPolicy, *, has_code: bool) -> None:
    rules.check_admission(policy, has_code=has_code, title=offer.title)
    if not has_code:
        rules.check_free(price_cents=offer.price_cents, title=offer.title)


def _store(new: Enrollment, admission: _Admission, *, now: datetime) -> Enrollment | None:
    """Store the place; None if the student has one. The unique index decides between racing calls."""

    def insert() -> Enrollment:
        admitted = _admit(new, admission, now=now)
        enrollments.insert(admitted)
        _announce(admitted)
        return admitted

    if mongo.in_transaction() and enrollments.find_one(_pair_of(new)) is not None:  # a duplicate would end it
        return _return_to(new, admission, now=now)
    try:
        return mongo.run_in_transaction(insert)
    except DuplicateKeyError:  # they are enrolled, or were once
        return mongo.run_in_transaction(lambda: _return_to(new, admission, now=now))


def _admit(new: Enrollment, admission: _Admission, *, now: datetime) -> Enrollment:
    """Return the place as it is to be: active, or waiting with a number."""
    if admission.code is not None:
        use_code(admission.code, course_id=new.course_id, now=now)
    number = take_seat(new.course_id) if admission.is_limited else None
    if number is None:
        return new
    return msgspec.structs.replace(new, status=EnrollmentStatus.WAITING, queue_number=number)


def _return_to(new: Enrollment, admission: _Admission, *, now: datetime) -> Enrollment | None:
    pair = _pair_of(new)
    known = enrollments.find_one(pair)
    if known is None or known.status is not EnrollmentStatus.WITHDRAWN:
        return None
    admitted = _admit(msgspec.structs.replace(known, status=EnrollmentStatus.ACTIVE), admission, now=now)
    change = {"status": admitted.status.value, "queue_number": admitted.queue_number, "active_at": now}
    if not enrollments.update({**pair, "status": EnrollmentStatus.WITHDRAWN}, {"$set": change}):
        return None
    _announce(admitted)
    return enrollments.find_by_id(known.id)


def _pair_of(enrollment: Enrollment) -> dict[str, ObjectId]:
    return {"student_id": enrollment.student_id, "course_id": enrollment.course_id}


def _announce(enrollment: Enrollment) -> None:
    if enrollment.status is EnrollmentStatus.ACTIVE:
        announce_enrolled(enrollment)
        return
    announce(
        StudentQueued(
            enrollment_id=enrollment.id,
            student_id=enrollment.student_id,
            course_id=enrollment.course_id,
            queue_number=enrollment.queue_number,
        )
    )
    cache.forget(SHELF.key(id=enrollment.student_id))


def _leave(enrollment_id: ObjectId, *, is_limited: bool) -> None:
    enrollment = enrollments.find_by_id(enrollment_id)
    if enrollment is None or enrollment.status is EnrollmentStatus.WITHDRAWN:
        raise NotFoundError("There is no such enrollment.")
    enrollments.update({"_id": enrollment_id}, {"$set": {"status": EnrollmentStatus.WITHDRAWN.value}})
    cache.forget(SHELF.key(id=enrollment.student_id))
    if enrollment.status is EnrollmentStatus.WAITING:
        return
    announce(
        StudentWithdrew(
            enrollment_id=enrollment.id,
            student_id=enrollment.student_id,
            course_id=enrollment.course_id,
            completed_count=enrollment.completed_count,
            milestones=enrollment.milestones,
        )
    )
    if is_limited:
        announce(SeatsOutdated(course_id=enrollment.course_id))
