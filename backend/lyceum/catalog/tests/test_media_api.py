"""`POST media/`."""

import hashlib
from urllib.parse import urlsplit

import pytest

from lyceum.catalog.documents import media
from lyceum.catalog.rules.media import SVG
from lyceum.catalog.tests.factories import make_course
from lyceum.catalog.tests.files import PNG_FILE, SVG_FILE, stored_path, upload


def test_a_file_is_kept_whole_and_shown_by_a_signed_address(people):
    course = make_course(people.instructor, lessons=0)
    kept = upload(people.instructor.client, PNG_FILE, name="../cover.jpg", course=course.id, alt="A cover")
    assert kept.status_code == 201
    assert (kept.data["kind"], kept.data["name"], kept.data["bytes"]) == ("image/png", "cover.jpg", len(PNG_FILE))
    assert urlsplit(kept.data["url"]).path == f"/media/{kept.data['id']}.png"
    path = stored_path(f"{kept.data['id']}.png")
    assert path.read_bytes() == PNG_FILE
    assert [item.name for item in path.parent.iterdir()] == [path.name]
    (stored,) = media.find({"course_id": course.course_id}, limit=2)
    assert (stored.sha256, stored.alt) == (hashlib.sha256(PNG_FILE).hexdigest(), "A cover")


def test_everybody_may_send_an_avatar(people):
    assert upload(people.student.client, PNG_FILE, purpose="avatar").status_code == 201


@pytest.mark.parametrize(("who", "status"), [("visitor", 401), ("student", 403), ("other", 403), ("admin", 201)])
def test_files_of_a_public_course_are_for_its_authors(people, who, status):
    course = make_course(people.instructor, lessons=0)
    client = people.visitor if who == "visitor" else getattr(people, who).client
    assert upload(client, PNG_FILE, course=course.id).status_code == status


def test_a_draft_of_somebody_else_does_not_exist(people):
    course = make_course(people.instructor, published=False, lessons=0)
    assert upload(people.other.client, PNG_FILE, course=course.id).status_code == 404
    assert upload(people.instructor.client, PNG_FILE, course="0" * 24).status_code == 404


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"<!doctype html><script>alert(1)</script>", 400, "unsupported_file"),
        (b"MZ\x90\x00", 400, "unsupported_file"),
        (SVG_FILE + b" " * SVG.limit, 413, "file_too_large"),
    ],
)
def test_files_of_other_kinds_and_sizes_are_refused_and_leave_nothing(people, content, status, code):
    course = make_course(people.instructor, lessons=0)
    refused = upload(people.instructor.client, content, course=course.id)
    assert (refused.status_code, refused.data["code"]) == (status, code)
    assert refused.data["errors"][0]["field"] == "file"
    assert media.count({"course_id": course.course_id}, limit=1) == 0


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"purpose": "backup"}, "purpose"),
        ({"purpose": '{"$gt": ""}'}, "purpose"),
        ({"course": '{"$gt": ""}'}, "course"),
        ({"course": "x"}, "course"),
        ({}, "course"),
        ({"alt": "x" * 501}, "alt"),
        ({"language": "x" * 36}, "language"),
    ],
)
def test_malformed_fields_are_refused(people, fields, field):
    refused = upload(people.instructor.client, PNG_FILE, **fields)
    assert (refused.status_code, refused.data["errors"][0]["field"]) == (400, field)


def test_a_request_without_a_file_is_refused(people):
    client = people.instructor.client
    assert client.post("/api/media/", {"purpose": "avatar"}, format="multipart").status_code == 400
    assert client.post("/api/media/", {"purpose": "avatar", "file": "x"}, format="multipart").status_code == 400
    assert upload(client, b"", purpose="avatar").status_code == 400
    assert client.post("/api/media/", {"purpose": "avatar"}).status_code == 415


@pytest.mark.parametrize(
    ("who", "status"), [("visitor", 401), ("student", 404), ("other", 404), ("instructor", 200), ("admin", 200)]
)
def test_what_is_known_about_a_file_is_for_the_authors_of_its_course(people, who, status):
    course = make_course(people.instructor, lessons=0)
    kept = upload(people.instructor.client, PNG_FILE, course=course.id, alt="A dot").data
    client = people.visitor if who == "visitor" else getattr(people, who).client
    url = f"/api/media/{kept['id']}/"
    read, changed = client.get(url), client.patch(url, {"alt": "A red dot"})
    assert (read.status_code, changed.status_code) == (status, status)
    if status == 200:
        assert (read.data["alt"], changed.data["alt"], client.get(url).data["alt"]) == ("A dot", *["A red dot"] * 2)
        assert client.patch(url, {"language": "not a language"}).status_code == 400
    else:
        assert "/media/" not in read.content.decode().replace(url, "")


def test_an_avatar_is_only_its_owner_s_to_ask_about(people):
    kept = upload(people.student.client, PNG_FILE, purpose="avatar").data
    url = f"/api/media/{kept['id']}/"
    assert people.student.client.get(url).status_code == 200
    assert people.admin.client.get(url).status_code == 404
    assert people.student.client.get("/api/media/x/").status_code == 404
    assert people.student.client.get(f"/api/media/{'0' * 24}/").status_code == 404


def test_the_checklist_asks_what_the_image_of_a_course_shows(people):
    course = make_course(people.instructor)
    client = people.instructor.client
    image = upload(client, PNG_FILE, purpose="course_image", course=course.id).data["id"]
    client.patch(course.url, {"image": image})

    def codes() -> list[str]:
        return [item["code"] for item in client.get(f"{course.url}checklist/").data["suggestions"]]

    assert "no_image_alt" in codes()
    client.patch(f"/api/media/{image}/", {"alt": "A dot"})
    assert "no_image_alt" not in codes()
