"""Storing new courses whole and many at a time, for data that is made by a program.

They are new: nobody has read them, they have no media, and what they count is told with them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import msgspec
from bson import ObjectId

from lyceum.accounts import public as accounts
from lyceum.accounts.public import Person
from lyceum.catalog.documents import Course, Lesson, Outline, courses, lessons, outlines
from lyceum.catalog.rules.courses import CourseStatus, Level
from lyceum.catalog.rules.outlines import LessonKind, Section, lessons_of
from lyceum.catalog.rules.search import fold
from lyceum.catalog.selectors.texts import render_text
from lyceum.catalog.services.categories import find_or_create_category
from lyceum.catalog.services.courses import new_draft
from lyceum.catalog.services.facet_counts import count_facets
from lyceum.catalog.services.imports import CategoryDraft, CourseDraft, LessonDraft
from lyceum.catalog.services.lessons import new_lesson, ref_of
from lyceum.catalog.services.search import forget_catalogue, index_among
from lyceum.platform.actors import NOBODY
from lyceum.platform.ids import derive_id
from lyceum.platform.mongo import run_in_transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeSection:
    """A section with its lessons; files are not among them."""

    title: str
    lessons: tuple[LessonDraft, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeCourse:
    """A course that is new; `enrollment_count` is how many will be enrolled without anybody counting them."""

    course_id: ObjectId
    instructor_id: ObjectId
    draft: CourseDraft
    sections: tuple[WholeSection, ...]
    status: str
    created_at: datetime
    published_at: datetime | None
    enrollment_count: int


def insert_courses(wholes: Sequence[WholeCourse]) -> None:
    """Store courses with their outlines and lessons, and count them; keep each call to some dozens.

    What only the course leads to comes before it. They are not one transaction: the embedded store takes seconds to
    commit some hundred documents. Whoever is killed here leaves facets to be counted again (`recount_facets`).
    """
    drafts = {whole.draft.category.slug: whole.draft.category for whole in wholes if whole.draft.category}
    category_ids = {slug: _category_id(draft) for slug, draft in drafts.items()}
    people = accounts.list_people({whole.instructor_id for whole in wholes})
    new_outlines = [Outline(id=whole.course_id, sections=_sections_of(whole), version=1) for whole in wholes]
    plain = [_course_of(whole, category_ids) for whole in wholes]
    new = [_with_sections(*pair, people) for pair in zip(plain, new_outlines, strict=True)]
    lessons.insert_all([lesson for whole in wholes for lesson in _lessons_of(whole)])
    outlines.insert_all(new_outlines)
    courses.insert_all(new)
    published = [course for course in new if course.status is CourseStatus.PUBLISHED]
    run_in_transaction(lambda: count_facets(joined=published))
    forget_catalogue()


def _category_id(draft: CategoryDraft) -> ObjectId:
    return find_or_create_category(slug=draft.slug, name=draft.name)


def _course_of(whole: WholeCourse, category_ids: Mapping[str, ObjectId]) -> Course:
    draft = whole.draft
    return msgspec.structs.replace(
        new_draft(whole.instructor_id, course_id=whole.course_id),
        slug=draft.slug,
        title=draft.title,
        title_key=fold(draft.title),
        summary=draft.summary,
        description=draft.description,
        description_html=_render(draft.description),
        category_id=category_ids[draft.category.slug] if draft.category else None,
        level=Level(draft.level),
        language=draft.language,
        tags=draft.tags,
        price_cents=draft.price_cents,
        currency=draft.currency,
        status=CourseStatus(whole.status),
        created_at=whole.created_at,
        updated_at=whole.published_at or whole.created_at,
        published_at=whole.published_at,
        enrollment_count=whole.enrollment_count,
    )


def _with_sections(course: Course, outline: Outline, people: Mapping[ObjectId, Person]) -> Course:
    """Return the course with what it derives from its lessons."""
    listed, index = lessons_of(outline.sections), index_among(course, outline.sections, people=people)
    return msgspec.structs.replace(
        course,
        lesson_count=len(listed),
        duration_minutes=sum(lesson.minutes for lesson in listed),
        search_terms=index.terms,
        search_words=index.words,
    )


def _lessons_of(whole: WholeCourse) -> list[Lesson]:
    return [_lesson_of(draft, whole) for section in whole.sections for draft in section.lessons]


def _lesson_of(draft: LessonDraft, whole: WholeCourse) -> Lesson:
    return msgspec.structs.replace(
        new_lesson(whole.course_id, lesson_id=draft.lesson_id),
        key=draft.key,
        title=draft.title,
        kind=LessonKind(draft.kind),
        minutes=draft.minutes,
        preview=draft.preview,
        content=draft.content,
        content_html=_render(draft.content),
        created_at=whole.created_at,
        updated_at=whole.created_at,
    )


def _sections_of(whole: WholeCourse) -> tuple[Section, ...]:
    return tuple(
        Section(
            section_id=derive_id(whole.course_id, "section", str(number)),
            title=section.title,
            lessons=tuple(ref_of(_lesson_of(draft, whole)) for draft in section.lessons),
        )
        for number, section in enumerate(whole.sections)
    )


@lru_cache(maxsize=1_000)
def _render(source: str) -> str:
    """Render a text; in a course without media the same source is the same page."""
    return render_text(source, course_id=NOBODY)
