"""Who learns what: enrollments as other code may see them, and how far each has come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from bson import ObjectId

from lyceum.accounts import public as accounts
from lyceum.accounts.public import Person
from lyceum.assessment.ports import CourseProgress
from lyceum.catalog import public as catalog
from lyceum.catalog.errors import NotEnrolledError
from lyceum.catalog.public import CourseOffer
from lyceum.learning import rules
from lyceum.learning.documents import Enrollment, enrollments
from lyceum.learning.rules import EnrollmentStatus
from lyceum.platform import cache, mongo
from lyceum.platform.actors import Actor
from lyceum.platform.errors import NotFoundError
from lyceum.platform.paging import Page, PageRequest, find_page

KEPT: Final = 200
LONGEST_QUEUE: Final = 10_000
LOOKED_THROUGH: Final = 1_000
PRESENT: Final = (EnrollmentStatus.ACTIVE, EnrollmentStatus.WAITING)


class Shelf(mongo.Embedded, frozen=True, kw_only=True):
    """A student's enrollments, active and waiting, most recently active first; all unless there are very many."""

    enrollments: tuple[Enrollment, ...]
    is_complete: bool


SHELF: Final = cache.declare(
    "enrollments:user:{id}",
    kind=Shelf,
    ttl_s=15 * 60,
    invalidated_by=(
        "StudentEnrolled",
        "StudentQueued",
        "StudentWithdrew",
        "LessonCompleted",
        "MilestoneReached",
        "CompletionRevoked",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrollmentOverview:
    """An enrollment with the student, the course and how far the one is in the other.

    `position` is a single waiting student's place in the queue, from 1; None for others and in lists.
    """

    enrollment_id: ObjectId
    student: Person
    course: CourseOffer
    enrolled_at: datetime
    status: str
    last_lesson_id: ObjectId | None
    progress: CourseProgress
    position: int | None = None


def find_enrollment(*, student_id: ObjectId, course_id: ObjectId) -> Enrollment | None:
    """Return the student's active enrollment in the course, or None."""
    if not mongo.in_transaction():
        shelf = _get_shelf(student_id)
        kept = next((item for item in shelf.enrollments if item.course_id == course_id), None)
        if kept is not None or shelf.is_complete:
            return kept if kept is not None and kept.status is EnrollmentStatus.ACTIVE else None
    where = {"student_id": student_id, "course_id": course_id, "status": EnrollmentStatus.ACTIVE}
    return enrollments.find_one(where)


def get_own_enrollment(*, student_id: ObjectId, course_id: ObjectId) -> Enrollment:
    """Return the student's active enrollment in the course.

    Raises:
        NotEnrolledError: there is none.
    """
    enrollment = find_enrollment(student_id=student_id, course_id=course_id)
    if enrollment is None:
        raise NotEnrolledError("Enroll in the course first.")
    return enrollment


def is_enrolled(*, student_id: ObjectId, course_id: ObjectId) -> bool:
    """Tell whether the student has a place in the course."""
    return find_enrollment(student_id=student_id, course_id=course_id) is not None


def check_enrolled(*, student_id: ObjectId, course_id: ObjectId) -> None:
    """Let only students of the course pass.

    Raises:
        NotEnrolledError: they have no place in it.
    """
    get_own_enrollment(student_id=student_id, course_id=course_id)


def has_enrollments(*, course_id: ObjectId) -> bool:
    """Tell whether anybody has, or had, a place in the course."""
    return enrollments.find_one({"course_id": course_id}) is not None


def get_course_progress(*, student_id: ObjectId, course_id: ObjectId) -> CourseProgress:
    """Return how far the student is in the course; nowhere where they are not enrolled."""
    enrollment = find_enrollment(student_id=student_id, course_id=course_id)
    return course_progress(enrollment, total=len(catalog.list_known_places(course_id)))


def course_progress(enrollment: Enrollment | None, *, total: int) -> CourseProgress:
    """Work out how far an enrollment is in a course of `total` lessons."""
    completed = 0 if enrollment is None else min(enrollment.completed_count, total)
    return CourseProgress(
        completed=completed,
        total=total,
        percentage=rules.percentage(completed=completed, total=total),
        milestones=() if enrollment is None else tuple(sorted(enrollment.milestones)),
    )


def list_enrollments(
    *, actor: Actor, course_id: ObjectId | None, status: EnrollmentStatus | None, page: PageRequest
) -> Page[EnrollmentOverview]:
    """List one's own enrollments, or everybody's in a course of one's own: the active ones unless asked otherwise."""
    if course_id is not None and is_author(actor, course_id):
        return _list_course_enrollments(course_id, status or EnrollmentStatus.ACTIVE, page)
    return _list_own_enrollments(actor, course_id, status, page)


def list_recent_enrollments(*, actor: Actor, limit: int) -> tuple[EnrollmentOverview, ...]:
    """List one's own enrollments, most recently active first."""
    kept = _get_shelf(actor.user_id).enrollments
    active = [item for item in kept if item.status is EnrollmentStatus.ACTIVE]
    return describe_enrollments(active[:limit], students=[_person(actor)])


def list_stuck_enrollments(course_id: ObjectId, *, idle_since: datetime, limit: int) -> tuple[EnrollmentOverview, ...]:
    """List students who began a course, have not finished it and did nothing since a time; no permission is checked.

    The longest idle come first, of those who came to the course last.
    """
    where = {"course_id": course_id, "status": EnrollmentStatus.ACTIVE}
    found = enrollments.find(where, sort=[("enrolled_at", -1), ("_id", -1)], limit=LOOKED_THROUGH)
    idle = [item for item in found if item.active_at < idle_since and max(rules.MILESTONES) not in item.milestones]
    idle.sort(key=lambda item: item.active_at)
    people = accounts.list_people({item.student_id for item in idle[:limit]})
    return describe_enrollments(idle[:limit], students=people.values())


def get_enrollment(enrollment_id: ObjectId, *, actor: Actor) -> EnrollmentOverview:
    """Return an enrollment of one's own, or one in a course of one's own; active or waiting.

    Raises:
        NotFoundError: there is none, or it is hidden from the actor.
    """
    return describe_enrollment(access_enrollment(enrollment_id, actor=actor))


def access_enrollment(enrollment_id: ObjectId, *, actor: Actor) -> Enrollment:
    """Return the stored enrollment if the actor may see it.

    Raises:
        NotFoundError: there is none, or it is hidden from the actor.
    """
    enrollment = enrollments.find_by_id(enrollment_id)
    if enrollment is None or enrollment.status is EnrollmentStatus.WITHDRAWN:
        raise NotFoundError("There is no such enrollment.")
    if enrollment.student_id != actor.user_id and not is_author(actor, enrollment.course_id):
        raise NotFoundError("There is no such enrollment.")
    return enrollment


def describe_enrollment(enrollment: Enrollment) -> EnrollmentOverview:
    """Add the student, the course and the progress to an enrollment.

    Raises:
        NotFoundError: its course is gone.
    """
    offer = catalog.find_course_offers([enrollment.course_id]).get(enrollment.course_id)
    if offer is None:
        raise NotFoundError("There is no such enrollment.")
    [student] = accounts.list_people([enrollment.student_id]).values() or [_nameless(enrollment.student_id)]
    return overview_of(enrollment, student=student, offer=offer)


def overview_of(enrollment: Enrollment, *, student: Person, offer: CourseOffer) -> EnrollmentOverview:
    """Put one enrollment together with its student, its course and, where it waits, its place in the queue."""
    people = {student.person_id: student}
    return replace(_overview(enrollment, people=people, offer=offer), position=_position(enrollment))


def describe_enrollments(found: Sequence[Enrollment], *, students: Iterable[Person]) -> tuple[EnrollmentOverview, ...]:
    """Add students, courses and progress; an enrollment whose course is gone is left out."""
    offers = catalog.find_course_offers({item.course_id for item in found})
    people = {person.person_id: person for person in students}
    return tuple(
        _overview(item, people=people, offer=offers[item.course_id]) for item in found if item.course_id in offers
    )


def _overview(item: Enrollment, *, people: Mapping[ObjectId, Person], offer: CourseOffer) -> EnrollmentOverview:
    return EnrollmentOverview(
        enrollment_id=item.id,
        student=people.get(item.student_id) or _nameless(item.student_id),
        course=offer,
        enrolled_at=item.enrolled_at,
        status=item.status,
        last_lesson_id=item.last_lesson_id,
        progress=course_progress(item, total=offer.lesson_count),
    )


def is_author(actor: Actor, course_id: ObjectId) -> bool:
    """Tell whether the actor may see everything about who learns in the course: it is their own, or they administer."""
    if actor.is_admin:
        return True
    if not actor.is_instructor:
        return False
    offer = catalog.find_course_offers([course_id]).get(course_id)
    return offer is not None and offer.instructor_id == actor.user_id


def _position(enrollment: Enrollment) -> int | None:
    if enrollment.status is not EnrollmentStatus.WAITING:
        return None
    before = {
        "course_id": enrollment.course_id,
        "status": EnrollmentStatus.WAITING,
        "queue_number": {"$lt": enrollment.queue_number},
    }
    return 1 + enrollments.count(before, limit=LONGEST_QUEUE)


def _list_own_enrollments(
    actor: Actor, course_id: ObjectId | None, status: EnrollmentStatus | None, page: PageRequest
) -> Page[EnrollmentOverview]:
    found = _find_own_page(actor.user_id, course_id, status, page)
    described = describe_enrollments(found.items, students=[_person(actor)])
    return Page(items=described, count=found.count, count_is_lower_bound=found.count_is_lower_bound)


def _find_own_page(
    student_id: ObjectId, course_id: ObjectId | None, status: EnrollmentStatus | None, page: PageRequest
) -> Page[Enrollment]:
    shown = PRESENT if status is None else (status,)
    shelf = _get_shelf(student_id)
    if shelf.is_complete and EnrollmentStatus.WITHDRAWN not in shown:
        items = [item for item in shelf.enrollments if item.status in shown and course_id in {None, item.course_id}]
        return Page(items=tuple(items[page.skip : page.skip + page.size]), count=len(items))
    where: dict[str, Any] = {"student_id": student_id, "status": {"$in": list(shown)}}
    if course_id is not None:
        where["course_id"] = course_id
    return find_page(enrollments, Enrollment, where, sort=[("active_at", -1)], page=page)


def _list_course_enrollments(
    course_id: ObjectId, status: EnrollmentStatus, page: PageRequest
) -> Page[EnrollmentOverview]:
    newest_first = [("enrolled_at", -1), ("_id", -1)]
    found = find_page(
        enrollments,
        Enrollment,
        {"course_id": course_id, "status": status},
        sort=[("queue_number", 1)] if status is EnrollmentStatus.WAITING else newest_first,
        page=page,
    )
    people = accounts.list_people({item.student_id for item in found.items})
    described = describe_enrollments(found.items, students=people.values())
    return Page(items=described, count=found.count, count_is_lower_bound=found.count_is_lower_bound)


def _get_shelf(student_id: ObjectId) -> Shelf:
    return cache.read_through(SHELF, lambda: _load_shelf(student_id), id=student_id)


def _load_shelf(student_id: ObjectId) -> Shelf:
    where = {"student_id": student_id, "status": {"$in": list(PRESENT)}}
    found = enrollments.find(where, sort=[("active_at", -1)], limit=KEPT)
    return Shelf(enrollments=tuple(found), is_complete=len(found) < KEPT)


def _nameless(person_id: ObjectId) -> Person:
    return Person(person_id=person_id, name="")


def _person(actor: Actor) -> Person:
    return Person(person_id=actor.user_id, name=actor.name)
