"""JPEG (ITU-T T.81): markers and their segments."""

import re
import struct
from typing import Final

from lyceum.catalog.rules.pictures.parts import Picture, damaged, orientation_only

_EXIF: Final = b"Exif\x00\x00"
_ICC: Final = b"ICC_PROFILE\x00"
_START: Final = 0xD8
_END: Final = 0xD9
_SCAN: Final = 0xDA
_EXIF_MARKER: Final = 0xE1
_ICC_MARKER: Final = 0xE2
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# JFIF, Adobe's colours, and what decoding needs; other applications' data and comments are left out.
_KEPT: Final = _FRAMES | {0xC4, 0xCC, 0xDA, 0xDB, 0xDC, 0xDD, 0xE0, 0xEE}
_NEXT_MARKER: Final = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
# In a scan; one byte to look for first makes the search four times as fast.
_END_OF_SCAN: Final = re.compile(rb"\xff[^\x00\xd0-\xd7]")


def read_jpeg(data: bytes) -> Picture:
    """Read a JPEG file.

    Raises:
        DamagedFileError: it is cut off.
    """
    size, tiff, kept, position = (0, 0), b"", bytearray(), 2
    while True:
        found = _NEXT_MARKER.match(data, position)
        if found is None:
            raise damaged("The JPEG file is cut off.")
        marker, position = data[found.end() - 1], found.end()
        if marker == _END:
            break
        payload = _segment(data, position)
        end = position + 2 + len(payload)
        if marker in _FRAMES:
            size = _size_of(payload)
        if marker == _EXIF_MARKER and payload.startswith(_EXIF):
            tiff = payload[len(_EXIF) :]
        position = _end_of_scan(data, end) if marker == _SCAN else end
        if marker in _KEPT or (marker == _ICC_MARKER and payload.startswith(_ICC)):
            kept += b"\xff%c" % marker + data[found.end() : position]
    if 0 in size:
        raise damaged("The JPEG file has no picture.")
    return Picture(width=size[0], height=size[1], content=_whole(tiff, kept))


def _whole(tiff: bytes, kept: bytearray) -> bytes:
    exif = orientation_only(tiff)
    segment = struct.pack(">BBH", 0xFF, _EXIF_MARKER, len(_EXIF) + len(exif) + 2) + _EXIF + exif if exif else b""
    return b"\xff%c%b%b\xff%c" % (_START, segment, bytes(kept), _END)


def _segment(data: bytes, position: int) -> bytes:
    length = int.from_bytes(data[position : position + 2])
    if length < 2 or position + length > len(data):  # noqa: PLR2004 - it counts its own two bytes
        raise damaged("The JPEG file is cut off.")
    return data[position + 2 : position + length]


def _size_of(frame: bytes) -> tuple[int, int]:
    return int.from_bytes(frame[3:5]), int.from_bytes(frame[1:3])


def _end_of_scan(data: bytes, position: int) -> int:
    found = _END_OF_SCAN.search(data, position)
    if found is None:
        raise damaged("The JPEG file is cut off.")
    return found.start()
