"""Writes to lessons."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import msgspec
from bson import ObjectId
from msgspec import UNSET

from lyceum.catalog.documents import Course, Lesson, LessonHead, lessons
from lyceum.catalog.events import LessonRemoved
from lyceum.catalog.rules.fields import given_fields
from lyceum.catalog.rules.lessons import LessonFields
from lyceum.catalog.rules.outlines import (
    LessonKind,
    LessonRef,
    QuizRef,
    minutes_of,
    with_lesson,
    without_lesson,
)
from lyceum.catalog.selectors.access import get_writable_course
from lyceum.catalog.selectors.lessons import LessonView, get_lesson, view_lesson
from lyceum.catalog.selectors.media_use import media_of_lesson
from lyceum.catalog.selectors.outlines import get_outline, list_lesson_places, place_in
from lyceum.catalog.selectors.texts import render_text
from lyceum.catalog.services.lesson_files import find_attachments, find_captions, find_video
from lyceum.catalog.services.media import mark_used
from lyceum.catalog.services.outlines import (
    forget_course,
    store_details,
    store_order,
    store_totals,
)
from lyceum.platform.actors import Actor
from lyceum.platform.clock import utc_now
from lyceum.platform.errors import FieldError, InvalidError
from lyceum.platform.events import announce
from lyceum.platform.markdown import RENDERER_VERSION
from lyceum.platform.mongo import run_in_transaction, to_bson
from lyceum.platform.versions import check_version

_FILES: Final[dict[str, Callable[..., object]]] = {
    "video_url": find_video,
    "captions": find_captions,
    "attachments": find_attachments,
}


def open_lesson(lesson_id: ObjectId, *, actor: Actor) -> LessonView:
    """Return a lesson to somebody who may read it; what an older renderer made is rendered again and kept.

    Raises:
        NotFoundError: it is absent or its course is hidden.
        UnauthenticatedError: nobody is signed in.
        NotEnrolledError: the actor has no place in the course.
    """
    lesson = get_lesson(lesson_id)
    if lesson.renderer_version >= RENDERER_VERSION:
        return view_lesson(lesson, actor=actor)
    view_lesson(lesson, actor=actor)
    fresh = _rendered(lesson)
    lessons.update(
        {"_id": lesson_id, "version": lesson.version},
        {"$set": {"content_html": fresh.content_html, "renderer_version": RENDERER_VERSION}},
    )
    forget_course(lesson.course_id)
    return view_lesson(fresh, actor=actor)


def create_lesson(fields: LessonFields, *, course_id: ObjectId, section_id: ObjectId, actor: Actor) -> Lesson:
    """Add a lesson at the end of a section.

    Raises:
        NotFoundError, ForbiddenError: the actor may not change the course.
        InvalidError: the section is unknown, the video not allowed, or there are too many lessons.
    """

    def store() -> Lesson:
        course = get_writable_course(course_id, actor=actor)
        lesson = _apply(new_lesson(course_id), fields)
        sections = get_outline(course_id).sections
        changed = with_lesson(sections, ref_of(lesson), section_id=section_id)
        lessons.insert(lesson)
        mark_used(media_of_lesson(lesson))
        store_order(course, changed)
        return lesson

    return run_in_transaction(store)


def update_lesson(lesson_id: ObjectId, fields: LessonFields, *, actor: Actor, expected_version: int | None) -> Lesson:
    """Change a lesson; another section of the same course moves it to that section's end.

    Raises:
        NotFoundError, ForbiddenError: the actor may not change the course.
        StaleVersionError: the lesson has changed since `expected_version`.
        InvalidError: the section is unknown, another course is named, or the video not allowed.
    """

    def store() -> Lesson:
        opened = _open(lesson_id, actor=actor, expected_version=expected_version)
        _check_same_course(opened.lesson, fields)
        changed = store_changes(opened.lesson, _apply(opened.lesson, fields))
        _place(opened, changed, fields)
        return changed

    return run_in_transaction(store)


def delete_lesson(lesson_id: ObjectId, *, actor: Actor, expected_version: int | None) -> None:
    """Delete a lesson and take it out of the outline.

    Raises:
        NotFoundError, ForbiddenError: the actor may not change the course.
        StaleVersionError: the lesson has changed since `expected_version`.
    """

    def remove() -> None:
        opened = _open(lesson_id, actor=actor, expected_version=expected_version)
        sections = get_outline(opened.course.id).sections
        store_order(opened.course, without_lesson(sections, lesson_id))
        remove_lesson(opened.course.id, lesson_id)

    run_in_transaction(remove)


def remove_lesson(course_id: ObjectId, lesson_id: ObjectId) -> None:
    """Delete a lesson that the outline no longer has, and tell. Part of the caller's transaction."""
    lessons.delete({"_id": lesson_id})
    announce(LessonRemoved(course_id=course_id, lesson_id=lesson_id))


