"""Codes that give places in a course: made and revoked by its authors, used by those who join."""

from datetime import datetime, timedelta
from typing import Final

import structlog
from bson import ObjectId

from lyceum.catalog import public as catalog
from lyceum.learning import rules
from lyceum.learning.documents import JoinCode, join_codes
from lyceum.learning.errors import UnusableCodeError
from lyceum.learning.selectors.admission import CodeView, describe_code, get_authored_code, id_of_code
from lyceum.platform.actors import Actor
from lyceum.platform.errors import ConflictError, FieldError, InvalidError

log = structlog.get_logger(__name__)

CODES_AT_MOST: Final = 1_000
LIFE: Final = timedelta(days=90)
LONGEST_LIFE: Final = timedelta(days=366)
MESSAGES: Final = {
    "unknown": "This course has no such code.",
    "revoked": "The code was revoked.",
    "expired": "The code has expired.",
    "used_up": "The code has been used as often as it may be.",
}


def create_code(
    course_id: ObjectId, *, actor: Actor, uses: int, expires_at: datetime | None, now: datetime
) -> CodeView:
    """Make a code for a course of the actor's own.

    Raises:
        NotFoundError: the course is absent or hidden.
        ForbiddenError: it is somebody else's.
        InvalidError: the code would expire in the past or after more than a year.
        ConflictError: the course has as many codes as it may have.
    """
    catalog.get_authored_course(course_id, actor=actor)
    expires_at = now + LIFE if expires_at is None else expires_at
    if not now < expires_at <= now + LONGEST_LIFE:
        message = "A code expires in the future, within a year."
        raise InvalidError(message, errors=(FieldError(field="expires_at", code="out_of_range", message=message),))
    if join_codes.count({"course_id": course_id}, limit=CODES_AT_MOST) >= CODES_AT_MOST:
        raise ConflictError(f"A course has at most {CODES_AT_MOST} codes.")
    text = rules.new_code()
    code = JoinCode(
        id=id_of_code(course_id, text),
        course_id=course_id,
        code=text,
        uses=uses,
        uses_left=uses,
        created_at=now,
        expires_at=expires_at,
    )
    join_codes.insert(code)
    log.info("join_code_created", course_id=str(course_id), uses=uses)
    return describe_code(code)


def revoke_code(code_id: ObjectId, *, course_id: ObjectId, actor: Actor, now: datetime) -> None:
    """Let a code give no more places; those it gave stay.

    Raises:
        NotFoundError: the code or the course is absent or hidden.
        ForbiddenError: the course is somebody else's.
    """
    code = get_authored_code(code_id, course_id=course_id, actor=actor)
    join_codes.update({"_id": code.id, "revoked_at": None}, {"$set": {"revoked_at": now}})


def use_code(typed: str, *, course_id: ObjectId, now: datetime) -> None:
    """Take one use of a code; part of the transaction that gives the place.

    Raises:
        UnusableCodeError: it is unknown, expired, used up or revoked.
    """
    code_id = id_of_code(course_id, rules.plain_code(typed))
    usable = {"_id": code_id, "uses_left": {"$gt": 0}, "expires_at": {"$gt": now}, "revoked_at": None}
    if join_codes.update(usable, {"$inc": {"uses_left": -1}}):
        return
    code = join_codes.find_by_id(code_id)
    reason = "unknown" if code is None else _reason(code, now)
    error = FieldError(field="code", code=reason, message=MESSAGES[reason])
    raise UnusableCodeError(MESSAGES[reason], errors=(error,))


def _reason(code: JoinCode, now: datetime) -> str:
    reason = rules.unusable_reason(
        uses_left=code.uses_left, expires_at=code.expires_at, is_revoked=code.revoked_at is not None, now=now
    )
    return reason or "used_up"
