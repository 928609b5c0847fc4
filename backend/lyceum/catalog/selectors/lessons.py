"""Reads of lessons."""

from dataclasses import dataclass
from typing import Final

from bson import ObjectId

from lyceum.catalog.documents import AttachmentRef, CaptionRef, Lesson, MediaRef, lessons
from lyceum.catalog.rules.media import VTT
from lyceum.catalog.rules.outlines import LessonPlace
from lyceum.catalog.selectors.access import check_may_read, get_readable_course, is_author
from lyceum.catalog.selectors.media import media_url, resolve_media
from lyceum.catalog.selectors.outlines import get_course_of_lesson, list_lesson_places, place_in
from lyceum.catalog.selectors.texts import resolve_html
from lyceum.platform import cache
from lyceum.platform.actors import Actor
from lyceum.platform.errors import NotFoundError
from lyceum.platform.paging import Page, PageRequest

LESSON: Final = cache.declare(
    "lesson:{id}",
    kind=Lesson,
    ttl_s=30 * 60,
    invalidated_by=("as lessons:course:{id}, with which it becomes stale",),
    stale_with="lessons:course:{course_id}",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionView:
    """Captions with an address."""

    media_id: ObjectId
    language: str
    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentView:
    """A file for download, with an address."""

    media_id: ObjectId
    name: str
    kind: str
    bytes: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonView:
    """A lesson as its reader sees it; `content` is None for those who may not change it."""

    lesson: Lesson
    place: LessonPlace
    content: str | None
    content_html: str
    video_url: str
    captions: tuple[CaptionView, ...]
    attachments: tuple[AttachmentView, ...]
    previous: LessonPlace | None
    next: LessonPlace | None


def get_lesson(lesson_id: ObjectId) -> Lesson:
    """Return a lesson, whoever asks; from the cache where it is there.

    Raises:
        NotFoundError: there is none.
    """
    course_id = get_course_of_lesson(lesson_id)
    return cache.read_through(LESSON, lambda: _load_lesson(lesson_id), id=lesson_id, course_id=course_id)


def _load_lesson(lesson_id: ObjectId) -> Lesson:
    lesson = lessons.find_by_id(lesson_id)
    if lesson is None:
        raise NotFoundError("There is no such lesson.")
    return lesson


def view_lesson(lesson: Lesson, *, actor: Actor) -> LessonView:
    """Show a lesson to somebody who may read it.

    Raises:
        NotFoundError: its course is hidden.
        UnauthenticatedError: nobody is signed in.
        NotEnrolledError: the actor has no place in the course.
    """
    course = get_readable_course(lesson.course_id, actor=actor, noun="lesson")
    places = list_lesson_places(lesson.course_id)
    place = place_in(places, lesson.id)
    check_may_read(place, course, actor=actor)
    index = places.index(place)
    return LessonView(
        lesson=lesson,
        place=place,
        content=lesson.content if is_author(course, actor) else None,
        content_html=resolve_html(lesson.content_html, course_id=lesson.course_id),
        video_url=_video_address(lesson.video_url),
        captions=tuple(_caption_view(item) for item in lesson.captions),
        attachments=tuple(_attachment_view(item) for item in lesson.attachments),
        previous=places[index - 1] if index else None,
        next=places[index + 1] if index + 1 < len(places) else None,
    )


def list_readable_places(course_id: ObjectId, *, actor: Actor, page: PageRequest) -> Page[LessonPlace]:
    """Return one page of the lessons of a course that the actor may see, in order.

    Raises:
        NotFoundError: the course is absent or hidden.
    """
    get_readable_course(course_id, actor=actor)
    places = list_lesson_places(course_id)
    return Page(items=places[page.skip : page.skip + page.size], count=len(places))


def _video_address(stored: str) -> str:
    return resolve_media(stored.removeprefix("media:")) if stored.startswith("media:") else stored


def _caption_view(item: CaptionRef) -> CaptionView:
    url = media_url(MediaRef(media_id=item.media_id, extension=VTT.extension))
    return CaptionView(media_id=item.media_id, language=item.language, label=item.label, url=url)


def _attachment_view(item: AttachmentRef) -> AttachmentView:
    url = media_url(MediaRef(media_id=item.media_id, extension=item.extension))
    return AttachmentView(media_id=item.media_id, name=item.name, kind=item.kind, bytes=item.bytes, url=url)
