"""Files are told by their content."""

import pytest

from lyceum.catalog.errors import FileTooLargeError, UnsupportedFileError
from lyceum.catalog.rules.media import (
    GIF,
    JPEG,
    MP4,
    PDF,
    PNG,
    SVG,
    VTT,
    WEBM,
    WEBP,
    MediaPurpose,
    check_file,
    clean_name,
    detect_kind,
)

SVG_FILE = b'<?xml version="1.0"?>\n<!-- drawn -->\n<svg xmlns="http://www.w3.org/2000/svg"/>'


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n....", PNG),
        (b"\xff\xd8\xff\xe0", JPEG),
        (b"RIFF\x00\x01\x02\x03WEBPVP8 ", WEBP),
        (b"GIF89a", GIF),
        (b"%PDF-1.7", PDF),
        (b"\x00\x00\x00\x20ftypisom", MP4),
        (b"\x1a\x45\xdf\xa3\x01\x42\x82\x84webm", WEBM),
        (b"WEBVTT\n\n00:00", VTT),
        (SVG_FILE, SVG),
        (b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd"><svg xmlns="http://www.w3.org/2000/svg">', SVG),
    ],
)
def test_a_kind_is_known_by_its_first_bytes(start, kind):
    assert detect_kind(start) == kind


@pytest.mark.parametrize(
    "start",
    [
        b"",
        b"MZ\x90\x00",
        b"<!doctype html><script>alert(1)</script>",
        b'<html xmlns="http://www.w3.org/1999/xhtml"><svg/></html>',
        b"<svg/>",
        b'<!DOCTYPE svg [<!ENTITY a "aa">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b"\x1a\x45\xdf\xa3 matroska",
        b"WEBVTTX",
    ],
)
def test_other_content_is_refused(start):
    with pytest.raises(UnsupportedFileError):
        detect_kind(start)


def test_a_kind_must_serve_the_purpose():
    check_file(PNG, size=1, purpose=MediaPurpose.COURSE_IMAGE)
    with pytest.raises(UnsupportedFileError):
        check_file(SVG, size=1, purpose=MediaPurpose.AVATAR)
    with pytest.raises(UnsupportedFileError):
        check_file(PDF, size=1, purpose=MediaPurpose.COURSE_IMAGE)


def test_size_is_limited_by_kind():
    check_file(PNG, size=PNG.limit, purpose=MediaPurpose.LESSON)
    with pytest.raises(FileTooLargeError):
        check_file(PNG, size=PNG.limit + 1, purpose=MediaPurpose.LESSON)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("../../etc/passwd", "passwd"), (r"C:\x\cover.png", "cover.png"), ("a\x00\n.png", "a.png"), ("/", "file")],
)
def test_a_name_loses_folders_and_control_characters(sent, kept):
    assert clean_name(sent) == kept
