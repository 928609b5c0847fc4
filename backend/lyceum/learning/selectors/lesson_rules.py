"""What completes each lesson of a course."""

from dataclasses import dataclass
from typing import Final

from bson import ObjectId

from lyceum.catalog import public as catalog
from lyceum.learning.documents import LessonRules, lesson_rules
from lyceum.learning.rules import LessonRule, Requirement
from lyceum.platform import cache
from lyceum.platform.actors import Actor

LESSON_RULES: Final = cache.declare(
    "lesson_rules:course:{id}",
    kind=LessonRules,
    ttl_s=30 * 60,
    invalidated_by=("the rules of the course are changed",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseRules:
    """What completes each lesson of a course, in its order."""

    course_id: ObjectId
    lessons: tuple[LessonRule, ...]


def get_lesson_rules(course_id: ObjectId, *, actor: Actor) -> CourseRules:
    """Return what completes each lesson of a course that the actor sees.

    Raises:
        NotFoundError: the course is absent or hidden.
    """
    catalog.get_course_offer(course_id, actor=actor)
    return describe_course_rules(course_id, find_lesson_rules(course_id))


def describe_course_rules(course_id: ObjectId, stored: LessonRules) -> CourseRules:
    """Put the rules beside the lessons that the course has now."""
    known = {rule.lesson_id: rule for rule in stored.lessons}
    return CourseRules(
        course_id=course_id,
        lessons=tuple(
            known.get(place.lesson_id) or LessonRule(lesson_id=place.lesson_id, requires=Requirement.VIEWED)
            for place in catalog.list_lesson_places(course_id)
        ),
    )


def find_lesson_rules(course_id: ObjectId) -> LessonRules:
    """Return the rules of a course, whoever asks; none where it has none."""

    def load() -> LessonRules:
        return lesson_rules.find_by_id(course_id) or LessonRules(id=course_id)

    return cache.read_beside(LESSON_RULES, load, id=course_id)


def needed_seconds(lesson_id: ObjectId, *, course_id: ObjectId) -> int:
    """Return how long one spends in a lesson at least; 0 where that does not matter."""
    rules = find_lesson_rules(course_id).lessons
    return next((rule.seconds for rule in rules if rule.lesson_id == lesson_id), 0)
