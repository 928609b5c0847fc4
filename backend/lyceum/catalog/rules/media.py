"""Which files are kept: told by their content, never by what the sender says."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from xml.parsers import expat

from lyceum.catalog.errors import FileTooLargeError, UnsupportedFileError
from lyceum.platform.errors import FieldError

SNIFF_BYTES: Final = 65_536
NAME_LENGTH: Final = 200
MEGABYTE: Final = 1_000_000


class MediaPurpose(StrEnum):
    """What a file is for; all but avatars belong to a course."""

    LESSON = "lesson"
    COURSE_IMAGE = "course_image"
    AVATAR = "avatar"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaKind:
    """A kind of file that is kept: its content type, its ending, and the largest size in bytes."""

    name: str
    extension: str
    limit: int
    is_image: bool = False


PNG: Final = MediaKind(name="image/png", extension="png", limit=10 * MEGABYTE, is_image=True)
JPEG: Final = MediaKind(name="image/jpeg", extension="jpg", limit=10 * MEGABYTE, is_image=True)
WEBP: Final = MediaKind(name="image/webp", extension="webp", limit=10 * MEGABYTE, is_image=True)
GIF: Final = MediaKind(name="image/gif", extension="gif", limit=10 * MEGABYTE, is_image=True)
SVG: Final = MediaKind(name="image/svg+xml", extension="svg", limit=MEGABYTE, is_image=True)
PDF: Final = MediaKind(name="application/pdf", extension="pdf", limit=50 * MEGABYTE)
MP4: Final = MediaKind(name="video/mp4", extension="mp4", limit=200 * MEGABYTE)
WEBM: Final = MediaKind(name="video/webm", extension="webm", limit=200 * MEGABYTE)
VTT: Final = MediaKind(name="text/vtt", extension="vtt", limit=MEGABYTE)

_BY_START: Final = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), PNG),
    (re.compile(rb"\xff\xd8\xff"), JPEG),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), WEBP),
    (re.compile(rb"GIF8[79]a"), GIF),
    (re.compile(rb"%PDF-"), PDF),
    (re.compile(rb".{4}ftyp", re.DOTALL), MP4),
    (re.compile(rb"\x1a\x45\xdf\xa3.{0,60}webm", re.DOTALL), WEBM),
    (re.compile(rb"(\xef\xbb\xbf)?WEBVTT[ \t\r\n]"), VTT),
)
_KINDS_OF: Final = {
    MediaPurpose.CAPTION: frozenset({VTT}),
    MediaPurpose.COURSE_IMAGE: frozenset({PNG, JPEG, WEBP, GIF, SVG}),
    MediaPurpose.AVATAR: frozenset({PNG, JPEG, WEBP, GIF}),
}


def detect_kind(start: bytes) -> MediaKind:
    """Tell the kind of a file from its first `SNIFF_BYTES` bytes.

    Raises:
        UnsupportedFileError: it is none that is kept.
    """
    for pattern, kind in _BY_START:
        if pattern.match(start):
            return kind
    if _is_svg(start):
        return SVG
    raise _unsupported("Send a PNG, JPEG, WebP, GIF, SVG, PDF, MP4, WebM or WebVTT file.")


def check_file(kind: MediaKind, *, size: int, purpose: MediaPurpose) -> None:
    """Check that a file suits its purpose and is not too large.

    Raises:
        UnsupportedFileError: this kind does not serve the purpose.
        FileTooLargeError: it is larger than its kind may be.
    """
    if kind not in _KINDS_OF.get(purpose, {kind}):
        raise _unsupported(f"A file of the type {kind.name} cannot be used for {purpose.value}.")
    if size > kind.limit:
        message = f"A {kind.extension} file may have {kind.limit // MEGABYTE} MB."
        raise FileTooLargeError(message, errors=(FieldError(field="file", code="file_too_large", message=message),))


def clean_name(name: str) -> str:
    """Return the last part of a file name, without control characters and cut to `NAME_LENGTH`."""
    last = name.replace("\\", "/").rsplit("/", maxsplit=1)[-1]
    return "".join(char for char in last if char.isprintable()).strip()[:NAME_LENGTH] or "file"


class _Root(Exception):  # noqa: N818 - not an error: it stops the parser at the first element
    """The first element of an XML document."""


def _is_svg(start: bytes) -> bool:
    """Tell whether the first element is `svg`; documents that declare things of their own (a DTD) are not taken.

    Drawing programs name SVG's public DTD, which nobody loads; that is harmless.
    """
    parser = expat.ParserCreate(namespace_separator=" ")

    def stop(name: str, _attributes: dict[str, str]) -> None:
        raise _Root(name)

    def refuse(_name: str, _system: str | None, _public: str | None, has_declarations: bool) -> None:
        if has_declarations:
            raise _Root("")

    parser.StartElementHandler = stop
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(start, False)
    except _Root as root:
        return str(root) == "http://www.w3.org/2000/svg svg"
    except expat.ExpatError:  # no XML
        return False
    return False


def _unsupported(message: str) -> UnsupportedFileError:
    return UnsupportedFileError(message, errors=(FieldError(field="file", code="unsupported_file", message=message),))
