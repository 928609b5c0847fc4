"""Issuing certificates: each once, with the facts as they are at that moment."""

import secrets
from datetime import datetime
from typing import Final

import structlog
from bson import ObjectId

from lyceum.accounts import public as accounts
from lyceum.accounts.public import Person
from lyceum.catalog import public as catalog
from lyceum.catalog.public import CourseOffer
from lyceum.learning.documents import Certificate, certificates, enrollments, progress
from lyceum.learning.events import CertificateIssued
from lyceum.learning.formats.certificate_texts import certificate_language
from lyceum.learning.rules import CODE_LETTERS
from lyceum.learning.selectors.progress import LESSONS_AT_MOST
from lyceum.platform.clock import utc_now
from lyceum.platform.events import announce
from lyceum.platform.ids import derive_id

log = structlog.get_logger(__name__)

CODE_LENGTH: Final = 26  # 128 bits


def issue_certificate(*, student_id: ObjectId, course_id: ObjectId) -> None:
    """Certify a completed course; nothing where that was done, or the person or the course is gone."""
    certificate_id = derive_id("certificate", student_id, course_id)
    if certificates.find_by_id(certificate_id) is not None:
        return
    offer = catalog.find_course_offers([course_id]).get(course_id)
    people = accounts.list_people({student_id} if offer is None else {student_id, offer.instructor_id})
    if offer is None or student_id not in people:
        return
    instructor = people.get(offer.instructor_id)
    certificates.insert_once(
        _certificate(
            certificate_id,
            student=people[student_id],
            instructor="" if instructor is None else instructor.name,
            offer=offer,
        )
    )
    announce(CertificateIssued(certificate_id=certificate_id, student_id=student_id, course_id=course_id))
    log.info("certificate_issued", course_id=str(course_id))


def _certificate(certificate_id: ObjectId, *, student: Person, instructor: str, offer: CourseOffer) -> Certificate:
    reader = accounts.find_correspondent(student.person_id)
    places = catalog.list_lesson_places(offer.course_id)
    now = utc_now()
    return Certificate(
        id=certificate_id,
        student_id=student.person_id,
        course_id=offer.course_id,
        code="".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH)),
        name=student.name,
        course_title=offer.title,
        instructor=instructor,
        minutes=sum(place.minutes for place in places),
        lesson_count=len(places),
        completed_at=_completed_at(student.person_id, offer.course_id) or now,
        issued_at=now,
        language=certificate_language("" if reader is None else reader.language),
    )


def _completed_at(student_id: ObjectId, course_id: ObjectId) -> datetime | None:
    """Return when the last lesson was completed."""
    enrollment = enrollments.find_one({"student_id": student_id, "course_id": course_id})
    if enrollment is None:
        return None
    touched = progress.find({"enrollment_id": enrollment.id}, limit=LESSONS_AT_MOST)
    return max((item.completed_at for item in touched if item.completed_at is not None), default=None)
