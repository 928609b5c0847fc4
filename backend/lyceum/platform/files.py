"""Media files: where their bytes lie, and the signed addresses that open them."""

import hashlib
import hmac
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings

STABLE_FOR: Final = timedelta(hours=6)


def media_path(media_id: str, extension: str) -> Path:
    """Return where the bytes of a media file lie; folders by the end of the id keep each one small."""
    return Path(settings.MEDIA_ROOT) / media_id[-2:] / f"{media_id}.{extension}"


def signed_media_url(media_id: str, extension: str, *, now: datetime) -> str:
    """Return an address that opens a media file for 6 to 12 hours.

    It is the same for everybody for `STABLE_FOR`, so that browsers and caches can keep what it names.
    """
    period = int(STABLE_FOR.total_seconds())
    expires = (int(now.timestamp()) // period + 2) * period
    signature = media_signature(media_id, extension, expires=expires)
    return f"/media/{media_id}.{extension}?expires={expires}&signature={signature}"


def media_signature(media_id: str, extension: str, *, expires: int) -> str:
    """Sign the right to read a file until a time (Unix seconds): HMAC-SHA256 (RFC 2104) in hexadecimal."""
    message = f"{media_id}.{extension}?{expires}".encode()
    return hmac.new(settings.MEDIA_SIGNING_KEY.encode(), message, hashlib.sha256).hexdigest()
