"""Reads that are asked for again with the `ETag` of the answer before."""

import pytest

from lyceum.catalog.tests.conftest import enroll
from lyceum.catalog.tests.factories import make_category, make_course


@pytest.fixture
def course(people):
    return make_course(people.instructor, title="Rust", category_id=make_category(slug="maths").id)


def etag_of(client, url):
    reply = client.get(url)
    assert reply.status_code == 200, reply.data
    return reply["ETag"]


def again(client, url, etag):
    return client.get(url, headers={"If-None-Match": etag})


def addresses(course):
    shelf = "/api/categories/"
    listed = "/api/courses/?search=rust&category=maths", f"/api/lessons/?course={course.id}"
    return {"list": listed[0], "facets": "/api/courses/facets/", "course": course.url, "shelves": shelf} | {
        "outline": f"{course.url}outline/",
        "lessons": listed[1],
        "lesson": course.lesson_urls[0],
    }


@pytest.mark.parametrize("name", ["list", "facets", "course", "shelves", "outline", "lessons", "lesson"])
def test_what_a_reader_has_is_confirmed_until_it_changes(people, course, name):
    url, reader = addresses(course)[name], people.student.client
    enroll(people.student, course)
    first = reader.get(url)
    assert (first["Cache-Control"], "Authorization" in first["Vary"]) == ("private, no-cache", True)
    for given in (first["ETag"], first["ETag"].removeprefix("W/"), f'"other", {first["ETag"]}', "*"):
        same = again(reader, url, given)
        assert (same.status_code, same.content, same["ETag"]) == (304, b"", first["ETag"])
        assert same["Cache-Control"] == first["Cache-Control"]
    author = people.instructor.client
    assert author.patch(course.lesson_urls[0], {"title": "Iron", "minutes": 7}).status_code == 200
    assert author.patch(course.url, {"title": "Rust again", "level": "advanced"}).status_code == 200
    people.admin.client.post("/api/categories/", {"name": "Music"})
    changed = again(reader, url, first["ETag"])
    assert (changed.status_code, changed["ETag"] != first["ETag"]) == (200, True)


def test_nobody_is_told_that_what_they_may_not_read_is_unchanged(people, course):
    place = people.student.client.post("/api/enrollments/", {"course": course.id}).data["id"]
    lesson = course.lesson_urls[0]
    etags = {url: etag_of(people.student.client, url) for url in (lesson, course.url, f"{course.url}outline/")}
    for given in (etags[lesson], "*"):
        assert again(people.visitor, lesson, given).status_code == 401
        assert again(people.other.client, lesson, given).data["code"] == "not_enrolled"
    people.student.client.delete(f"/api/enrollments/{place}/")
    assert again(people.student.client, lesson, etags[lesson]).data["code"] == "not_enrolled"
    people.instructor.client.post(f"{course.url}archive/")
    for url, given in etags.items():
        assert again(people.student.client, url, given).status_code == 404


def test_each_reader_has_answers_of_their_own(people, course):
    lesson = course.lesson_urls[0]
    of_author = etag_of(people.instructor.client, lesson)  # with the source that only authors get
    enroll(people.student, course)
    assert again(people.student.client, lesson, of_author).status_code == 200
    assert again(people.instructor.client, lesson, of_author).status_code == 304


def test_answers_for_everybody_may_be_kept_for_everybody(people, course):
    first = people.visitor.get(course.url)
    assert not first.has_header("Cache-Control")
    assert again(people.visitor, course.url, first["ETag"]).status_code == 304


@pytest.mark.parametrize("given", ["", "x", '"', 'W/"', "\xff", '"a"b"', "W/*", ",", "1" * 4_000])
def test_a_malformed_validator_names_nothing(people, course, given):
    assert again(people.student.client, course.url, given).status_code == 200


def test_writes_expect_versions_and_no_etags(people, course):
    writer = people.instructor.client
    etag, version = etag_of(writer, course.url), writer.get(course.url).data["version"]
    assert writer.patch(course.url, {"title": "x"}, headers={"If-Match": etag}).status_code == 412
    assert writer.patch(course.url, {"title": "x"}, headers={"If-Match": f'"{version}"'}).status_code == 200
    refused = writer.patch(course.url, {"title": "y"}, headers={"If-None-Match": etag})
    assert refused.status_code == 200  # only reads look at it
