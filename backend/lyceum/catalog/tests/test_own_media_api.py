"""The files of one's courses: `GET media/?course=` and `DELETE media/{id}/`."""

import pytest

from lyceum.catalog.public import render_text
from lyceum.catalog.tests.factories import make_course
from lyceum.catalog.tests.files import PDF_FILE, PNG_FILE, VTT_FILE, stored_path, upload

URL = "/api/media/"


@pytest.fixture
def course(people):
    return make_course(people.instructor, lessons=1)


def send(person, content=PNG_FILE, **fields):
    reply = upload(person.client, content, **fields)
    assert reply.status_code == 201, reply.data
    return reply.data["id"]


def test_authors_list_the_files_of_their_course(people, course, mongo_commands):
    sent = [send(people.instructor, course=course.id, alt=f"Dot {number}") for number in range(3)]
    send(people.instructor, course=make_course(people.instructor, lessons=0).id)
    people.instructor.client.get(course.url)  # the course is in the cache
    with mongo_commands.at_most(2):
        listed = people.instructor.client.get(URL, {"course": course.id, "page_size": 2}).data
    assert ([item["id"] for item in listed["results"]], listed["count"]) == (sent[:0:-1], 3)
    assert listed["results"][0] == people.instructor.client.get(f"{URL}{sent[2]}/").data
    last = people.admin.client.get(listed["next"]).data["results"]
    assert [(item["id"], item["alt"]) for item in last] == [(sent[0], "Dot 0")]


def test_files_are_listed_and_deleted_by_nobody_else(people, course):
    draft = make_course(people.instructor, lessons=0, published=False)
    file = send(people.instructor, course=course.id)
    for client, of_public, of_draft in (
        (people.visitor, 401, 401),
        (people.student.client, 403, 404),
        (people.other.client, 403, 404),
    ):
        assert client.get(URL, {"course": course.id}).status_code == of_public
        assert client.get(URL, {"course": draft.id}).status_code == of_draft
        assert client.delete(f"{URL}{file}/").status_code in {401, 404}
    assert people.instructor.client.get(f"{URL}{file}/").status_code == 200


@pytest.mark.parametrize("query", [{}, {"course": "x"}, {"course": '{"$gt": ""}'}])
def test_a_list_names_a_course(people, query):
    refused = people.instructor.client.get(URL, query)
    assert (refused.status_code, refused.data["errors"][0]["field"]) == (400, "course")


def test_a_file_that_nothing_uses_is_deleted_with_its_bytes(people, course, run_outbox):
    file = send(people.instructor, course=course.id)
    assert people.instructor.client.delete(f"{URL}{file}/").status_code == 204
    run_outbox()
    assert not stored_path(f"{file}.png").exists()
    assert people.instructor.client.get(f"{URL}{file}/").status_code == 404
    assert people.instructor.client.delete(f"{URL}{file}/").status_code == 404
    assert people.instructor.client.delete(f"{URL}x/").status_code == 404


def test_a_file_that_is_used_is_kept_until_nothing_uses_it(people, course, run_outbox):
    client, lesson = people.instructor.client, course.lesson_urls[0]
    shown, image, described, asked = (send(people.instructor, course=course.id) for _ in range(4))
    sheet = send(people.instructor, PDF_FILE, course=course.id)
    captions = send(people.instructor, VTT_FILE, course=course.id, purpose="caption", language="en")
    files = {"content": f"![A dot](media:{shown})", "attachments": [sheet], "captions": [{"id": captions}]}
    client.patch(lesson, files)
    client.patch(course.url, {"image": image, "description": f"![A dot](media:{described})"})
    render_text(f"![A dot](media:{asked})", course_id=course.course_id)  # as a question does
    for file in (shown, image, described, asked, sheet, captions):
        refused = client.delete(f"{URL}{file}/")
        assert (refused.status_code, refused.data["code"]) == (409, "media_in_use")
    assert client.patch(lesson, {"content": "No more.", "attachments": [], "captions": []}).status_code == 200
    assert client.patch(course.url, {"image": "", "description": ""}).status_code == 200
    for file in (shown, image, described, sheet, captions):
        assert client.delete(f"{URL}{file}/").status_code == 204
    assert client.delete(f"{URL}{asked}/").status_code == 409  # attempts keep what was asked
    run_outbox()
    assert [item["id"] for item in client.get(URL, {"course": course.id}).data["results"]] == [asked]


def test_an_avatar_is_deleted_once_it_is_not_worn(people):
    worn, tried = (send(people.student, purpose="avatar") for _ in range(2))
    people.student.client.patch("/api/auth/user/", {"profile_picture": worn})
    assert people.student.client.delete(f"{URL}{worn}/").data["code"] == "media_in_use"
    assert people.admin.client.delete(f"{URL}{tried}/").status_code == 404
    assert people.student.client.delete(f"{URL}{tried}/").status_code == 204
