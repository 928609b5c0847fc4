"""How media files are named in the file store."""

from collections.abc import Iterable
from typing import Final, Protocol

from bson import ObjectId

from lyceum.platform.files import file_name

VARIANT_EXTENSION: Final = "webp"


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


def variant_name(media_id: ObjectId, width: int) -> str:
    """Name a narrower version of a picture."""
    return file_name(str(media_id), VARIANT_EXTENSION, width=width)


def names_of(media: _Picture) -> tuple[str, ...]:
    """Name all the files of a media document, the file itself first."""
    narrower = (variant_name(media.id, variant.width) for variant in media.variants)
    return (file_name(str(media.id), media.extension), *narrower)
