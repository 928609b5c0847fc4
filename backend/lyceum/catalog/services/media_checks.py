"""Looks into a file that somebody sends, and refuses what is not kept; nothing is stored here."""

import io
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final

from lyceum.catalog.rules.archives import check_archive
from lyceum.catalog.rules.captions import check_captions
from lyceum.catalog.rules.films import check_mp4, check_pdf
from lyceum.catalog.rules.media import (
    ARCHIVES,
    GIF,
    JPEG,
    MP4,
    PDF,
    PNG,
    SNIFF_BYTES,
    SVG,
    VTT,
    WEBP,
    ZIP,
    MediaKind,
    MediaPurpose,
    check_file,
    check_pixels,
    detect_kind,
)
from lyceum.catalog.rules.pictures.gif import read_gif
from lyceum.catalog.rules.pictures.jpeg import read_jpeg
from lyceum.catalog.rules.pictures.parts import Picture
from lyceum.catalog.rules.pictures.png import read_png
from lyceum.catalog.rules.pictures.webp import read_webp
from lyceum.catalog.rules.svg import check_svg

_PICTURES: Final[Mapping[MediaKind, Callable[[bytes], Picture]]] = {
    PNG: read_png,
    JPEG: read_jpeg,
    WEBP: read_webp,
    GIF: read_gif,
}
_TEXTS: Final[Mapping[MediaKind, Callable[[bytes], None]]] = {SVG: check_svg, VTT: check_captions}
_FILES: Final[Mapping[MediaKind, Callable[[BinaryIO], None]]] = {MP4: check_mp4, PDF: check_pdf}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """A file that may be kept: what it is, and the bytes to keep, which for pictures say nothing of their makers."""

    kind: MediaKind
    size: int
    file: BinaryIO
    width: int = 0


def inspect(file: BinaryIO, *, purpose: MediaPurpose) -> Inspected:
    """Check a file by its content.

    Raises:
        UnsupportedFileError, FileTooLargeError: its kind does not serve the purpose, or it is too large.
        DamagedFileError, ImageTooLargeError, UnsafeFileError: what is in it is not kept.
    """
    kind, size = _find_kind(file, purpose)
    file.seek(0)
    if kind in _PICTURES:
        picture = _PICTURES[kind](file.read())
        check_pixels(picture)
        content = picture.content
        return Inspected(kind=kind, size=len(content), file=io.BytesIO(content), width=picture.width)
    if kind in _TEXTS:
        _TEXTS[kind](file.read())
    elif kind in _FILES:
        _FILES[kind](file)
    file.seek(0)
    return Inspected(kind=kind, size=size, file=file)


def _find_kind(file: BinaryIO, purpose: MediaPurpose) -> tuple[MediaKind, int]:
    """Tell what a file is, and check that it serves and is not too large before more of it is read."""
    file.seek(0)
    kind = detect_kind(file.read(SNIFF_BYTES))
    size = file.seek(0, os.SEEK_END)
    check_file(kind, size=size, purpose=purpose)
    return (ARCHIVES[check_archive(file)] if kind == ZIP else kind), size
