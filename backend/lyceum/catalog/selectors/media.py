"""Addresses of media files; they hold for some hours, for whoever is given them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

from bson import ObjectId

from lyceum.catalog.documents import Media, MediaRef
from lyceum.platform.clock import utc_now
from lyceum.platform.files import signed_media_url


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaView:
    """A media file with an address that works until `expires_at`."""

    media: Media
    url: str
    expires_at: datetime


def media_url(reference: MediaRef | None) -> str:
    """Return the address of a media file, or "" for none."""
    if reference is None:
        return ""
    return signed_media_url(str(reference.media_id), reference.extension, now=utc_now())


def resolve_media(reference: str) -> str:
    """Return the address for an `ID.ending` reference in a rendered text, or "" for one that names no file."""
    media_id, _, extension = reference.partition(".")
    if not ObjectId.is_valid(media_id) or not extension.isalnum():
        return ""
    return media_url(MediaRef(media_id=ObjectId(media_id), extension=extension))


def view_of(media: Media) -> MediaView:
    """Put a media file together with its address."""
    url = media_url(MediaRef(media_id=media.id, extension=media.extension))
    expires = int(parse_qs(urlsplit(url).query)["expires"][0])
    return MediaView(media=media, url=url, expires_at=datetime.fromtimestamp(expires, UTC))
