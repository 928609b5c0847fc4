"""Seats of courses that take only so many: taken by a guarded count, given on in the order of arrival.

Who enrolls takes a seat, or a number in the queue, by one change of the course's `enrollment_rules`; all such changes
of a course follow each other. Who leaves only announces that the seats are outdated: the outbox then counts who is
there, lets in those who have waited longest, and notes how many seats are left. So a seat is never given twice, and
one that a crash forgot is found again.
"""

from typing import Any, Final

import structlog
from bson import ObjectId

from lyceum.catalog import public as catalog
from lyceum.learning.documents import (
    Enrollment,
    EnrollmentRules,
    enrollment_rules,
    enrollments,
)
from lyceum.learning.events import SeatGranted, SeatsOutdated
from lyceum.learning.rules import EnrollmentPolicy, EnrollmentStatus
from lyceum.learning.selectors.admission import ENROLLMENT_RULES, Admission, describe_rules, get_rules_now
from lyceum.learning.services.announcements import announce_enrolled
from lyceum.platform import cache, mongo
from lyceum.platform.actors import Actor
from lyceum.platform.clock import utc_now
from lyceum.platform.events import announce

log = structlog.get_logger(__name__)

LET_IN_AT_ONCE: Final = 20


def set_admission(course_id: ObjectId, *, actor: Actor, policy: EnrollmentPolicy, capacity: int | None) -> Admission:
    """Set who may join a course of the actor's own, and how many; those who are in it stay.

    Raises:
        NotFoundError: the course is absent or hidden.
        ForbiddenError: it is somebody else's.
    """
    catalog.get_authored_course(course_id, actor=actor)
    stored = mongo.run_in_transaction(lambda: _store_rules(course_id, policy=policy, capacity=capacity))
    log.info("enrollment_rules_set", course_id=str(course_id), policy=policy, capacity=capacity)
    return describe_rules(stored)


def take_seat(course_id: ObjectId) -> int | None:
    """Take a seat and return None, or else a number in the queue; part of a transaction."""
    if enrollment_rules.update({"_id": course_id, "seats_left": {"$gt": 0}}, {"$inc": {"seats_left": -1}}):
        return None
    enrollment_rules.update({"_id": course_id}, {"$inc": {"queue_number": 1}})
    found = get_rules_now(course_id)
    return None if found.capacity is None else found.queue_number


def settle_seats(course_id: ObjectId) -> None:
    """Let in those who have waited longest while there is room, and note the seats that are left; idempotent."""
    found = enrollment_rules.find_by_id(course_id)
    if found is None:
        return
    room = _count_room(course_id, found.capacity)
    waiting = _list_waiting(course_id, limit=min(room, LET_IN_AT_ONCE) if room > 0 else 0)
    for enrollment in waiting:
        _let_in(enrollment)
    is_more_to_do = len(waiting) == LET_IN_AT_ONCE
    seats_left = 0 if found.capacity is None or is_more_to_do else room - len(waiting)
    enrollment_rules.update({"_id": course_id}, {"$set": {"seats_left": seats_left, "settled_at": utc_now()}})
    if is_more_to_do:
        announce(SeatsOutdated(course_id=course_id))


def _store_rules(course_id: ObjectId, *, policy: EnrollmentPolicy, capacity: int | None) -> EnrollmentRules:
    """Store the rules; the seats are counted now, and again by the outbox when racing enrollments are done."""
    if enrollment_rules.find_by_id(course_id) is None:
        enrollment_rules.insert_once(EnrollmentRules(id=course_id))
    room = _count_room(course_id, capacity)
    if room > 0 and _list_waiting(course_id, limit=1):
        room = 0  # those who wait come first
    changes: dict[str, Any] = {
        "policy": policy.value,
        "capacity": capacity,
        "seats_left": 0 if capacity is None else room,
        "settled_at": utc_now(),
    }
    enrollment_rules.update({"_id": course_id}, {"$set": changes})
    announce(SeatsOutdated(course_id=course_id))
    cache.forget(ENROLLMENT_RULES.key(id=course_id))
    return get_rules_now(course_id)


def _count_room(course_id: ObjectId, capacity: int | None) -> int:
    """Count the seats that nobody has; never more than can be let in at once where there is no limit."""
    if capacity is None:
        return LET_IN_AT_ONCE
    where = {"course_id": course_id, "status": EnrollmentStatus.ACTIVE}
    return capacity - enrollments.count(where, limit=capacity + LET_IN_AT_ONCE)


def _list_waiting(course_id: ObjectId, *, limit: int) -> list[Enrollment]:
    if limit == 0:
        return []
    where = {"course_id": course_id, "status": EnrollmentStatus.WAITING}
    return enrollments.find(where, sort=[("queue_number", 1)], limit=limit)


def _let_in(enrollment: Enrollment) -> None:
    now = utc_now()
    waiting = {"_id": enrollment.id, "status": EnrollmentStatus.WAITING}
    active = {"status": EnrollmentStatus.ACTIVE, "enrolled_at": now, "active_at": now}
    if enrollments.update(waiting, {"$set": active}):
        announce_enrolled(enrollment)
        announce(
            SeatGranted(
                enrollment_id=enrollment.id,
                student_id=enrollment.student_id,
                course_id=enrollment.course_id,
                queue_number=enrollment.queue_number,
            )
        )
