"""What all pictures have in common."""

import struct
from dataclasses import dataclass
from typing import Final

from lyceum.catalog.errors import DamagedFileError
from lyceum.platform.errors import FieldError

UPRIGHT: Final = 1
_ORIENTATIONS: Final = range(2, 9)
_ORIENTATION_TAG: Final = 0x0112


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture in pixels, and the bytes that are kept of it."""

    width: int
    height: int
    content: bytes


def damaged(message: str) -> DamagedFileError:
    """Make the refusal of a file that is not whole."""
    return DamagedFileError(message, errors=(FieldError(field="file", code="damaged_file", message=message),))


def orientation_of(tiff: bytes) -> int:
    """Read which way up a picture is from its Exif data (CIPA DC-008, tag 0x0112); upright where it does not say."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    try:
        if order is None:
            return UPRIGHT
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for index in range(count):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * index)
            if tag == _ORIENTATION_TAG:
                return value if value in _ORIENTATIONS else UPRIGHT
    except struct.error:  # Exif data that cannot be read says nothing
        return UPRIGHT
    return UPRIGHT


def orientation_only(tiff: bytes) -> bytes:
    """Return Exif data that say which way up the picture is and nothing else; none for an upright one."""
    orientation = orientation_of(tiff)
    if orientation == UPRIGHT:
        return b""
    entry = struct.pack(">HHIHH", _ORIENTATION_TAG, 3, 1, orientation, 0)
    return b"MM\x00\x2a" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
