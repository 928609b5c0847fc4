"""A file held in memory, ready in every encoding, with its ETag and its life in browsers."""

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Final

import brotli

from lyceum.platform.asgi import Headers, Reply, Scope
from lyceum.platform.conditions import is_unchanged, preferred_encoding

# The build names scripts and styles `chunk-B6f_iH6F.js`, what they refer to `font-ABCD2345.woff2`. A public file such
# as `icon-maskable.png` is not hashed.
_HASHED_NAME: Final = re.compile(
    r"-(?=[^.]*[A-Z0-9])[A-Za-z0-9_-]{8}\.(?:js|css)$|-(?=[0-9]*[A-Z])[A-Z0-9]{8}\.[a-z0-9]+$"
)
_YEAR: Final = b"public, max-age=31536000, immutable"
_HOUR: Final = b"public, max-age=3600"
_WORTH_COMPRESSING: Final = 1024
_COMPRESSIBLE: Final = ("text/", "application/javascript", "application/json", "image/svg", "application/manifest")
_BROTLI_QUALITY: Final = 6
_TYPES: Final = {".webmanifest": "application/manifest+json", ".map": "application/json", ".js": "text/javascript"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyFile:
    """The bytes of a file by encoding, and the stamp that says whether the disk has newer ones."""

    stamp: tuple[int, int]
    etag: bytes
    media_type: bytes
    lifetime: bytes
    bodies: dict[bytes, bytes]

    def reply(self, scope: Scope) -> Reply:
        """Answer a request for this file."""
        headers: Headers = (
            (b"etag", self.etag),
            (b"cache-control", self.lifetime),
            (b"vary", b"Accept-Encoding"),
        )
        if is_unchanged(scope, self.etag):
            return Reply(status=HTTPStatus.NOT_MODIFIED, headers=headers)
        encoding = preferred_encoding(scope, self.bodies)
        headers = (*headers, (b"content-type", self.media_type))
        if encoding != b"identity":
            headers = (*headers, (b"content-encoding", encoding))
        return Reply(status=HTTPStatus.OK, headers=headers, body=self.bodies[encoding])


def stamp_of(path: Path) -> tuple[int, int] | None:
    """Return what changes when the file does, or None where there is no file."""
    try:
        status = path.stat()
    except OSError:  # absent, or a name that no file can have
        return None
    return (status.st_mtime_ns, status.st_size) if path.is_file() else None


def load(path: Path, stamp: tuple[int, int]) -> ReadyFile:
    """Read a file and make its encodings, or take the compressed siblings that a build left beside it."""
    body = path.read_bytes()
    media_type = media_type_of(path)
    return ReadyFile(
        stamp=stamp,
        etag=b'W/"%s"' % hashlib.blake2b(body, digest_size=12).hexdigest().encode(),
        media_type=media_type.encode(),
        lifetime=_YEAR if is_hashed(path.name) else _HOUR,
        bodies=_encode(path, body, media_type),
    )


def is_hashed(name: str) -> bool:
    """Tell whether the name of a file changes with its content."""
    return _HASHED_NAME.search(name) is not None


def media_type_of(path: Path) -> str:
    """Return the media type by the file's name."""
    kind = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def _encode(path: Path, body: bytes, media_type: str) -> dict[bytes, bytes]:
    bodies = {b"identity": body}
    if len(body) >= _WORTH_COMPRESSING and media_type.startswith(_COMPRESSIBLE):
        bodies[b"br"] = _sibling(path, ".br") or brotli.compress(body, quality=_BROTLI_QUALITY)
        bodies[b"gzip"] = _sibling(path, ".gz") or gzip.compress(body, compresslevel=6, mtime=0)
    return bodies


def _sibling(path: Path, suffix: str) -> bytes | None:
    """Return the compressed file beside `path`, unless it is older than the file itself."""
    sibling = path.with_name(path.name + suffix)
    try:
        is_current = sibling.stat().st_mtime_ns >= path.stat().st_mtime_ns
        return sibling.read_bytes() if is_current else None
    except OSError:  # there is none
        return None
