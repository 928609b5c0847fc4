"""Files of lessons, alternative texts and all that a course says survive the way out of the store and back."""

from pathlib import Path

import pytest

from lyceum.accounts.tests.factories import make_person
from lyceum.catalog.tests.files import MP4_FILE, PDF_FILE, VTT_FILE, archive, picture
from lyceum.interop.formats.course_package import CaptionPart
from lyceum.interop.formats.folder.reader import read_folder
from lyceum.interop.services.exports import export_course
from lyceum.interop.tests.folders import COURSE, FIRST, all_bytes, error_of, write_course
from lyceum.interop.tests.test_import_course import run_import
from lyceum.platform.errors import InvalidError

ABOUT = """\
level: advanced
language: pt-BR
category:
  slug: cinema
  name: Cinema
tags:
  - film
price: "19.90"
currency: BRL
image: media/cover.png
media:
  - file: media/cover.png
    alt: A camera
"""
FILES = """\
kind: video
video_url: media/A film.mp4
captions:
  - file: media/en.vtt
    language: en
    label: English
  - file: media/de.vtt
    language: de
attachments: [media/sheet.pdf, media/data.zip]
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    first = FIRST.replace("---\nSee", f"{FILES}---\nSee")
    root = write_course(tmp_path / "written", course=COURSE + ABOUT, first=first)
    media = root / "media"
    (media / "cover.png").write_bytes(picture("PNG", 400, 9))
    (media / "A film.mp4").write_bytes(MP4_FILE)
    (media / "en.vtt").write_bytes(VTT_FILE)
    (media / "de.vtt").write_bytes(VTT_FILE)
    (media / "sheet.pdf").write_bytes(PDF_FILE)
    (media / "data.zip").write_bytes(archive(a=b"text"))
    return root


def test_files_and_alternative_texts_come_back_byte_for_byte(course: Path, tmp_path: Path) -> None:
    person = make_person(roles=["instructor"])
    first = run_import(course, person.actor)
    lesson = person.client.get(f"/api/lessons/?course={first.course_id}").data["results"][0]["id"]
    shown = person.client.get(f"/api/lessons/{lesson}/").data
    assert [(item["language"], item["label"]) for item in shown["captions"]] == [("en", "English"), ("de", "de")]
    assert [item["name"] for item in shown["attachments"]] == ["sheet.pdf", "data.zip"]
    assert ".mp4?" in shown["video_url"]
    assert not export_course(first.course_id, tmp_path / "one", actor=person.actor).notes
    second = run_import(tmp_path / "one", person.actor)
    assert (second.course_id, second.is_new) == (first.course_id, False)
    export_course(second.course_id, tmp_path / "two", actor=person.actor)
    assert all_bytes(tmp_path / "two") == all_bytes(tmp_path / "one")
    one, written = read_folder(tmp_path / "one").package, read_folder(course).package
    assert [(item.name, item.alt) for item in one.media] == [(item.name, item.alt) for item in written.media]
    assert one.lessons[0].captions == (
        CaptionPart(name="en.vtt", language="en", label="English"),
        CaptionPart(name="de.vtt", language="de", label="de"),
    )
    for name in ("level", "language", "category", "tags", "price_cents", "currency", "image", "description"):
        assert getattr(one, name) == getattr(written, name)
    for name in ("video_url", "captions", "attachments", "kind", "content"):
        assert getattr(one.lessons[0], name) == getattr(written.lessons[0], name)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("media/en.vtt", "media/none.vtt", "lessons/01-first.md:7: there is no file or lesson 'media/none.vtt'"),
        ("language: de", "language: en", "lessons/01-first.md:2: two captions have the same language"),
        ("language: de", "language: x y", "lessons/01-first.md:11: language must be a language tag"),
        ("media/sheet.pdf", "media/data.zip", "lessons/01-first.md:2: an attachment is named twice"),
        ("media/sheet.pdf", "../sheet.pdf", "leaves the folder of the course"),
        ("    label: English", "    title: English", "unknown field 'title'"),
    ],
)
def test_a_mistake_about_files_is_told_with_its_line(course: Path, old: str, new: str, message: str) -> None:
    lesson = course / "lessons" / "01-first.md"
    lesson.write_text(lesson.read_text().replace(old, new, 1))
    assert message in error_of(course)


@pytest.mark.parametrize(("name", "content"), [("en.vtt", b"WEBVTT\n"), ("A film.mp4", PDF_FILE), ("data.zip", b"PK")])
def test_a_file_that_would_be_refused_as_an_upload_is_refused_before_anything_is_stored(
    course: Path, name: str, content: bytes
) -> None:
    person = make_person(roles=["instructor"])
    (course / "media" / name).write_bytes(content)
    with pytest.raises(InvalidError):
        run_import(course, person.actor)
    assert person.client.get("/api/courses/?mine=true").data["count"] == 0
