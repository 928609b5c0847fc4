"""Addresses of media files; they hold for some hours, for whoever is given them."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit

from bson import ObjectId

from lyceum.catalog.documents import BEFORE_ALL, LessonCourse, Media, MediaRef, MediaSize, media
from lyceum.catalog.rules.files import variant_name
from lyceum.platform.clock import utc_now
from lyceum.platform.files import file_name, signed_media_url
from lyceum.platform.storage.store import file_store

SIZES_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantView:
    """A narrower version of a picture, in pixels, with an address."""

    width: int
    height: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaView:
    """A media file with an address that works until `expires_at`."""

    media: Media
    url: str
    expires_at: datetime
    variants: tuple[VariantView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaSum:
    """How many files there are, and how many bytes they have."""

    files: int
    bytes: int


def sum_media() -> MediaSum:
    """Add up the sizes of all files, read some at a time; it takes as long as there are many."""
    sizes = [item.bytes for item in _walk_sizes()]
    return MediaSum(files=len(sizes), bytes=sum(sizes))


def _walk_sizes() -> Iterator[MediaSize]:
    """Go through the files of people, then through those of each course."""
    for scope in (None, *_walk_courses_with_media()):
        last_id = BEFORE_ALL
        while True:
            where = {"course_id": scope, "_id": {"$gt": last_id}}
            page = media.find_as(MediaSize, where, sort=[("_id", 1)], limit=SIZES_AT_ONCE)
            yield from page
            if len(page) < SIZES_AT_ONCE:
                break
            last_id = page[-1].id


def _walk_courses_with_media() -> Iterator[ObjectId]:
    course_id = BEFORE_ALL
    while True:
        found = media.find_as(LessonCourse, {"course_id": {"$gt": course_id}}, sort=[("course_id", 1)], limit=1)
        if not found:
            return
        course_id = found[0].course_id
        yield course_id


def media_url(reference: MediaRef | None) -> str:
    """Return the address of a media file, or "" for none."""
    if reference is None:
        return ""
    return signed_media_url(file_name(str(reference.media_id), reference.extension), now=utc_now())


def variant_views(reference: MediaRef | None) -> tuple[VariantView, ...]:
    """Return the narrower versions of a picture with their addresses, the narrowest first."""
    if reference is None:
        return ()
    now = utc_now()
    return tuple(
        VariantView(
            width=variant.width,
            height=variant.height,
            url=signed_media_url(variant_name(reference.media_id, variant.width), now=now),
        )
        for variant in reference.variants
    )


def resolve_media(reference: str) -> str:
    """Return the address for an `ID.ending` reference in a rendered text, or "" for one that names no file."""
    media_id, _, extension = reference.partition(".")
    if not ObjectId.is_valid(media_id) or not extension.isalnum():
        return ""
    return media_url(MediaRef(media_id=ObjectId(media_id), extension=extension))


def view_of(media: Media) -> MediaView:
    """Put a media file together with its address."""
    reference = MediaRef(media_id=media.id, extension=media.extension, variants=media.variants)
    url = media_url(reference)
    expires = int(parse_qs(urlsplit(url).query)["expires"][0])
    return MediaView(
        media=media,
        url=url,
        expires_at=datetime.fromtimestamp(expires, UTC),
        variants=variant_views(reference),
    )


def save_media(name: str, path: Path) -> None:
    """Write the bytes of a stored file to a path, for export.

    Raises:
        FileNotFoundError: they are missing.
    """
    with file_store().open(name) as source, path.open("wb") as target:
        shutil.copyfileobj(source, target)
