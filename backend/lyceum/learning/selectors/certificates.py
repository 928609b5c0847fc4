"""Certificates: one's own, those of one's courses, and what anybody with a code may check."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bson import ObjectId
from django.conf import settings

from lyceum.learning.documents import Certificate, certificates
from lyceum.learning.rules import plain_code
from lyceum.learning.selectors.enrollments import is_author
from lyceum.platform.actors import Actor
from lyceum.platform.errors import NotFoundError
from lyceum.platform.paging import Page, PageRequest, find_page


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateView:
    """A certificate with the address that repeats its facts."""

    certificate_id: ObjectId
    student_id: ObjectId
    course_id: ObjectId
    code: str
    name: str
    course_title: str
    instructor: str
    school: str
    minutes: int
    lesson_count: int
    completed_at: datetime
    issued_at: datetime
    language: str
    address: str


def list_certificates(*, actor: Actor, course_id: ObjectId | None, page: PageRequest) -> Page[CertificateView]:
    """List one's own certificates, or everybody's of a course of one's own; newest first."""
    where: dict[str, Any] = {"student_id": actor.user_id}
    if course_id is not None and is_author(actor, course_id):
        where = {"course_id": course_id}
    elif course_id is not None:
        where["course_id"] = course_id
    return find_page(certificates, Certificate, where, sort=[("issued_at", -1)], page=page).map(_view)


def get_certificate(certificate_id: ObjectId, *, actor: Actor) -> CertificateView:
    """Return a certificate of one's own, or of a course of one's own.

    Raises:
        NotFoundError: there is none, or it is hidden from the actor.
    """
    found = certificates.find_by_id(certificate_id)
    if found is None or (found.student_id != actor.user_id and not is_author(actor, found.course_id)):
        raise NotFoundError("There is no such certificate.")
    return _view(found)


def verify_certificate(code: str) -> CertificateView:
    """Return what the certificate with this code says, to anybody who has it.

    Raises:
        NotFoundError: there is none.
    """
    found = certificates.find_one({"code": plain_code(code)[:64]})
    if found is None:
        raise NotFoundError("There is no certificate with this code.")
    return _view(found)


def draw_pdf(certificate: CertificateView) -> bytes:
    """Return the certificate as a PDF file."""
    # The drawing libraries cost 0.1 s and 15 MB, which most processes never need.
    from lyceum.learning.formats.certificate_pdf import CertificateFacts, draw_certificate  # noqa: PLC0415 - fonts and drawing cost 0.15 s to load

    return draw_certificate(
        CertificateFacts(
            name=certificate.name,
            course_title=certificate.course_title,
            instructor=certificate.instructor,
            school=certificate.school,
            minutes=certificate.minutes,
            lesson_count=certificate.lesson_count,
            completed_at=certificate.completed_at,
            code=certificate.code,
            address=certificate.address,
            language=certificate.language,
        )
    )


def _view(found: Certificate) -> CertificateView:
    return CertificateView(
        certificate_id=found.id,
        student_id=found.student_id,
        course_id=found.course_id,
        code=found.code,
        name=found.name,
        course_title=found.course_title,
        instructor=found.instructor,
        school=settings.SITE_NAME,
        minutes=found.minutes,
        lesson_count=found.lesson_count,
        completed_at=found.completed_at,
        issued_at=found.issued_at,
        language=found.language,
        address=f"{settings.PUBLIC_URL.rstrip('/')}/verify/{found.code}",
    )
