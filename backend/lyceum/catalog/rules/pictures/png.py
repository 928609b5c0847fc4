"""PNG (W3C, third edition): a signature and chunks with checksums."""

import struct
import zlib
from typing import Final

from lyceum.catalog.rules.pictures.parts import Picture, damaged, orientation_only

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_KEPT: Final = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD hIST pHYs sPLT acTL fcTL fdAT".split()
)


def read_png(data: bytes) -> Picture:
    """Read a PNG file.

    Raises:
        DamagedFileError: it is cut off, or a checksum is wrong.
    """
    kept, position, kind, has_data = bytearray(_SIGNATURE), len(_SIGNATURE), b"", False
    while kind != b"IEND":
        kind, payload, end = _chunk(data, position)
        if (position == len(_SIGNATURE)) != (kind == b"IHDR"):
            raise damaged("The PNG file does not begin with its header.")
        if kind == b"eXIf":
            exif = orientation_only(payload)
            kept += _written(kind, exif) if exif else b""
        elif kind in _KEPT:
            kept += data[position:end]
        has_data |= kind == b"IDAT"
        position = end
    width, height = struct.unpack_from(">II", kept, 16)
    if not has_data or not width or not height:
        raise damaged("The PNG file has no picture.")
    return Picture(width=width, height=height, content=bytes(kept))


def _chunk(data: bytes, position: int) -> tuple[bytes, bytes, int]:
    """Return the kind, the payload and the end of the chunk at a position."""
    head = data[position : position + 8]
    length = int.from_bytes(head[:4])
    end = position + 12 + length
    if len(head) < 8 or end > len(data):  # noqa: PLR2004 - length and kind
        raise damaged("The PNG file is cut off.")
    kind, payload = head[4:], data[position + 8 : end - 4]
    if zlib.crc32(payload, zlib.crc32(kind)) != int.from_bytes(data[end - 4 : end]):
        raise damaged("The PNG file is damaged.")
    return kind, payload, end


def _written(kind: bytes, payload: bytes) -> bytes:
    checksum = zlib.crc32(payload, zlib.crc32(kind))
    return struct.pack(">I", len(payload)) + kind + payload + struct.pack(">I", checksum)
