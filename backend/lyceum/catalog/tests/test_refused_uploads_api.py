"""Uploads that are not kept: each is refused by what is in it, says why, and leaves nothing behind."""

import io
import tempfile
import zipfile
from pathlib import Path

import pytest

from lyceum.catalog.rules.archives import ENTRIES_LIMIT
from lyceum.catalog.rules.captions import CUES_LIMIT
from lyceum.catalog.rules.svg import ELEMENTS_LIMIT
from lyceum.catalog.tests.factories import TestCourse, make_course
from lyceum.catalog.tests.files import (
    MP4_FILE,
    PDF_FILE,
    PNG_FILE,
    SVG_FILE,
    VTT_FILE,
    archive,
    everything_kept,
    huge_png,
    picture,
    upload,
)


@pytest.fixture
def course(people) -> TestCourse:
    return make_course(people.instructor, lessons=0)


def svg(inside: str, attributes: str = "") -> bytes:
    head = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {head} {attributes}>{inside}</svg>".encode()


def linked_archive() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as target:
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        target.writestr(link, "/etc/passwd")
    return content.getvalue()


DAMAGED = [
    picture("PNG", 40, 40)[:-20],
    picture("PNG", 40, 40).replace(b"IDAT", b"IDAX"),
    picture("JPEG", 40, 40)[:-30],
    picture("WEBP", 40, 40)[:-8],
    picture("GIF", 40, 40)[:-3],
    MP4_FILE[:-2],
    MP4_FILE[:20],
    PDF_FILE[:-8],
    svg("<rect/>")[:-1],
    svg("<g/>" * ELEMENTS_LIMIT),
    archive(a=b"text")[:-10],
    b"PK\x03\x04" + b"x" * 100,
]
UNSAFE = [
    svg("<script>alert(1)</script>"),
    svg("", 'onload="alert(1)"'),
    svg('<image href="https://evil.example/x.png"/>'),
    svg('<use xlink:href="other.svg#a"/>'),
    svg('<a href="javascript:alert(1)"><text>x</text></a>'),
    svg('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>'),
    svg('<animate attributeName="href" values="javascript:alert(1)"/>'),
    svg("<style>@import url(https://evil.example/x.css)</style>"),
    svg("<style>@im<!-- -->port url(https://evil.example/x.css)</style>"),
    svg('<rect style="fill: url(https://evil.example/x)"/>'),
    svg('<rect fill="url( https://evil.example/x)"/>'),
    svg("<style>a{}<g/>@import url(https://evil.example/x.css)</style>"),
    svg("<style><style>a{}</style>@import url(https://evil.example/x.css)</style>"),
    svg("<style>@import url(https://evil.example/x.css)<g/></style>"),
    svg('<image href="data:image/svg+xml;base64,AAAA"/>'),
    b'<?xml-stylesheet href="https://evil.example/x.xsl"?>' + SVG_FILE,
    archive(a=b"\0" * 30_000_000),
    archive(**{"../../etc/passwd": b"x"}),
    archive(**{"/etc/passwd": b"x"}),
    archive(**{"a\\..\\b": b"x"}),
    archive(**{str(number): b"" for number in range(ENTRIES_LIMIT + 1)}),
    archive(**{"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>", "word/vbaProject.bin": b"x"}),
    linked_archive(),
]
UNSUPPORTED = [
    b"<!doctype html><script>alert(1)</script>",
    b"MZ\x90\x00",
    b"#!/bin/sh\necho",
    b"\x00\x00\x00\x20ftypheic\x00\x00\x00\x00mif1",
    b'<!DOCTYPE svg [<!ENTITY a "aa">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
    b"%!PS-Adobe-3.0 EPSF-3.0",
]
CASES = [
    *((content, 400, "damaged_file") for content in DAMAGED),
    *((content, 400, "unsafe_file") for content in UNSAFE),
    *((content, 400, "unsupported_file") for content in UNSUPPORTED),
    (b"", 400, "empty"),
    (huge_png(60_000, 60_000), 400, "image_too_large"),
    (huge_png(12_001, 1), 400, "image_too_large"),
    (SVG_FILE + b" " * 1_000_000, 413, "file_too_large"),
    (PNG_FILE + b" " * 10_000_000, 413, "file_too_large"),
]


