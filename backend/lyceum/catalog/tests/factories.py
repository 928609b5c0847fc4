"""Courses for the tests of every capability, made by the services that the API uses."""

import itertools
from dataclasses import dataclass
from datetime import timedelta
from itertools import batched

import msgspec
from bson import ObjectId

from lyceum.accounts.tests.factories import TestPerson
from lyceum.catalog.documents import Category, courses
from lyceum.catalog.rules.categories import CategoryFields
from lyceum.catalog.rules.courses import CourseFields
from lyceum.catalog.rules.lessons import LessonFields
from lyceum.catalog.selectors.courses import get_course
from lyceum.catalog.services.categories import insert_category
from lyceum.catalog.services.courses import create_course
from lyceum.catalog.services.facet_counts import count_facets
from lyceum.catalog.services.lessons import create_lesson
from lyceum.catalog.services.outlines import add_section
from lyceum.catalog.services.publishing import archive_course, store_published
from lyceum.platform.mongo import run_in_transaction

_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class TestCourse:
    """A course with one section; ids as objects and, for addresses, as text."""

    __test__ = False  # not a class of tests

    course_id: ObjectId
    section_id: ObjectId
    lesson_ids: tuple[ObjectId, ...]
    slug: str
    title: str

    @property
    def id(self) -> str:
        return str(self.course_id)

    @property
    def url(self) -> str:
        return f"/api/courses/{self.course_id}/"

    @property
    def lesson_urls(self) -> tuple[str, ...]:
        return tuple(f"/api/lessons/{lesson_id}/" for lesson_id in self.lesson_ids)


def make_course(
    instructor: TestPerson,
    *,
    published: bool = True,
    archived: bool = False,
    lessons: int = 3,
    previews: int = 0,
    title: str = "",
    summary: str = "A course for tests.",
    **fields: object,
) -> TestCourse:
    """Make a course of text lessons, the first `previews` of them open to everybody."""
    title = title or f"Course {next(_numbers)}"
    course = create_course(CourseFields(title=title, summary=summary, **fields), actor=instructor.actor)
    outline = add_section(course.id, title="Section 1", actor=instructor.actor, expected_version=None)
    section_id = outline.sections[0].section_id
    lesson_ids = tuple(
        make_lesson(course.id, section_id, instructor, title=f"Lesson {number}", preview=number <= previews)
        for number in range(1, lessons + 1)
    )
    if published or archived:
        run_in_transaction(lambda: store_published(get_course(course.id)))
    if archived:
        archive_course(course.id, actor=instructor.actor)
    return TestCourse(
        course_id=course.id,
        section_id=section_id,
        lesson_ids=lesson_ids,
        slug=course.slug,
        title=title,
    )


def multiply_course(made: TestCourse, count: int, **fields: object) -> list[ObjectId]:
    """Store a course some more times, each newer than the one before, as only tests of many courses need it."""
    course = get_course(made.course_id)
    copies = [
        msgspec.structs.replace(
            course,
            id=ObjectId(),
            slug=f"{course.slug}-{number}",
            published_at=course.published_at and course.published_at + timedelta(minutes=number),
            **fields,
        )
        for number in range(1, count + 1)
    ]
    for some in batched(copies, 50, strict=False):
        courses.insert_all(some)
    run_in_transaction(lambda: count_facets(joined=[item for item in copies if item.published_at]))
    return [item.id for item in copies]


def make_lesson(
    course_id: ObjectId,
    section_id: ObjectId,
    instructor: TestPerson,
    *,
    title: str = "A lesson",
    content: str = "Some *text*.",
    **fields: object,
) -> ObjectId:
    """Make a lesson at the end of a section."""
    lesson = create_lesson(
        LessonFields(title=title, content=content, **fields),
        course_id=course_id,
        section_id=section_id,
        actor=instructor.actor,
    )
    return lesson.id


def make_category(*, name: str = "", slug: str = "") -> Category:
    """Make a category."""
    return insert_category(CategoryFields(name=name or f"Category {next(_numbers)}", slug=slug))