def new_lesson(course_id: ObjectId, *, lesson_id: ObjectId | None = None) -> Lesson:
    """Return an empty lesson that is not stored yet."""
    now = utc_now()
    return Lesson(
        id=lesson_id or ObjectId(),
        course_id=course_id,
        title="",
        kind=LessonKind.TEXT,
        minutes=1,
        preview=False,
        content="",
        content_html="",
        renderer_version=RENDERER_VERSION,
        created_at=now,
        updated_at=now,
    )


def store_changes(lesson: Lesson, changed: Lesson) -> Lesson:
    """Store what differs as a new version. Part of the caller's transaction."""
    if changed == lesson:
        return lesson
    stored = msgspec.structs.replace(changed, version=lesson.version + 1, updated_at=utc_now())
    mark_used(media_of_lesson(stored))
    names = (name for name in lesson.__struct_fields__ if getattr(lesson, name) != getattr(stored, name))
    lessons.update({"_id": lesson.id}, {"$set": {name: to_bson(getattr(stored, name)) for name in names}})
    return stored


def with_content(lesson: Lesson, content: str) -> Lesson:
    """Return the lesson with this text, rendered."""
    return _rendered(msgspec.structs.replace(lesson, content=content))


def ref_of(lesson: LessonHead, *, quizzes: tuple[QuizRef, ...] = ()) -> LessonRef:
    """Return what the outline shows of a lesson."""
    return LessonRef(
        lesson_id=lesson.id,
        title=lesson.title,
        kind=lesson.kind,
        minutes=lesson.minutes,
        preview=lesson.preview,
        quizzes=quizzes,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """A lesson that the actor may change, with its course."""

    lesson: Lesson
    course: Course


def _open(lesson_id: ObjectId, *, actor: Actor, expected_version: int | None) -> _Opened:
    lesson = get_lesson(lesson_id)
    course = get_writable_course(lesson.course_id, actor=actor, noun="lesson")
    check_version(expected_version, lesson.version)
    return _Opened(lesson=lesson, course=course)


def _apply(lesson: Lesson, fields: LessonFields) -> Lesson:
    """Return the lesson with the fields that are set."""
    given = given_fields(fields)
    given.pop("section_id", None)
    content = given.pop("content", lesson.content)
    for name, find in _FILES.items():
        if name in given:
            given[name] = find(given[name], course_id=lesson.course_id)
    if "minutes" in given and given["minutes"] is None:
        given["minutes"] = minutes_of(content)
    changed = msgspec.structs.replace(lesson, **given)
    return changed if content == lesson.content else with_content(changed, content)


def _rendered(lesson: Lesson) -> Lesson:
    html = render_text(lesson.content, course_id=lesson.course_id)
    return msgspec.structs.replace(lesson, content_html=html, renderer_version=RENDERER_VERSION)


def _check_same_course(lesson: Lesson, fields: LessonFields) -> None:
    if fields.course_id is not UNSET and fields.course_id != lesson.course_id:
        message = "A lesson cannot move to another course."
        raise InvalidError(message, errors=(FieldError(field="course", code="cannot_move", message=message),))


def _place(opened: _Opened, changed: Lesson, fields: LessonFields) -> None:
    """Bring the outline up to date with a changed lesson."""
    course, lesson = opened.course, opened.lesson
    place = place_in(list_lesson_places(course.id), lesson.id)
    section_id = place.section_id if fields.section_id is UNSET else fields.section_id
    ref = ref_of(changed, quizzes=place.quizzes)
    moved = section_id != place.section_id
    if not moved and ref == ref_of(lesson, quizzes=place.quizzes):
        forget_course(course.id)
        return
    sections = with_lesson(get_outline(course.id).sections, ref, section_id=section_id)
    if moved:
        store_order(course, sections)
    else:
        store_details(course.id, sections)
        store_totals(course, sections)