def test_what_is_in_a_file_decides_and_a_refusal_leaves_nothing(people, course):
    before, spool = everything_kept(), set(Path(tempfile.gettempdir()).iterdir())
    for content, status, code in CASES:
        refused = upload(people.instructor.client, content, name="picture.png", course=course.id)
        assert refused.status_code == status, (content[:60], refused.data)
        [error] = refused.data["errors"]
        assert (error["field"], error["code"]) == ("file", code), (content[:60], refused.data)
        assert error["message"]
    assert everything_kept() == before
    left = {path.name for path in set(Path(tempfile.gettempdir()).iterdir()) - spool}
    assert not [name for name in left if name.endswith((".upload", ".upload.png"))]


@pytest.mark.parametrize(
    ("content", "purpose"),
    [(VTT_FILE, "course_image"), (PDF_FILE, "avatar"), (SVG_FILE, "avatar"), (PNG_FILE, "caption")],
)
def test_a_file_must_serve_its_purpose(people, course, content, purpose):
    before = everything_kept()
    refused = upload(people.instructor.client, content, purpose=purpose, course=course.id)
    assert (refused.status_code, refused.data["errors"][0]["code"]) == (400, "unsupported_file")
    assert everything_kept() == before


@pytest.mark.parametrize(
    "content",
    [
        b"WEBVTT\n",
        b"WEBVTT\n\n00:02.000 --> 00:01.000\nBackwards\n",
        b"WEBVTT\n\n" + b"00:00.000 --> 00:01.000\nx\n\n" * (CUES_LIMIT + 1),
        b"WEBVTT\n\n01:00:00.000 --> 00:59:59.000\nBackwards\n",
        b"WEBVTT\n\n00:00.000 --> 00:01.000 --> 00:02.000 x\n-->\n",
        b"WEBVTT\n\n00:61.000 --> 00:70.000\nNo such second\n",
        b"WEBVTT\n\n00:00:00,000 --> 00:00:01,000\nOf SubRip\n",
        b"WEBVTT\n\n00:00.000 --> 00:01.000\n\xff\xfe\n",
    ],
)
def test_captions_are_web_vtt(people, course, content):
    refused = upload(people.instructor.client, content, purpose="caption", course=course.id)
    assert (refused.status_code, refused.data["errors"][0]["code"]) == (400, "damaged_file")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (VTT_FILE.replace(b"\n", b"\r\n"), "text/vtt"),
        (PDF_FILE, "application/pdf"),
        (MP4_FILE, "video/mp4"),
        (archive(a=b"text"), "application/zip"),
        (
            archive(**{"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        (svg(f"<style>a{{fill:url({' ' * 500_000}#a)}}</style>" + "<text>a\\n</text>" * 9), "image/svg+xml"),
        (b"WEBVTT\n\n59:59.000 --> 01:00:00.000 line:0\nAt last\n\n99:00:00.000 --> 100:00:00.000\nx\n", "text/vtt"),
        (svg('<defs><linearGradient id="g"/></defs><rect fill="url(#g)" style="stroke: red"/>'), "image/svg+xml"),
        (svg('<a href="https://example.org"><image href="data:image/png;base64,AAAA"/></a>'), "image/svg+xml"),
        (picture("GIF", 4, 4), "image/gif"),
        (picture("WEBP", 4, 4, lossless=True), "image/webp"),
        (picture("JPEG", 4, 4, progressive=True), "image/jpeg"),
    ],
)
def test_good_files_of_every_kind_are_kept_as_they_are(people, course, content, kind):
    kept = upload(people.instructor.client, content, name="file", course=course.id)
    assert (kept.status_code, kept.data["kind"], kept.data["bytes"]) == (201, kind, len(content)), kept.data
