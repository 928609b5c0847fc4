"""Media files: how they are named and served, and the signed addresses under which clients read them.

An address names the file, when it stops working, and carries a signature over both; who may have one is decided where
it is made. What a media document holds is the catalog's; the layer that answers these addresses is `media_layer`, and
where the bytes lie is `storage`.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings

PREFIX: Final = "/media/"
# An address stays the same for one window, so that browsers keep the file, and works for one to two of them.
WINDOW: Final = timedelta(hours=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKind:
    """How files of one extension are served; what is not inline is offered as a download."""

    media_type: str
    is_inline: bool

    @property
    def is_sent_directly(self) -> bool:
        """Tell whether browsers may get it from S3 itself: films, sound and downloads.

        What pages show inside themselves is small and comes from us: captions must be of the page's own origin.
        """
        return self.media_type.startswith(("video/", "audio/")) or not (self.is_inline or "svg" in self.media_type)

    def disposition(self, name: str) -> str:
        """Return the Content-Disposition of a file (RFC 6266)."""
        return f'{"inline" if self.is_inline else "attachment"}; filename="{name}"'


def _inline(media_type: str) -> FileKind:
    return FileKind(media_type=media_type, is_inline=True)


def _download(media_type: str) -> FileKind:
    return FileKind(media_type=media_type, is_inline=False)


KINDS: Final[dict[str, FileKind]] = {
    "avif": _inline("image/avif"),
    "gif": _inline("image/gif"),
    "jpeg": _inline("image/jpeg"),
    "jpg": _inline("image/jpeg"),
    "png": _inline("image/png"),
    "webp": _inline("image/webp"),
    "m4a": _inline("audio/mp4"),
    "mp3": _inline("audio/mpeg"),
    "oga": _inline("audio/ogg"),
    "ogg": _inline("audio/ogg"),
    "wav": _inline("audio/wav"),
    "m4v": _inline("video/mp4"),
    "mp4": _inline("video/mp4"),
    "ogv": _inline("video/ogg"),
    "webm": _inline("video/webm"),
    "vtt": _inline("text/vtt; charset=utf-8"),
    # An <img> shows it all the same; opened by itself it is saved, not run.
    "svg": _download("image/svg+xml"),
    "csv": _download("text/csv; charset=utf-8"),
    "json": _download("application/json"),
    "md": _download("text/markdown; charset=utf-8"),
    "txt": _download("text/plain; charset=utf-8"),
    "pdf": _download("application/pdf"),
    "epub": _download("application/epub+zip"),
    "zip": _download("application/zip"),
    "docx": _download("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pptx": _download("application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    "xlsx": _download("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "odp": _download("application/vnd.oasis.opendocument.presentation"),
    "ods": _download("application/vnd.oasis.opendocument.spreadsheet"),
    "odt": _download("application/vnd.oasis.opendocument.text"),
}


def file_name(media_id: str, extension: str, *, width: int | None = None) -> str:
    """Name a file; a picture's narrower version is named after the picture."""
    return f"{media_id}.{extension}" if width is None else f"{media_id}-{width}.{extension}"


def kind_of(name: str) -> FileKind | None:
    """Return how a file is served, or None where its ending is unknown."""
    return KINDS.get(name.rpartition(".")[2])


def signed_media_url(name: str, *, now: datetime) -> str:
    """Return an address of the file that works for the next hours."""
    expires = _end_of_next_window(now)
    return f"{PREFIX}{name}?expires={expires}&signature={_sign(name, expires)}"


def is_signed(name: str, *, expires: int, signature: str) -> bool:
    """Tell whether the signature of an address is ours; the comparison takes constant time."""
    return hmac.compare_digest(_sign(name, expires).encode(), signature.encode())


def _end_of_next_window(now: datetime) -> int:
    window_s = int(WINDOW.total_seconds())
    return (int(now.timestamp()) // window_s + 2) * window_s


def _sign(name: str, expires: int) -> str:
    """Sign with HMAC-SHA256 (RFC 2104)."""
    key = settings.MEDIA_SIGNING_KEY.encode()
    digest = hmac.digest(key, f"{name}\n{expires}".encode(), hashlib.sha256)
    return urlsafe_b64encode(digest).rstrip(b"=").decode()
