"""Addresses of media files; they hold for some hours, for whoever is given them."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from bson import ObjectId

from lyceum.catalog.documents import Media, MediaRef
from lyceum.catalog.rules.files import variant_name
from lyceum.platform.clock import utc_now
from lyceum.platform.files import file_name, signed_media_url
from lyceum.platform.storage.store import file_store


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
