"""Who may see and change what in the catalog (the table of the HTTP contract).

Everything that a request names is fetched through here, so that nothing is read or written unchecked.
"""

from bson import ObjectId

from lyceum.catalog import ports
from lyceum.catalog.documents import Course, CourseCard, Outline
from lyceum.catalog.errors import NotEnrolledError
from lyceum.catalog.rules.courses import CourseStatus
from lyceum.catalog.rules.outlines import LessonPlace
from lyceum.catalog.selectors.courses import CourseOffer, get_course, offer_of
from lyceum.catalog.selectors.outlines import get_lesson_place, get_outline
from lyceum.platform.actors import Actor
from lyceum.platform.errors import ForbiddenError, NotFoundError, UnauthenticatedError


def is_author(course: CourseCard, actor: Actor) -> bool:
    """Tell whether the actor may change the course: it is their own, or they administer the site."""
    return actor.is_admin or (actor.is_instructor and course.instructor_id == actor.user_id)


def get_readable_course(course_id: ObjectId, *, actor: Actor, noun: str = "course") -> Course:
    """Return a course that the actor may see: published, their own, or archived while they learn in it.

    `noun` is what was asked for, where that is a part of the course: a refusal tells nothing about the rest.

    Raises:
        NotFoundError: it is absent or hidden.
    """
    try:
        course = get_course(course_id)
    except NotFoundError:
        raise _no_such(noun) from None
    if course.status is CourseStatus.PUBLISHED or is_author(course, actor):
        return course
    if course.status is CourseStatus.ARCHIVED and _is_enrolled(course_id, actor):
        return course
    raise _no_such(noun)


def get_writable_course(course_id: ObjectId, *, actor: Actor, noun: str = "course") -> Course:
    """Return a course that the actor may change; `noun` is what was asked for.

    Raises:
        NotFoundError: it is absent or hidden.
        ForbiddenError: the actor may see it only.
    """
    course = get_readable_course(course_id, actor=actor, noun=noun)
    if not is_author(course, actor):
        raise ForbiddenError("Only its instructor may change this course.")
    return course


def get_readable_outline(course_id: ObjectId, *, actor: Actor) -> Outline:
    """Return the order of a course that the actor may see.

    Raises:
        NotFoundError: the course is absent or hidden.
    """
    get_readable_course(course_id, actor=actor)
    return get_outline(course_id)


def get_course_offer(course_id: ObjectId, *, actor: Actor) -> CourseOffer:
    """Return a course that the actor may see.

    Raises:
        NotFoundError: it is absent or hidden.
    """
    return offer_of(get_readable_course(course_id, actor=actor))


def get_authored_course(course_id: ObjectId, *, actor: Actor) -> CourseOffer:
    """Return a course that the actor may change.

    Raises:
        NotFoundError: it is absent or hidden.
        ForbiddenError: the actor may see it only.
    """
    return offer_of(get_writable_course(course_id, actor=actor))


def get_readable_lesson(lesson_id: ObjectId, *, actor: Actor) -> LessonPlace:
    """Return a lesson whose content the actor may read: a preview, an enrolled student's, an author's.

    Raises:
        NotFoundError: it is absent or its course is hidden.
        UnauthenticatedError: nobody is signed in.
        NotEnrolledError: the actor has no place in the course.
    """
    place = get_lesson_place(lesson_id)
    check_may_read(place, get_readable_course(place.course_id, actor=actor, noun="lesson"), actor=actor)
    return place


def check_may_read(place: LessonPlace, course: CourseCard, *, actor: Actor) -> None:
    """Check that the actor, who sees the course, may read a lesson of it.

    Raises:
        UnauthenticatedError: nobody is signed in.
        NotEnrolledError: the actor has no place in the course.
    """
    if place.preview or is_author(course, actor):
        return
    if not actor.is_authenticated:
        raise UnauthenticatedError("Sign in and enroll to read this lesson.")
    if not _is_enrolled(course.id, actor):
        raise NotEnrolledError("Enroll in the course to read this lesson.")


def get_authored_lesson(lesson_id: ObjectId, *, actor: Actor) -> LessonPlace:
    """Return a lesson that the actor may change.

    Raises:
        NotFoundError: it is absent or its course is hidden.
        ForbiddenError: the actor may see its course only.
    """
    place = get_lesson_place(lesson_id)
    get_writable_course(place.course_id, actor=actor, noun="lesson")
    return place


def _no_such(noun: str) -> NotFoundError:
    return NotFoundError(f"There is no such {noun}.")


def _is_enrolled(course_id: ObjectId, actor: Actor) -> bool:
    if not actor.is_authenticated:
        return False
    return ports.enrollments.get().is_enrolled(student_id=actor.user_id, course_id=course_id)
