"""Identifiers: ObjectIds in the store, 24 hexadecimal digits on the wire."""

import hashlib
import re

from bson import ObjectId

from lyceum.platform.errors import NotFoundError

_HEX24 = re.compile(r"[0-9a-f]{24}")


def parse_id(value: str, *, noun: str) -> ObjectId:
    """Read an id that a client sent.

    Raises:
        NotFoundError: it is malformed; nothing can have such an id.
    """
    if not is_id(value):
        raise NotFoundError(f"There is no such {noun}.")
    return ObjectId(value)


def is_id(value: str) -> bool:
    """Tell whether a text has the form of an id."""
    return _HEX24.fullmatch(value) is not None


def derive_id(*parts: ObjectId | str) -> ObjectId:
    """Derive an id from others, so that a pair of things is found without an index of its own.

    BLAKE2b (RFC 7693) with a digest of 12 bytes, the length of an ObjectId.
    """
    digest = hashlib.blake2b(digest_size=12)
    for part in parts:
        digest.update(part.binary if isinstance(part, ObjectId) else part.encode())
        digest.update(b"\x00")
    return ObjectId(digest.digest())
