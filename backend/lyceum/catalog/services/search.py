"""Keeps the search terms of courses."""

from lyceum.accounts import public as accounts
from lyceum.catalog.documents import Course
from lyceum.catalog.rules.outlines import Sections, lessons_of
from lyceum.catalog.rules.search import SearchIndex, index_texts
from lyceum.catalog.selectors.categories import get_shelf


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
