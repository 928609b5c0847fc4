"""Reads of the order of a course."""

from typing import Final

from bson import ObjectId

from lyceum.catalog.documents import LessonCourse, Outline, lessons, outlines
from lyceum.catalog.rules.outlines import LessonPlace, QuizRef, places_of
from lyceum.platform import cache
from lyceum.platform.errors import NotFoundError

OUTLINE: Final = cache.declare(
    "lessons:course:{id}",
    kind=Outline,
    ttl_s=30 * 60,
    invalidated_by=("the outline, a lesson or a quiz of the course is changed",),
)
LESSON_COURSE: Final = cache.declare(
    "course:lesson:{id}",
    kind=LessonCourse,
    ttl_s=30 * 60,
    invalidated_by=("nothing: a lesson stays in its course; whether it still stands there, the outline says",),
)


def get_outline(course_id: ObjectId) -> Outline:
    """Return the order of a course, whoever asks; empty where there is none."""
    return cache.read_through(OUTLINE, lambda: _load_outline(course_id), id=course_id)


def list_lesson_places(course_id: ObjectId) -> tuple[LessonPlace, ...]:
    """Return the lessons of a course in their order; no permission is checked."""
    return places_of(course_id, get_outline(course_id).sections)


def list_known_places(course_id: ObjectId) -> tuple[LessonPlace, ...]:
    """Return the lessons of a course as its readers know them, also to a transaction that changes none of them."""
    outline = cache.read_beside(OUTLINE, lambda: _load_outline(course_id), id=course_id)
    return places_of(course_id, outline.sections)


def get_lesson_place(lesson_id: ObjectId) -> LessonPlace:
    """Return where a lesson stands; no permission is checked.

    Raises:
        NotFoundError: there is no such lesson.
    """
    return place_in(list_lesson_places(get_course_of_lesson(lesson_id)), lesson_id)


def get_course_of_lesson(lesson_id: ObjectId) -> ObjectId:
    """Return the course that a lesson was made for, which it never leaves; it may have been removed since.

    Raises:
        NotFoundError: there is no such lesson.
    """
    return cache.read_beside(LESSON_COURSE, lambda: _load_course_of(lesson_id), id=lesson_id).course_id


def list_known_quizzes(lesson_id: ObjectId) -> tuple[QuizRef, ...]:
    """Return the quizzes of a lesson as its readers know them; none where there is no such lesson.

    Raises:
        NotFoundError: there never was such a lesson.
    """
    places = list_known_places(get_course_of_lesson(lesson_id))
    return next((place.quizzes for place in places if place.lesson_id == lesson_id), ())


def place_in(places: tuple[LessonPlace, ...], lesson_id: ObjectId) -> LessonPlace:
    """Return the place of a lesson among those of its course.

    Raises:
        NotFoundError: the lesson is not in the outline.
    """
    place = next((item for item in places if item.lesson_id == lesson_id), None)
    if place is None:
        raise NotFoundError("There is no such lesson.")
    return place


def _load_course_of(lesson_id: ObjectId) -> LessonCourse:
    found = lessons.find_as(LessonCourse, {"_id": lesson_id}, limit=1)
    if not found:
        raise NotFoundError("There is no such lesson.")
    return found[0]


def _load_outline(course_id: ObjectId) -> Outline:
    return outlines.find_by_id(course_id) or Outline(id=course_id)
