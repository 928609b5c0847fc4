"""Which video addresses a lesson may show; they are never fetched by the server."""

import ipaddress
import re
from typing import Final
from urllib.parse import SplitResult, urlsplit

from lyceum.platform.errors import FieldError, InvalidError

PLATFORM_HOSTS: Final = frozenset(
    {
        "www.youtube.com",
        "youtube.com",
        "m.youtube.com",
        "youtu.be",
        "www.youtube-nocookie.com",
        "vimeo.com",
        "www.vimeo.com",
        "player.vimeo.com",
    }
)
FILE_ENDINGS: Final = (".mp4", ".webm")
_HOST: Final = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}")


def check_video_url(url: str) -> None:
    """Check that an address is one of YouTube or Vimeo, or a public https address of an MP4 or WebM file.

    Raises:
        InvalidError: it is something else.
    """
    if url and not _is_allowed(url):
        message = "Use an https address of YouTube, Vimeo, or an .mp4 or .webm file."
        raise InvalidError(message, errors=(FieldError(field="video_url", code="video_not_allowed", message=message),))


def _is_allowed(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        plain = parts.port is None and parts.username is None and url.isprintable() and " " not in url
    except ValueError:  # an address that cannot be read
        return False
    if parts.scheme != "https" or not plain:
        return False
    return host in PLATFORM_HOSTS or _is_public_file(parts, host)


def _is_public_file(parts: SplitResult, host: str) -> bool:
    if not _HOST.fullmatch(host) or host.endswith((".local", ".localhost", ".internal")):
        return False
    return parts.path.lower().endswith(FILE_ENDINGS) and not _is_address(host)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:  # a name
        return False
    return True
