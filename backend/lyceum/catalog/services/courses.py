"""Writes to courses: making, changing, deleting."""

from typing import Any, Final

import msgspec
from bson import ObjectId

from lyceum.accounts import public as accounts
from lyceum.catalog import ports
from lyceum.catalog.documents import Course, MediaHead, MediaRef, courses, lessons, media, outlines
from lyceum.catalog.errors import HasEnrollmentsError
from lyceum.catalog.events import CourseRemoved
from lyceum.catalog.rules.courses import CourseFields, CourseStatus, Level, numbered_slug, slug_of
from lyceum.catalog.rules.fields import given_fields
from lyceum.catalog.rules.files import media_ids_in
from lyceum.catalog.rules.outlines import LESSON_LIMIT
from lyceum.catalog.rules.search import fold
from lyceum.catalog.selectors.access import get_writable_course
from lyceum.catalog.selectors.categories import get_shelf
from lyceum.catalog.selectors.courses import COURSE, get_course
from lyceum.catalog.selectors.outlines import get_outline
from lyceum.catalog.selectors.texts import render_text
from lyceum.catalog.services.facet_counts import count_facets
from lyceum.catalog.services.media import delete_media_of, mark_used
from lyceum.catalog.services.outlines import forget_course
from lyceum.catalog.services.search import index_course
from lyceum.platform import audit, cache, markdown
from lyceum.platform.actors import Actor
from lyceum.platform.clock import utc_now
from lyceum.platform.errors import FieldError, ForbiddenError, InvalidError, NotFoundError
from lyceum.platform.events import announce
from lyceum.platform.mongo import run_in_transaction, to_bson
from lyceum.platform.versions import check_version

COUNTS: Final = frozenset({"lesson_count", "duration_minutes", "enrollment_count"})


def create_course(fields: CourseFields, *, actor: Actor) -> Course:
    """Make a draft that belongs to the actor, or to the instructor that an admin names.

    Raises:
        ForbiddenError: the actor authors no courses, or names another instructor without being an admin.
        InvalidError: a category, image or instructor is unknown.
    """
    if not actor.is_instructor:
        raise ForbiddenError("Only instructors may make courses.")
    return insert_draft(apply_fields(new_draft(actor.user_id), fields, actor=actor))


def new_draft(instructor_id: ObjectId, *, course_id: ObjectId | None = None) -> Course:
    """Return an empty draft that is not stored yet."""
    now = utc_now()
    return Course(
        id=course_id or ObjectId(),
        slug="",
        title="",
        title_key="",
        summary="",
        description="",
        description_html="",
        renderer_version=markdown.RENDERER_VERSION,
        instructor_id=instructor_id,
        category_id=None,
        level=Level.BEGINNER,
        language="en",
        tags=(),
        price_cents=0,
        currency="EUR",
        status=CourseStatus.DRAFT,
        version=1,
        created_at=now,
        updated_at=now,
    )


def insert_draft(draft: Course) -> Course:
    """Store a new course under the slug of its title, numbered where another course has it."""
    slug = draft.slug or slug_of(draft.title) or "course"
    index = index_course(draft, ())
    course = msgspec.structs.replace(draft, slug=slug, search_terms=index.terms, search_words=index.words)

    def insert() -> Course:
        is_taken = courses.find_one({"slug": slug}) is not None
        new = msgspec.structs.replace(course, slug=numbered_slug(slug, course.id)) if is_taken else course
        courses.insert_once(new)
        return new

    stored = run_in_transaction(insert)
    forget_course(stored.id)
    return stored


def update_course(course_id: ObjectId, fields: CourseFields, *, actor: Actor, expected_version: int | None) -> Course:
    """Change what the author writes of a course.

    Raises:
        NotFoundError, ForbiddenError: the actor may not change the course.
        StaleVersionError: the course has changed since `expected_version`.
        InvalidError: a category, image or instructor is unknown.
    """

    def store() -> Course:
        course = get_writable_course(course_id, actor=actor)
        check_version(expected_version, course.version)
        return store_changes(course, apply_fields(course, fields, actor=actor))

    return run_in_transaction(store)


def store_changes(course: Course, changed: Course) -> Course:
    """Store what differs as a new version. Part of the caller's transaction."""
    if changed == course:
        return course
    index = index_course(changed, get_outline(course.id).sections)
    stored = msgspec.structs.replace(
        changed,
        version=course.version + 1,
        updated_at=utc_now(),
        search_terms=index.terms,
        search_words=index.words,
    )
    courses.update({"_id": course.id}, {"$set": _difference(course, stored)})
    mark_used(media_ids_in(stored.description_html) | ({stored.image.media_id} if stored.image else set()))
    if course.status is CourseStatus.PUBLISHED:
        count_facets(joined=[stored], left=[course])
    forget_course(course.id)
    return stored


def delete_course(course_id: ObjectId, *, actor: Actor, expected_version: int | None) -> None:
    """Delete a course that nobody has enrolled in, with its lessons and media.

    Raises:
        NotFoundError, ForbiddenError: the actor may not change the course.
        StaleVersionError: the course has changed since `expected_version`.
        HasEnrollmentsError: people learn in it.
    """

    def remove() -> None:
        course = get_writable_course(course_id, actor=actor)
        check_version(expected_version, course.version)
        if ports.enrollments.get().has_enrollments(course_id=course_id):
            raise HasEnrollmentsError("People are enrolled in this course; archive it instead.")
        _remove(course)

    run_in_transaction(remove)


