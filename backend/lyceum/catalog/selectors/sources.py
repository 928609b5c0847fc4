"""Everything an author wrote about a course, for export."""

from dataclasses import dataclass
from typing import Final

from bson import ObjectId

from lyceum.catalog.documents import CaptionRef, Course, Lesson, Media, lessons, media
from lyceum.catalog.rules.outlines import LESSON_LIMIT, Section
from lyceum.catalog.selectors.access import get_writable_course
from lyceum.catalog.selectors.categories import CategoryRef, get_shelf
from lyceum.catalog.selectors.outlines import get_outline
from lyceum.platform.actors import Actor
from lyceum.platform.files import file_name

MEDIA_LIMIT: Final = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonSource:
    """A lesson as it was written; `content` is Markdown with `media:ID`, `lesson:ID` and `{{quiz:ID}}`."""

    lesson_id: ObjectId
    key: str
    title: str
    kind: str
    content: str
    minutes: int
    preview: bool
    video_url: str
    captions: tuple[CaptionRef, ...]
    attachments: tuple[ObjectId, ...]

    @property
    def media_ids(self) -> frozenset[ObjectId]:
        """The media that it has besides those in its text."""
        video = self.video_url.removeprefix("media:").partition(".")[0]
        own_video = {ObjectId(video)} if self.video_url.startswith("media:") else set()
        return frozenset({*own_video, *self.attachments, *(item.media_id for item in self.captions)})


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionSource:
    """A section with its lessons in order."""

    title: str
    lessons: tuple[LessonSource, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaSource:
    """A media file: its name, and the one of its bytes in the file store."""

    media_id: ObjectId
    name: str
    file_name: str
    purpose: str
    kind: str
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseSource:
    """A whole course but its quizzes; `image_id` names one of `media`."""

    course_id: ObjectId
    instructor_id: ObjectId
    slug: str
    title: str
    summary: str
    description: str
    language: str
    level: str
    category: CategoryRef | None
    tags: tuple[str, ...]
    price_cents: int
    currency: str
    image_id: ObjectId | None
    sections: tuple[SectionSource, ...]
    media: tuple[MediaSource, ...]


def get_course_source(course_id: ObjectId, *, actor: Actor) -> CourseSource:
    """Return everything that was written about a course that the actor may change.

    Raises:
        NotFoundError: it is absent or hidden.
        ForbiddenError: the actor may see it only.
    """
    course = get_writable_course(course_id, actor=actor)
    return _source_of(
        course,
        sections=_list_sections(course_id),
        files=tuple(_list_files(course_id)),
    )


def _source_of(course: Course, *, sections: tuple[SectionSource, ...], files: tuple[MediaSource, ...]) -> CourseSource:
    return CourseSource(
        course_id=course.id,
        instructor_id=course.instructor_id,
        slug=course.slug,
        title=course.title,
        summary=course.summary,
        description=course.description,
        language=course.language,
        level=course.level.value,
        category=get_shelf().find(course.category_id),
        tags=course.tags,
        price_cents=course.price_cents,
        currency=course.currency,
        image_id=None if course.image is None else course.image.media_id,
        sections=sections,
        media=files,
    )


def _list_sections(course_id: ObjectId) -> tuple[SectionSource, ...]:
    found = {item.id: item for item in lessons.find({"course_id": course_id}, limit=LESSON_LIMIT)}
    return tuple(_section_of(section, found) for section in get_outline(course_id).sections)


def _section_of(section: Section, found: dict[ObjectId, Lesson]) -> SectionSource:
    listed = (found[item.lesson_id] for item in section.lessons if item.lesson_id in found)
    return SectionSource(title=section.title, lessons=tuple(_lesson_of(item) for item in listed))


def _lesson_of(lesson: Lesson) -> LessonSource:
    return LessonSource(
        lesson_id=lesson.id,
        key=lesson.key,
        title=lesson.title,
        kind=lesson.kind.value,
        content=lesson.content,
        minutes=lesson.minutes,
        preview=lesson.preview,
        video_url=lesson.video_url,
        captions=lesson.captions,
        attachments=tuple(item.media_id for item in lesson.attachments),
    )


def _list_files(course_id: ObjectId) -> list[MediaSource]:
    found = media.find({"course_id": course_id}, limit=MEDIA_LIMIT)
    return sorted((_file_of(item) for item in found), key=lambda item: item.name)


def _file_of(item: Media) -> MediaSource:
    return MediaSource(
        media_id=item.id,
        name=item.name,
        file_name=file_name(str(item.id), item.extension),
        purpose=item.purpose.value,
        kind=item.kind,
        alt=item.alt,
    )
