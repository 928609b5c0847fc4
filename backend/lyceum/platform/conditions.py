"""Conditional requests and content coding (RFC 9110 §13.1.2 and §12.5.3), as far as our layers need them."""

from collections.abc import Container
from typing import Final

from lyceum.platform.asgi import Scope, find_header

_BY_PREFERENCE: Final = (b"br", b"gzip")
IDENTITY: Final = b"identity"


def is_unchanged(scope: Scope, etag: bytes) -> bool:
    """Tell whether the client says that it has what `etag` names; compares weakly."""
    given = find_header(scope, b"if-none-match")
    return given is not None and is_named_in(given, etag)


def is_named_in(given: bytes, etag: bytes) -> bool:
    """Tell whether an `If-None-Match` names `etag`; compares weakly."""
    tags = {tag.strip() for tag in given.split(b",")}
    return b"*" in tags or etag.removeprefix(b"W/") in {tag.removeprefix(b"W/") for tag in tags}


def preferred_encoding(scope: Scope, available: Container[bytes]) -> bytes:
    """Choose the best available encoding that the client accepts."""
    accepted = find_header(scope, b"accept-encoding") or b""
    wanted = {_name_of(item) for item in accepted.lower().split(b",") if not _is_refused(item)}
    for encoding in _BY_PREFERENCE:
        if encoding in wanted and encoding in available:
            return encoding
    return IDENTITY


def _name_of(item: bytes) -> bytes:
    return item.partition(b";")[0].strip()


def _is_refused(item: bytes) -> bool:
    quality = item.partition(b";")[2].replace(b" ", b"")
    return quality in {b"q=0", b"q=0.0", b"q=0.00", b"q=0.000"}
