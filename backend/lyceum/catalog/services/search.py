"""Keeps the search terms of courses."""

from collections.abc import Mapping
from typing import Final

from bson import ObjectId

from lyceum.accounts import public as accounts
from lyceum.accounts.public import Person
from lyceum.catalog.documents import BEFORE_ALL, Course, courses, outlines
from lyceum.catalog.events import CoursesMisnamed, NamedPart
from lyceum.catalog.rules.outlines import Sections, lessons_of
from lyceum.catalog.rules.search import SearchIndex, index_texts
from lyceum.catalog.selectors.categories import get_shelf
from lyceum.catalog.selectors.listings import CHANGED_KEY
from lyceum.platform import cache
from lyceum.platform.events import announce
from lyceum.platform.mongo import run_in_transaction

COURSES_AT_ONCE: Final = 20


def index_course(course: Course, sections: Sections) -> SearchIndex:
    """Make the search index of a course."""
    return index_among(course, sections, people=accounts.list_people([course.instructor_id]))


def index_among(course: Course, sections: Sections, *, people: Mapping[ObjectId, Person]) -> SearchIndex:
    """Index the title, tags, category and instructor (one of `people`) of a course before its summary and lessons."""
    category, person = get_shelf().find(course.category_id), people.get(course.instructor_id)
    return index_texts(
        [
            course.title,
            *course.tags,
            *([category.name] if category else []),
            *([person.name] if person else []),
            course.summary,
            *(lesson.title for lesson in lessons_of(sections)),
        ]
    )


def index_courses_of(part: NamedPart, named_id: ObjectId, *, after: ObjectId = BEFORE_ALL) -> None:
    """Index some of the courses anew that have a new name in a part, and have the rest follow; in a transaction."""
    where = {part: named_id, "_id": {"$gt": after}}
    found = courses.find(where, sort=[("_id", 1)], limit=COURSES_AT_ONCE)
    _store_indexes(found)
    if len(found) == COURSES_AT_ONCE:
        announce(CoursesMisnamed(part=part, named_id=named_id, after_course_id=found[-1].id))


def index_all_courses() -> None:
    """Index every course anew, some at a time; courses may change meanwhile."""
    after = ""

    def index_next() -> str:
        found = courses.find({"slug": {"$gt": after}}, sort=[("slug", 1)], limit=COURSES_AT_ONCE)
        _store_indexes(found)
        return found[-1].slug if found else ""

    while after := run_in_transaction(index_next):
        pass


def forget_catalogue() -> None:
    """Make what anonymous visitors see stale, once the transaction has committed."""
    cache.forget("catalog", CHANGED_KEY)


def _store_indexes(found: list[Course]) -> None:
    """Store the search terms of courses, with one query for each kind of what they are made of."""
    ids = [course.id for course in found]
    sections = {item.id: item.sections for item in outlines.find({"_id": {"$in": ids}}, limit=COURSES_AT_ONCE)}
    people = accounts.list_people({course.instructor_id for course in found})
    indexes = {course.id: index_among(course, sections.get(course.id, ()), people=people) for course in found}
    courses.update_each(
        [
            ({"_id": course_id}, {"$set": {"search_terms": list(index.terms), "search_words": index.words}})
            for course_id, index in indexes.items()
        ]
    )
    forget_catalogue()
