"""What an author writes of a lesson."""

import re
from typing import Final

import msgspec
from bson import ObjectId
from msgspec import UNSET, UnsetType

from lyceum.catalog.rules.outlines import LessonKind

_IMAGE: Final = re.compile(r"<img\b[^>]*>")
_ALTERNATIVE: Final = re.compile(r'\balt="\s*[^"\s]')


def has_bare_image(html: str) -> bool:
    """Tell whether a rendered text shows an image that has no alternative text."""
    return any(not _ALTERNATIVE.search(image) for image in _IMAGE.findall(html))


class CaptionFields(msgspec.Struct, frozen=True, kw_only=True):
    """Captions as an author names them: a media file; by default in its language, which is then its label too."""

    media_id: ObjectId
    language: str = ""
    label: str = ""


class LessonFields(msgspec.Struct, frozen=True, kw_only=True):
    """What an author writes; a field that is `UNSET` stays as it is.

    A new lesson needs a title and a section; `minutes` is None for the time its text takes to read.
    """

    course_id: ObjectId | UnsetType = UNSET
    section_id: ObjectId | UnsetType = UNSET
    title: str | UnsetType = UNSET
    kind: LessonKind | UnsetType = UNSET
    content: str | UnsetType = UNSET
    video_url: str | UnsetType = UNSET
    captions: tuple[CaptionFields, ...] | UnsetType = UNSET
    attachments: tuple[ObjectId, ...] | UnsetType = UNSET
    minutes: int | UnsetType | None = UNSET
    preview: bool | UnsetType = UNSET
