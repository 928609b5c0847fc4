"""What those who wait for a seat are told: that they wait, and when the seat is theirs; each once, by every channel."""

import pytest

from lyceum.accounts.tests.factories import make_person
from lyceum.catalog.tests.factories import make_course
from lyceum.learning.tests.factories import enroll


@pytest.fixture
def course():
    teacher = make_person(roles=("instructor",))
    course = make_course(teacher, title="Algebra")
    teacher.client.put(f"{course.url}enrollment-rules/", {"policy": "open", "capacity": 1})
    return course


@pytest.fixture
def first(course):
    person = make_person()
    enroll(person, course)
    return person


def told(person):
    return [item["kind"] for item in reversed(person.client.get("/api/notifications/").json()["results"])]


def leave(person):
    [place] = person.client.get("/api/enrollments/").json()["results"]
    assert person.client.delete(f"/api/enrollments/{place['id']}/").status_code == 204


def subjects_to(person, receiver):
    return [mail.subject for mail in receiver.mails if mail.to == [person.email]]


def test_who_waits_is_told_so_and_then_of_the_seat_and_not_of_the_enrollment_beside_it(
    course, first, receiver, run_outbox
):
    second = make_person()
    enroll(second, course)
    run_outbox()
    assert told(second) == ["queued"]
    leave(first)
    run_outbox()

    assert (told(first), told(second)) == (["enrolled"], ["queued", "seat_granted"])
    assert subjects_to(second, receiver) == ["You are on the waiting list of “Algebra”", "You have a seat in “Algebra”"]
    newest = second.client.get("/api/notifications/").json()["results"][0]
    assert newest["message"] == "You have a seat in “Algebra” now. Welcome!"
    assert newest["data"] == {"course": course.id, "course_title": "Algebra", "course_slug": course.slug}


def test_who_leaves_the_queue_and_comes_back_is_told_again(course, first, run_outbox):
    second = make_person()
    for _ in range(2):
        enroll(second, course)
        run_outbox()
        leave(second)
    run_outbox()

    assert told(second) == ["queued", "queued"]