def erase_course(course_id: ObjectId, *, confirmed_slug: str, actor: Actor) -> None:
    """Delete a course whoever learns in it; what hangs on it goes by the outbox, step by step. Certificates stay.

    Raises:
        NotFoundError: there is no such course, or it is hidden.
        ForbiddenError: the actor is no administrator.
        InvalidError: the slug is not the course's.
    """

    def erase() -> None:
        course = get_writable_course(course_id, actor=actor)
        if not actor.is_admin:
            raise ForbiddenError("Only administrators erase courses.")
        if confirmed_slug != course.slug:
            message = "This is not the slug of the course."
            raise InvalidError(message, errors=(FieldError(field="confirm", code="mismatch", message=message),))
        _remove(course)
        subject = audit.Subject(kind="course", subject_id=course_id)
        audit.record(actor=actor, action="course_erased", subject=subject)

    run_in_transaction(erase)


def count_enrollment(course_id: ObjectId, *, change: int) -> None:
    """Add to the number of people enrolled in a course."""
    courses.update({"_id": course_id}, {"$inc": {"enrollment_count": change}})
    cache.forget(COURSE.key(id=course_id), "catalog")


def set_course_image(course_id: ObjectId, *, media_id: ObjectId | None) -> None:
    """Set the image of a course, one of its own media files, or take it away; for imports.

    Raises:
        NotFoundError: there is no such course.
        InvalidError: the course has no such image.
    """

    def store() -> None:
        course = get_course(course_id)
        image = None if media_id is None else _get_image(media_id, course_id=course_id)
        store_changes(course, msgspec.structs.replace(course, image=image))

    run_in_transaction(store)


def apply_fields(course: Course, fields: CourseFields, *, actor: Actor) -> Course:
    """Return the course with the fields that are set.

    Raises:
        ForbiddenError: somebody who is no admin names another instructor.
        InvalidError: a category, image or instructor is unknown.
    """
    given = given_fields(fields)
    if "image_id" in given:
        image_id = given.pop("image_id")
        given["image"] = image_id and _get_image(image_id, course_id=course.id)
    if "category_id" in given:
        _check_category(given["category_id"])
    if given.get("instructor_id", course.instructor_id) != course.instructor_id:
        _check_instructor(given["instructor_id"], actor=actor)
    return _with_texts(course, msgspec.structs.replace(course, **given))


def _with_texts(course: Course, changed: Course) -> Course:
    """Return the changed course with what is made from its title and description."""
    if changed.title != course.title:
        changed = msgspec.structs.replace(changed, title_key=fold(changed.title))
    if changed.description == course.description:
        return changed
    return msgspec.structs.replace(
        changed,
        description_html=render_text(changed.description, course_id=course.id),
        renderer_version=markdown.RENDERER_VERSION,
    )


def _get_image(media_id: ObjectId, *, course_id: ObjectId) -> MediaRef:
    found = media.find_as(MediaHead, {"_id": media_id, "course_id": course_id}, limit=1)
    if not found or not found[0].kind.startswith("image/"):
        raise _unknown("image", "The course has no such image.")
    return MediaRef(media_id=media_id, extension=found[0].extension, variants=found[0].variants)


def _check_category(category_id: ObjectId | None) -> None:
    if category_id is not None and get_shelf().find(category_id) is None:
        raise _unknown("category", "There is no such category.")


def _check_instructor(instructor_id: ObjectId, *, actor: Actor) -> None:
    if not actor.is_admin:
        raise ForbiddenError("Only an admin may give a course to somebody else.")
    try:
        named = accounts.get_actor(str(instructor_id))
    except NotFoundError:
        raise _unknown("instructor", "There is no such instructor.") from None
    if not named.is_instructor:
        raise _unknown("instructor", "There is no such instructor.")


def _unknown(field: str, message: str) -> InvalidError:
    return InvalidError(message, errors=(FieldError(field=field, code="unknown", message=message),))


def _difference(old: Course, new: Course) -> dict[str, Any]:
    """Return the stored fields that differ; counts are never written from here."""
    names = set(old.__struct_fields__) - COUNTS
    return {name: to_bson(getattr(new, name)) for name in names if getattr(old, name) != getattr(new, name)}


def _remove(course: Course) -> None:
    """Delete a course; part of a transaction."""
    _remove_parts(course.id)
    courses.delete({"_id": course.id})
    if course.status is CourseStatus.PUBLISHED:
        count_facets(left=[course])
    announce(CourseRemoved(course_id=course.id))
    forget_course(course.id)


def _remove_parts(course_id: ObjectId) -> None:
    """Delete lessons, outline and media one at a time, as every server can do in a transaction."""
    for lesson in lessons.find({"course_id": course_id}, limit=LESSON_LIMIT):
        lessons.delete({"_id": lesson.id})
    outlines.delete({"_id": course_id})
    delete_media_of(course_id)
