"""People around a course."""

from dataclasses import dataclass

import pytest
from rest_framework.test import APIClient

from lyceum.accounts.tests.factories import TestPerson, make_person
from lyceum.catalog.tests.factories import TestCourse


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """One of each role, and another instructor."""

    visitor: APIClient
    student: TestPerson
    instructor: TestPerson
    other: TestPerson
    admin: TestPerson


@pytest.fixture
def people(api: APIClient) -> People:
    """One of each role."""
    return People(
        visitor=api,
        student=make_person(name="Sam Student"),
        instructor=make_person(roles=("instructor",), name="Ines Instructor"),
        other=make_person(roles=("instructor",), name="Otto Other"),
        admin=make_person(roles=("admin",), name="Ada Admin"),
    )


def enroll(person: TestPerson, course: TestCourse) -> None:
    """Enroll somebody through the API: learning lies above the catalog."""
    reply = person.client.post("/api/enrollments/", {"course": course.id})
    assert reply.status_code == 201, reply.data
