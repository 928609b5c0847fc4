"""The order of a course: sections of lessons, and what may be done to it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from bson import ObjectId

from lyceum.platform.errors import FieldError, InvalidError

SECTION_LIMIT: Final = 200
LESSON_LIMIT: Final = 2_000
WORDS_PER_MINUTE: Final = 200


class LessonKind(StrEnum):
    """What a lesson mainly is."""

    TEXT = "text"
    VIDEO = "video"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizRef:
    """A quiz of a lesson; the lesson is complete when its required ones are passed."""

    quiz_id: ObjectId
    title: str
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonRef:
    """What the outline shows of a lesson."""

    lesson_id: ObjectId
    title: str
    kind: LessonKind
    minutes: int
    preview: bool
    quizzes: tuple[QuizRef, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A titled group of lessons in their order."""

    section_id: ObjectId
    title: str
    lessons: tuple[LessonRef, ...] = ()


type Sections = tuple[Section, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionOrder:
    """A section as an author orders it."""

    section_id: ObjectId
    title: str
    lesson_ids: tuple[ObjectId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonPlace:
    """A lesson where it stands in its course."""

    lesson_id: ObjectId
    course_id: ObjectId
    section_id: ObjectId
    title: str
    kind: str
    minutes: int
    preview: bool
    quizzes: tuple[QuizRef, ...]


def lessons_of(sections: Sections) -> list[LessonRef]:
    """Return all lessons in the order of the course."""
    return [lesson for section in sections for lesson in section.lessons]


def places_of(course_id: ObjectId, sections: Sections) -> tuple[LessonPlace, ...]:
    """Return the place of each lesson in the order of the course."""
    return tuple(
        LessonPlace(
            lesson_id=lesson.lesson_id,
            course_id=course_id,
            section_id=section.section_id,
            title=lesson.title,
            kind=lesson.kind.value,
            minutes=lesson.minutes,
            preview=lesson.preview,
            quizzes=lesson.quizzes,
        )
        for section in sections
        for lesson in section.lessons
    )


def with_section(sections: Sections, section: Section) -> Sections:
    """Add a section at the end.

    Raises:
        InvalidError: the course has as many as it may have.
    """
    if len(sections) >= SECTION_LIMIT:
        raise _refuse("title", "too_many", f"A course has at most {SECTION_LIMIT} sections.")
    return (*sections, section)


def with_lesson(sections: Sections, lesson: LessonRef, *, section_id: ObjectId) -> Sections:
    """Put a lesson into a section: in its old place where it stands there already, else at the end.

    Raises:
        InvalidError: the course has no such section, or as many lessons as it may have.
    """
    if all(section.section_id != section_id for section in sections):
        raise _refuse("section", "unknown", "The course has no such section.")
    if len(lessons_of(sections)) >= LESSON_LIMIT:
        raise _refuse("course", "too_many", f"A course has at most {LESSON_LIMIT} lessons.")
    return tuple(_place(section, lesson, here=section.section_id == section_id) for section in sections)


def _place(section: Section, lesson: LessonRef, *, here: bool) -> Section:
    stands_here = any(item.lesson_id == lesson.lesson_id for item in section.lessons)
    if here and stands_here:
        changed = (lesson if item.lesson_id == lesson.lesson_id else item for item in section.lessons)
        return replace(section, lessons=tuple(changed))
    others = tuple(item for item in section.lessons if item.lesson_id != lesson.lesson_id)
    return replace(section, lessons=(*others, lesson) if here else others)


def without_lesson(sections: Sections, lesson_id: ObjectId) -> Sections:
    """Take a lesson out."""
    return tuple(
        replace(section, lessons=tuple(item for item in section.lessons if item.lesson_id != lesson_id))
        for section in sections
    )


def with_quiz(sections: Sections, quiz: QuizRef, *, lesson_id: ObjectId) -> Sections:
    """Put a quiz into a lesson, in the place of its older self where there is one."""

    def change(quizzes: tuple[QuizRef, ...]) -> tuple[QuizRef, ...]:
        if all(item.quiz_id != quiz.quiz_id for item in quizzes):
            return (*quizzes, quiz)
        return tuple(quiz if item.quiz_id == quiz.quiz_id else item for item in quizzes)

    return _map_lesson(sections, lesson_id, lambda lesson: replace(lesson, quizzes=change(lesson.quizzes)))


def without_quiz(sections: Sections, quiz_id: ObjectId, *, lesson_id: ObjectId) -> Sections:
    """Take a quiz out of a lesson."""

    def change(lesson: LessonRef) -> LessonRef:
        return replace(lesson, quizzes=tuple(item for item in lesson.quizzes if item.quiz_id != quiz_id))

    return _map_lesson(sections, lesson_id, change)


def reorder(sections: Sections, order: Sequence[SectionOrder]) -> Sections:
    """Put sections and lessons into a new order; a section that is left out goes.

    Raises:
        InvalidError: a section is unknown or named twice, or not every lesson is named exactly once.
    """
    known = {section.section_id for section in sections}
    _check_each_once([item.section_id for item in order], known, field="sections", noun="section", all_needed=False)
    lessons = {lesson.lesson_id: lesson for lesson in lessons_of(sections)}
    named = [lesson_id for item in order for lesson_id in item.lesson_ids]
    _check_each_once(named, set(lessons), field="sections", noun="lesson", all_needed=True)
    return tuple(
        Section(
            section_id=item.section_id,
            title=item.title,
            lessons=tuple(lessons[lesson_id] for lesson_id in item.lesson_ids),
        )
        for item in order
    )


def minutes_of(content: str) -> int:
    """Return how long a text takes to read, at 200 words a minute and at least 1."""
    return max(1, -(-len(content.split()) // WORDS_PER_MINUTE))


def _map_lesson(sections: Sections, lesson_id: ObjectId, change: Callable[[LessonRef], LessonRef]) -> Sections:
    return tuple(
        replace(
            section,
            lessons=tuple(change(item) if item.lesson_id == lesson_id else item for item in section.lessons),
        )
        for section in sections
    )


def _check_each_once(
    named: Iterable[ObjectId], known: set[ObjectId], *, field: str, noun: str, all_needed: bool
) -> None:
    seen: set[ObjectId] = set()
    for item_id in named:
        if item_id not in known:
            raise _refuse(field, "unknown", f"The course has no {noun} {item_id}.")
        if item_id in seen:
            raise _refuse(field, "repeated", f"The {noun} {item_id} is named twice.")
        seen.add(item_id)
    if all_needed and seen != known:
        raise _refuse(field, "missing", f"Every {noun} of the course must be named; delete what should go.")


def _refuse(field: str, code: str, message: str) -> InvalidError:
    return InvalidError(message, errors=(FieldError(field=field, code=code, message=message),))
