"""Reads of lessons."""

from dataclasses import dataclass

from bson import ObjectId

from lyceum.catalog.documents import Lesson, lessons
from lyceum.catalog.rules.outlines import LessonPlace
from lyceum.catalog.selectors.access import check_may_read, get_readable_course, is_author
from lyceum.catalog.selectors.outlines import list_lesson_places, place_in
from lyceum.catalog.selectors.texts import resolve_html
from lyceum.platform.actors import Actor
from lyceum.platform.errors import NotFoundError
from lyceum.platform.paging import Page, PageRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonView:
    """A lesson as its reader sees it; `content` is None for those who may not change it."""

    lesson: Lesson
    place: LessonPlace
    content: str | None
    content_html: str
    previous: LessonPlace | None
    next: LessonPlace | None


def get_lesson(lesson_id: ObjectId) -> Lesson:
    """Return a lesson, whoever asks.

    Raises:
        NotFoundError: there is none.
    """
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
    course = get_readable_course(lesson.course_id, actor=actor)
    places = list_lesson_places(lesson.course_id)
    place = place_in(places, lesson.id)
    check_may_read(place, course, actor=actor)
    index = places.index(place)
    return LessonView(
        lesson=lesson,
        place=place,
        content=lesson.content if is_author(course, actor) else None,
        content_html=resolve_html(lesson.content_html, course_id=lesson.course_id),
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
