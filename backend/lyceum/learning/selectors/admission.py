"""Who may join a course and how many, and the codes that give places in it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bson import ObjectId

from lyceum.catalog import public as catalog
from lyceum.learning.documents import EnrollmentRules, JoinCode, enrollment_rules, join_codes
from lyceum.platform import cache
from lyceum.platform.actors import Actor
from lyceum.platform.errors import NotFoundError
from lyceum.platform.ids import derive_id
from lyceum.platform.paging import Page, PageRequest, find_page

ENROLLMENT_RULES: Final = cache.declare(
    "enrollment_rules:course:{id}",
    kind=EnrollmentRules,
    ttl_s=30 * 60,
    invalidated_by=("the rules of the course are changed",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """Who may join a course; `seats_left` is None where there is no limit."""

    course_id: ObjectId
    policy: str
    capacity: int | None
    seats_left: int | None


def find_rules(course_id: ObjectId) -> EnrollmentRules:
    """Return who may join the course, from the cache: its seats are not those of this moment."""
    return cache.read_through(ENROLLMENT_RULES, lambda: get_rules_now(course_id), id=course_id)


def get_rules_now(course_id: ObjectId) -> EnrollmentRules:
    """Return who may join the course and how many seats there are now."""
    return enrollment_rules.find_by_id(course_id) or EnrollmentRules(id=course_id)


def get_admission(course_id: ObjectId, *, actor: Actor) -> Admission:
    """Return who may join a course that the actor sees.

    Raises:
        NotFoundError: the course is absent or hidden.
    """
    catalog.get_course_offer(course_id, actor=actor)
    return describe_rules(get_rules_now(course_id))


def describe_rules(rules: EnrollmentRules) -> Admission:
    """Return what others see of the rules."""
    seats_left = None if rules.capacity is None else max(0, rules.seats_left)
    return Admission(course_id=rules.id, policy=rules.policy.value, capacity=rules.capacity, seats_left=seats_left)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeView:
    """A code of a course of one's own."""

    code_id: ObjectId
    course_id: ObjectId
    code: str
    uses: int
    uses_left: int
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


def list_codes(course_id: ObjectId, *, actor: Actor, page: PageRequest) -> Page[CodeView]:
    """List the codes of a course of one's own, newest first.

    Raises:
        NotFoundError: the course is absent or hidden.
        ForbiddenError: it is somebody else's.
    """
    catalog.get_authored_course(course_id, actor=actor)
    newest_first = [("created_at", -1), ("_id", -1)]
    found = find_page(join_codes, JoinCode, {"course_id": course_id}, sort=newest_first, page=page)
    return found.map(describe_code)


def get_authored_code(code_id: ObjectId, *, course_id: ObjectId, actor: Actor) -> JoinCode:
    """Return a code of a course of one's own.

    Raises:
        NotFoundError: the code or the course is absent or hidden.
        ForbiddenError: the course is somebody else's.
    """
    catalog.get_authored_course(course_id, actor=actor)
    code = join_codes.find_by_id(code_id)
    if code is None or code.course_id != course_id:
        raise NotFoundError("There is no such code.")
    return code


def describe_code(code: JoinCode) -> CodeView:
    """Return what an author sees of a code."""
    return CodeView(
        code_id=code.id,
        course_id=code.course_id,
        code=code.code,
        uses=code.uses,
        uses_left=code.uses_left,
        created_at=code.created_at,
        expires_at=code.expires_at,
        revoked_at=code.revoked_at,
    )


def id_of_code(course_id: ObjectId, code: str) -> ObjectId:
    """Return the id of a code, as it is stored, in a course."""
    return derive_id("join_code", course_id, code)
