"""Writes to the order of a course."""

from collections.abc import Sequence

from bson import ObjectId

from lyceum.catalog.documents import Course, Outline, courses, outlines
from lyceum.catalog.rules.outlines import (
    QuizRef,
    Section,
    SectionOrder,
    Sections,
    lessons_of,
    reorder,
    with_quiz,
    with_section,
    without_quiz,
)
from lyceum.catalog.selectors.access import get_writable_course
from lyceum.catalog.selectors.courses import COURSE
from lyceum.catalog.selectors.listings import CHANGED_KEY
from lyceum.catalog.selectors.outlines import OUTLINE, get_lesson_place, get_outline
from lyceum.catalog.services.search import index_course
from lyceum.platform import cache
from lyceum.platform.actors import Actor
from lyceum.platform.clock import utc_now
from lyceum.platform.mongo import run_in_transaction, to_bson
from lyceum.platform.versions import check_version


def add_section(course_id: ObjectId, *, title: str, actor: Actor, expected_version: int | None) -> Outline:
    """Add an empty section at the end of a course.

    Raises:
        NotFoundError, ForbiddenError: the actor may not change the course.
        StaleVersionError: the outline has changed since `expected_version`.
        InvalidError: there are too many sections.
    """

    def store() -> Outline:
        course, outline = _open(course_id, actor=actor, expected_version=expected_version)
        section = Section(section_id=ObjectId(), title=title)
        return store_order(course, with_section(outline.sections, section))

    return run_in_transaction(store)


def reorder_outline(
    course_id: ObjectId, *, order: Sequence[SectionOrder], actor: Actor, expected_version: int | None
) -> Outline:
    """Put the sections and lessons of a course into a new order.

    Raises:
        NotFoundError, ForbiddenError: the actor may not change the course.
        StaleVersionError: the outline has changed since `expected_version`.
        InvalidError: a section is unknown, or not every lesson is named exactly once.
    """

    def store() -> Outline:
        course, outline = _open(course_id, actor=actor, expected_version=expected_version)
        return store_order(course, reorder(outline.sections, order))

    return run_in_transaction(store)


def place_quiz(lesson_id: ObjectId, quiz: QuizRef) -> None:
    """Show a quiz with its lesson, or show it anew.

    Raises:
        NotFoundError: there is no such lesson.
    """

    def store() -> None:
        course_id = get_lesson_place(lesson_id).course_id
        sections = get_outline(course_id).sections
        store_details(course_id, with_quiz(sections, quiz, lesson_id=lesson_id))

    run_in_transaction(store)


def remove_quiz(lesson_id: ObjectId, quiz_id: ObjectId) -> None:
    """Show a quiz no longer with its lesson.

    Raises:
        NotFoundError: there is no such lesson.
    """

    def store() -> None:
        course_id = get_lesson_place(lesson_id).course_id
        sections = get_outline(course_id).sections
        store_details(course_id, without_quiz(sections, quiz_id, lesson_id=lesson_id))

    run_in_transaction(store)


def store_order(course: Course, sections: Sections) -> Outline:
    """Store which sections and lessons a course has in which order, and what follows for the course.

    Part of the caller's transaction.
    """
    change = {"$set": {"sections": to_bson(sections)}, "$inc": {"version": 1}}
    outlines.update({"_id": course.id}, change, upsert=True)
    store_totals(course, sections)
    forget_course(course.id)
    return get_outline(course.id)


def store_details(course_id: ObjectId, sections: Sections) -> None:
    """Store what the outline shows of lessons; the order and its version stay. Part of the caller's transaction."""
    outlines.update({"_id": course_id}, {"$set": {"sections": to_bson(sections)}})
    forget_course(course_id)


def store_totals(course: Course, sections: Sections) -> None:
    """Store what a course derives from its lessons. Part of the caller's transaction."""
    listed = lessons_of(sections)
    index = index_course(course, sections)
    totals = {
        "lesson_count": len(listed),
        "duration_minutes": sum(lesson.minutes for lesson in listed),
        "search_terms": list(index.terms),
        "search_words": index.words,
        "updated_at": utc_now(),
    }
    courses.update({"_id": course.id}, {"$set": totals})


def forget_course(course_id: ObjectId) -> None:
    """Make what is cached of a course stale, once the transaction has committed."""
    cache.forget(COURSE.key(id=course_id), OUTLINE.key(id=course_id), "catalog", CHANGED_KEY)


def _open(course_id: ObjectId, *, actor: Actor, expected_version: int | None) -> tuple[Course, Outline]:
    course = get_writable_course(course_id, actor=actor)
    outline = get_outline(course_id)
    check_version(expected_version, outline.version)
    return course, outline
