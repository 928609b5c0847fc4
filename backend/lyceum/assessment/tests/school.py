"""A course with a quiz and people around it, for the tests of assessment."""

from dataclasses import dataclass

from lyceum.accounts.tests.factories import TestPerson, make_person
from lyceum.assessment.tests.factories import EVERY_KIND, TestQuiz, make_quiz
from lyceum.catalog.tests.factories import TestCourse, make_course


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """A published course with a quiz in its first lesson, its instructor, and people around it."""

    instructor: TestPerson
    learner: TestPerson
    visitor: TestPerson
    other_instructor: TestPerson
    admin: TestPerson
    course: TestCourse
    quiz: TestQuiz


def make_school() -> School:
    """Make a school anew."""
    instructor = make_person(roles=("instructor",), name="Ines Instructor")
    course = make_course(instructor, lessons=4)
    learner = make_person(name="Lea Learner")
    enroll(learner, course)
    return School(
        instructor=instructor,
        learner=learner,
        visitor=make_person(name="Vic Visitor"),
        other_instructor=make_person(roles=("instructor",), name="Otto Other"),
        admin=make_person(roles=("admin",), name="Ada Admin"),
        course=course,
        quiz=make_quiz(course.lesson_ids[0], instructor, questions=EVERY_KIND),
    )


def enroll(person: TestPerson, course: TestCourse) -> None:
    """Enroll somebody through the API: learning lies above assessment."""
    reply = person.client.post("/api/enrollments/", {"course": course.id})
    assert reply.status_code == 201, reply.data
