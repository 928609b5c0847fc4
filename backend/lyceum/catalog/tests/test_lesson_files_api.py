"""Videos, captions and attachments of lessons: for whom they are, and which are taken."""

from urllib.parse import urlsplit

import pytest

from lyceum.catalog.tests.conftest import enroll
from lyceum.catalog.tests.factories import TestCourse, make_course
from lyceum.catalog.tests.files import MP4_FILE, PDF_FILE, PNG_FILE, VTT_FILE, archive, stored_path, upload


@pytest.fixture
def course(people) -> TestCourse:
    return make_course(people.instructor, lessons=2, previews=1)


@pytest.fixture
def files(people, course) -> dict[str, str]:
    """Ids of one file of each sort."""
    sent = {
        "film": (MP4_FILE, {}),
        "english": (VTT_FILE, {"purpose": "caption", "language": "en"}),
        "german": (VTT_FILE, {"purpose": "caption"}),
        "sheet": (PDF_FILE, {"name": "Work sheet.pdf"}),
        "data": (archive(a=b"text"), {"name": "data.zip"}),
    }
    client = people.instructor.client
    return {
        name: upload(client, content, course=course.id, **fields).data["id"] for name, (content, fields) in sent.items()
    }


def test_a_lesson_has_a_video_with_captions_and_attachments(people, course, files):
    client, url = people.instructor.client, course.lesson_urls[1]
    captions = [{"id": files["english"]}, {"id": files["german"], "language": "de", "label": "Deutsch"}]
    body = {"video_url": files["film"], "captions": captions, "attachments": [files["sheet"], files["data"]]}
    written = client.patch(url, body)
    assert written.status_code == 200, written.data
    shown = written.data
    assert [(item["id"], item["language"], item["label"]) for item in shown["captions"]] == [
        (files["english"], "en", "en"),
        (files["german"], "de", "Deutsch"),
    ]
    assert [(item["name"], item["kind"], item["bytes"]) for item in shown["attachments"]] == [
        ("Work sheet.pdf", "application/pdf", len(PDF_FILE)),
        ("data.zip", "application/zip", len(archive(a=b"text"))),
    ]
    addresses = [shown["video_url"], *(item["url"] for item in [*shown["captions"], *shown["attachments"]])]
    names = [urlsplit(address).path.removeprefix("/media/") for address in addresses]
    assert [name.partition(".")[2] for name in names] == ["mp4", "vtt", "vtt", "pdf", "zip"]
    assert all(stored_path(name).exists() for name in names)
    again = client.patch(url, {name: shown[name] for name in ("video_url", "captions")})  # what was read can be sent
    assert again.data["version"] == shown["version"]
    emptied = client.put(url, {"course": course.id, "section": str(course.section_id), "title": "Lesson 2"}).data
    assert (emptied["video_url"], emptied["captions"], emptied["attachments"]) == ("", [], [])


@pytest.mark.parametrize(
    ("who", "preview", "inner"),
    [
        ("visitor", 200, 401),
        ("student", 200, 403),
        ("enrolled", 200, 200),
        ("other", 200, 403),
        ("instructor", 200, 200),
        ("admin", 200, 200),
    ],
)
def test_files_of_a_lesson_are_for_those_who_may_read_it(people, course, files, who, preview, inner):
    for url in course.lesson_urls:
        assert people.instructor.client.patch(url, {"attachments": [files["sheet"]]}).status_code == 200
    if who == "enrolled":
        enroll(people.student, course)
    person = people.student if who == "enrolled" else getattr(people, who)
    client = person if who == "visitor" else person.client
    for url, status in zip(course.lesson_urls, (preview, inner), strict=True):
        reply = client.get(url)
        assert reply.status_code == status
        assert ("/media/" in reply.content.decode()) == (status == 200)
    assert "/media/" not in client.get(f"{course.url}outline/").content.decode()


def test_files_of_other_courses_and_of_the_wrong_kind_are_refused(people, course, files):
    elsewhere = make_course(people.instructor, lessons=0)
    foreign = upload(people.instructor.client, PDF_FILE, course=elsewhere.id).data["id"]
    avatar = upload(people.instructor.client, PNG_FILE, purpose="avatar").data["id"]
    refused = {
        "attachments.1": {"attachments": [files["sheet"], foreign]},
        "attachments.0": {"attachments": [avatar]},
        "captions.0.id": {"captions": [{"id": files["sheet"], "language": "en"}]},
        "captions.0.language": {"captions": [{"id": files["german"]}]},
        "captions.1.language": {"captions": [{"id": files["english"]}, {"id": files["german"], "language": "en"}]},
        "video_url": {"video_url": files["sheet"]},
        "attachments": {"attachments": [files["sheet"]] * 51},
    }
    url = course.lesson_urls[0]
    before = people.instructor.client.get(url).data
    for field, body in refused.items():
        reply = people.instructor.client.patch(url, body)
        assert (reply.status_code, reply.data["errors"][0]["field"]) == (400, field), reply.data
    for body in ({"attachments": ["x"]}, {"captions": [{}]}, {"captions": "x"}, {"video_url": "media:"}):
        assert people.instructor.client.patch(url, body).status_code == 400
    assert people.instructor.client.get(url).data["version"] == before["version"]
    assert people.other.client.patch(url, {"attachments": [files["sheet"]]}).status_code == 403
