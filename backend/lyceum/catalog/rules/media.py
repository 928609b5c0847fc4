"""Which files are kept: told by their content, never by what the sender says."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from lyceum.catalog.errors import FileTooLargeError, ImageTooLargeError, UnsupportedFileError
from lyceum.catalog.rules.pictures.parts import Picture
from lyceum.catalog.rules.svg import is_svg
from lyceum.platform.errors import FieldError

SNIFF_BYTES: Final = 65_536
NAME_LENGTH: Final = 200
MEGABYTE: Final = 1_000_000
LONGEST_SIDE: Final = 12_000
MOST_PIXELS: Final = 40_000_000


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
ZIP: Final = MediaKind(name="application/zip", extension="zip", limit=50 * MEGABYTE)
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
DOCX: Final = MediaKind(name=f"{_OFFICE}.wordprocessingml.document", extension="docx", limit=50 * MEGABYTE)
XLSX: Final = MediaKind(name=f"{_OFFICE}.spreadsheetml.sheet", extension="xlsx", limit=50 * MEGABYTE)
PPTX: Final = MediaKind(name=f"{_OFFICE}.presentationml.presentation", extension="pptx", limit=50 * MEGABYTE)
ARCHIVES: Final = {kind.extension: kind for kind in (ZIP, DOCX, XLSX, PPTX)}

_BY_START: Final = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), PNG),
    (re.compile(rb"\xff\xd8\xff"), JPEG),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), WEBP),
    (re.compile(rb"GIF8[79]a"), GIF),
    (re.compile(rb"%PDF-"), PDF),
    (re.compile(rb".{4}ftyp(isom|iso[2-9]|mp4[12]|avc1|M4V[ HP]|MSNV|dash|qt  )", re.DOTALL), MP4),
    (re.compile(rb"\x1a\x45\xdf\xa3.{0,60}webm", re.DOTALL), WEBM),
    (re.compile(rb"(\xef\xbb\xbf)?WEBVTT[ \t\r\n]"), VTT),
    (re.compile(rb"PK\x03\x04"), ZIP),
)
_KINDS_OF: Final = {
    MediaPurpose.LESSON: frozenset({PNG, JPEG, WEBP, GIF, SVG, PDF, MP4, WEBM, VTT, *ARCHIVES.values()}),
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
    if is_svg(start):
        return SVG
    raise _unsupported("Send a PNG, JPEG, WebP, GIF, SVG, PDF, MP4, WebM, WebVTT, ZIP, DOCX, XLSX or PPTX file.")


def check_file(kind: MediaKind, *, size: int, purpose: MediaPurpose) -> None:
    """Check that a file suits its purpose and is not too large.

    Raises:
        UnsupportedFileError: this kind does not serve the purpose.
        FileTooLargeError: it is larger than its kind may be.
    """
    if kind not in _KINDS_OF[purpose]:
        raise _unsupported(f"A file of the type {kind.name} cannot be used for {purpose.value}.")
    if size > kind.limit:
        message = f"A {kind.extension} file may have {kind.limit // MEGABYTE} MB."
        raise FileTooLargeError(message, errors=(FieldError(field="file", code="file_too_large", message=message),))


def check_pixels(picture: Picture) -> None:
    """Check that a picture is not so large that showing it takes all memory.

    Raises:
        ImageTooLargeError: it is.
    """
    longest = max(picture.width, picture.height)
    if longest > LONGEST_SIDE or picture.width * picture.height > MOST_PIXELS:
        message = f"A picture may have {LONGEST_SIDE:,} pixels a side and {MOST_PIXELS // MEGABYTE} megapixels."
        raise ImageTooLargeError(message, errors=(FieldError(field="file", code="image_too_large", message=message),))


def variant_widths(purpose: MediaPurpose, *, width: int) -> tuple[int, ...]:
    """Return how wide the narrower versions of a picture are; none is wider than the picture."""
    widths = (96, 320) if purpose is MediaPurpose.AVATAR else (320, 640, 1280)
    return tuple(narrower for narrower in widths if narrower < width)


def clean_name(name: str) -> str:
    """Return the last part of a file name, without control characters and cut to `NAME_LENGTH`."""
    last = name.replace("\\", "/").rsplit("/", maxsplit=1)[-1]
    return "".join(char for char in last if char.isprintable()).strip()[:NAME_LENGTH] or "file"


def _unsupported(message: str) -> UnsupportedFileError:
    return UnsupportedFileError(message, errors=(FieldError(field="file", code="unsupported_file", message=message),))
