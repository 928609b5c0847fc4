"""Keeps the search terms of courses."""

from typing import Final

from bson import ObjectId

from lyceum.accounts import public as accounts
from lyceum.catalog.documents import Course, courses
from lyceum.catalog.rules.outlines import Sections, lessons_of
from lyceum.catalog.rules.search import SearchIndex, index_texts
from lyceum.catalog.selectors.categories import get_shelf
from lyceum.catalog.selectors.courses import COURSE
from lyceum.catalog.selectors.facets import FACETS_KEY
from lyceum.catalog.selectors.outlines import get_outline
from lyceum.platform import cache

COURSES_LIMIT: Final = 1_000


def index_course(course: Course, sections: Sections) -> SearchIndex:
    """Make the search index of a course: title, tags, category and instructor before summary and lessons."""
    category = get_shelf().find(course.category_id)
    people = accounts.list_people([course.instructor_id])
    return index_texts(
        [
            course.title,
            *course.tags,
            *([category.name] if category else []),
            *(person.name for person in people.values()),
            course.summary,
            *(lesson.title for lesson in lessons_of(sections)),
        ]
    )


def index_courses_of(instructor_id: ObjectId) -> None:
    """Index the courses of an instructor anew, up to `COURSES_LIMIT`."""
    for course in courses.find({"instructor_id": instructor_id}, limit=COURSES_LIMIT):
        index = index_course(course, get_outline(course.id).sections)
        values = {"search_terms": list(index.terms), "search_words": index.words}
        courses.update({"_id": course.id}, {"$set": values})
        cache.forget(COURSE.key(id=course.id))
    forget_catalogue()


def forget_catalogue() -> None:
    """Make what anonymous visitors see stale, once the transaction has committed."""
    cache.forget("catalog", FACETS_KEY)
