"""How media files are named in the file store."""

import re
from collections.abc import Iterable
from typing import Final, Protocol

from bson import ObjectId

from lyceum.platform.files import file_name

VARIANT_EXTENSION: Final = "webp"
_REFERENCE: Final = re.compile(r"media:([0-9a-f]{24})")


class _Variant(Protocol):
    @property
    def width(self) -> int: ...


class _Picture(Protocol):
    @property
    def id(self) -> ObjectId: ...
    @property
    def extension(self) -> str: ...
    @property
    def variants(self) -> Iterable[_Variant]: ...


def media_ids_in(text: str) -> set[ObjectId]:
    """Return the ids that a text, Markdown or rendered, refers to."""
    return {ObjectId(found) for found in _REFERENCE.findall(text)}


def variant_name(media_id: ObjectId, width: int) -> str:
    """Name a narrower version of a picture."""
    return file_name(str(media_id), VARIANT_EXTENSION, width=width)


def names_of(media: _Picture) -> tuple[str, ...]:
    """Name all the files of a media document, the file itself first."""
    narrower = (variant_name(media.id, variant.width) for variant in media.variants)
    return (file_name(str(media.id), media.extension), *narrower)
