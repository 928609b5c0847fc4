"""Writes for imports: each stores a part of a course under an id that its caller derives, and may be repeated.

A caller that wants all or nothing runs them in one transaction. Media come before the texts that show them.
"""

from dataclasses import dataclass

import msgspec
from bson import ObjectId

from lyceum.catalog.documents import Course, Lesson, LessonHead, lessons
from lyceum.catalog.errors import SlugTakenError
from lyceum.catalog.rules.courses import Level
from lyceum.catalog.rules.lessons import CaptionFields
from lyceum.catalog.rules.outlines import LESSON_LIMIT, LessonKind, Section, Sections, lessons_of
from lyceum.catalog.rules.search import fold
from lyceum.catalog.selectors.courses import find_course_by_slug, get_course
from lyceum.catalog.selectors.outlines import get_outline
from lyceum.catalog.selectors.texts import render_text
from lyceum.catalog.services import courses as course_services
from lyceum.catalog.services import lessons as lesson_services
from lyceum.catalog.services.categories import find_or_create_category
from lyceum.catalog.services.lesson_files import with_files
from lyceum.catalog.services.outlines import forget_course, store_details, store_order, store_totals
from lyceum.platform.errors import NotFoundError
from lyceum.platform.ids import derive_id
from lyceum.platform.markdown import RENDERER_VERSION
from lyceum.platform.mongo import run_in_transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryDraft:
    """The category of an imported course; made where it is missing."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseDraft:
    """What an import says of a course; `set_course_image` sets its image once the file is there."""

    slug: str
    title: str
    summary: str
    description: str
    language: str
    level: str
    category: CategoryDraft | None
    tags: tuple[str, ...]
    price_cents: int
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonDraft:
    """What an import says of a lesson; `content` refers to `media:ID`, `lesson:ID` and `{{quiz:ID}}`.

    `video_url` may be `media:ID` too.
    """

    lesson_id: ObjectId
    key: str
    title: str
    kind: str
    content: str
    minutes: int
    preview: bool
    video_url: str = ""
    captions: tuple[CaptionFields, ...] = ()
    attachments: tuple[ObjectId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionDraft:
    """A section with the ids of its lessons in order."""

    title: str
    lesson_ids: tuple[ObjectId, ...]


def store_course(draft: CourseDraft, *, course_id: ObjectId | None, instructor_id: ObjectId) -> ObjectId:
    """Store a course and return its id; None makes a new draft, an unknown id a new draft with that id.

    Raises:
        SlugTakenError: another course has the slug.
    """
    holder = find_course_by_slug(draft.slug)
    if holder is not None and holder.course_id != course_id:
        raise SlugTakenError(f"Another course has the slug {draft.slug!r}.")

    def store() -> ObjectId:
        course = None if course_id is None else _find_course(course_id)
        if course is None:
            fresh = course_services.new_draft(instructor_id, course_id=course_id)
            return course_services.insert_draft(_apply_course(fresh, draft)).id
        course_services.store_changes(course, _apply_course(course, draft))
        return course.id

    return run_in_transaction(store)


def store_lesson(course_id: ObjectId, draft: LessonDraft) -> None:
    """Store a lesson; `store_outline` gives it its place.

    Raises:
        NotFoundError: there is no such course, or the lesson is another course's.
        InvalidError: the video is not allowed, or a file is not of the course.
    """

    def store() -> None:
        get_course(course_id)
        old = lessons.find_by_id(draft.lesson_id)
        if old is None:
            fresh = lesson_services.new_lesson(course_id, lesson_id=draft.lesson_id)
            lessons.insert(_apply_lesson(fresh, draft))
        elif old.course_id != course_id:
            raise NotFoundError("The lesson belongs to another course.")
        else:
            lesson_services.store_changes(old, _apply_lesson(old, draft))
        forget_course(course_id)

    run_in_transaction(store)


def store_outline(course_id: ObjectId, sections: tuple[SectionDraft, ...]) -> tuple[ObjectId, ...]:
    """Store the order of a course and remove the lessons that it no longer names; return their ids.

    Sections keep their ids by position, lessons their quizzes.

    Raises:
        NotFoundError: there is no such course, or no such lesson in it.
    """

    def store() -> tuple[ObjectId, ...]:
        course, old = get_course(course_id), get_outline(course_id).sections
        new = _build_sections(course_id, sections, old)
        _store_sections(course, old, new)
        kept = {lesson.lesson_id for lesson in lessons_of(new)}
        removed = tuple(item.lesson_id for item in lessons_of(old) if item.lesson_id not in kept)
        for lesson_id in removed:
            lesson_services.remove_lesson(course_id, lesson_id)
        return removed

    return run_in_transaction(store)


def _find_course(course_id: ObjectId) -> Course | None:
    try:
        return get_course(course_id)
    except NotFoundError:  # it will be made
        return None


def _apply_course(course: Course, draft: CourseDraft) -> Course:
    category = draft.category and find_or_create_category(slug=draft.category.slug, name=draft.category.name)
    rendered = draft.description == course.description
    html = course.description_html if rendered else render_text(draft.description, course_id=course.id)
    return msgspec.structs.replace(
        course,
        slug=draft.slug,
        title=draft.title,
        title_key=fold(draft.title),
        summary=draft.summary,
        description=draft.description,
        description_html=html,
        language=draft.language,
        level=Level(draft.level),
        category_id=category,
        tags=draft.tags,
        price_cents=draft.price_cents,
        currency=draft.currency,
    )


def _apply_lesson(lesson: Lesson, draft: LessonDraft) -> Lesson:
    changed = msgspec.structs.replace(
        lesson,
        key=draft.key,
        title=draft.title,
        kind=LessonKind(draft.kind),
        minutes=draft.minutes,
        preview=draft.preview,
    )
    changed = with_files(changed, video_url=draft.video_url, captions=draft.captions, attachments=draft.attachments)
    same_text = draft.content == lesson.content and lesson.renderer_version >= RENDERER_VERSION
    return changed if same_text else lesson_services.with_content(changed, draft.content)


def _build_sections(course_id: ObjectId, drafts: tuple[SectionDraft, ...], old: Sections) -> Sections:
    found = lessons.find_as(LessonHead, {"course_id": course_id}, limit=LESSON_LIMIT)
    heads = {head.id: head for head in found}
    if any(lesson_id not in heads for draft in drafts for lesson_id in draft.lesson_ids):
        raise NotFoundError("The course has no such lesson.")
    quizzes = {lesson.lesson_id: lesson.quizzes for lesson in lessons_of(old)}
    section_ids = [section.section_id for section in old]
    return tuple(
        Section(
            section_id=(
                section_ids[index] if index < len(section_ids) else derive_id(course_id, "section", str(index))
            ),
            title=draft.title,
            lessons=tuple(
                lesson_services.ref_of(heads[lesson_id], quizzes=quizzes.get(lesson_id, ()))
                for lesson_id in draft.lesson_ids
            ),
        )
        for index, draft in enumerate(drafts)
    )


def _store_sections(course: Course, old: Sections, new: Sections) -> None:
    """Store sections that differ; the outline's version moves with the order only."""
    if new == old:
        return
    if _order_of(new) != _order_of(old):
        store_order(course, new)
    else:
        store_details(course.id, new)
        store_totals(course, new)


def _order_of(sections: Sections) -> list[tuple[str, list[ObjectId]]]:
    return [(item.title, [lesson.lesson_id for lesson in item.lessons]) for item in sections]
