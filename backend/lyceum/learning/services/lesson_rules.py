"""Setting what completes the lessons of a course; what is completed stays so."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bson import ObjectId

from lyceum.catalog import public as catalog
from lyceum.catalog.public import LessonPlace
from lyceum.learning.documents import LessonRules, lesson_rules
from lyceum.learning.rules import LessonRule, Requirement
from lyceum.learning.selectors.lesson_rules import LESSON_RULES, CourseRules, describe_course_rules, find_lesson_rules
from lyceum.platform import cache, mongo
from lyceum.platform.actors import Actor
from lyceum.platform.errors import FieldError, InvalidError


def set_lesson_rules(course_id: ObjectId, *, actor: Actor, wanted: Sequence[LessonRule]) -> CourseRules:
    """Set what completes the lessons of a course of the actor's own; those left out are completed by viewing them.

    Raises:
        NotFoundError: the course is absent or hidden.
        ForbiddenError: it is somebody else's.
        InvalidError: the course has no such lesson, or the lesson no required quiz to pass, or it is named twice.
    """
    catalog.get_authored_course(course_id, actor=actor)
    places = {place.lesson_id: place for place in catalog.list_lesson_places(course_id)}
    seen: set[ObjectId] = set()
    for number, rule in enumerate(wanted):
        _check(rule, places.get(rule.lesson_id), is_repeated=rule.lesson_id in seen, number=number)
        seen.add(rule.lesson_id)
    stored = LessonRules(id=course_id, lessons=tuple(wanted))
    mongo.run_in_transaction(lambda: _store(stored))
    return describe_course_rules(course_id, stored)


def copy_lesson_rules(*, source_id: ObjectId, copy_id: ObjectId, lesson_ids: Mapping[ObjectId, ObjectId]) -> None:
    """Give the copy of a course its rules: `lesson_ids` names the copy of each lesson. Repeating it changes nothing."""
    rules = tuple(
        replace(rule, lesson_id=lesson_ids[rule.lesson_id])
        for rule in find_lesson_rules(source_id).lessons
        if rule.lesson_id in lesson_ids
    )
    if rules:
        mongo.run_in_transaction(lambda: _store(LessonRules(id=copy_id, lessons=rules)))


def _store(rules: LessonRules) -> None:
    if not lesson_rules.replace(rules):
        lesson_rules.insert_once(rules)
    cache.forget(LESSON_RULES.key(id=rules.id))


def _check(rule: LessonRule, place: LessonPlace | None, *, is_repeated: bool, number: int) -> None:
    if place is None:
        raise _refuse(number, "lesson", "unknown", "The course has no such lesson.")
    if is_repeated:
        raise _refuse(number, "lesson", "repeated", "The lesson is named twice.")
    if rule.requires is Requirement.QUIZ_PASSED and not any(quiz.required for quiz in place.quizzes):
        raise _refuse(number, "requires", "no_quiz", "The lesson has no required quiz.")


def _refuse(number: int, field: str, code: str, message: str) -> InvalidError:
    return InvalidError(message, errors=(FieldError(field=f"lessons.{number}.{field}", code=code, message=message),))
