"""WebP (RFC 9649): chunks in a RIFF container."""

import struct
from typing import Final

from lyceum.catalog.rules.pictures.parts import Picture, damaged, orientation_only

_KEPT: Final = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ANIM", b"ANMF", b"ALPH", b"ICCP"})
_HAS_EXIF: Final = 0x08
_HAS_XMP: Final = 0x04
_HEAD: Final = 12
_LOW_14: Final = 0x3FFF


def read_webp(data: bytes) -> Picture:
    """Read a WebP file.

    Raises:
        DamagedFileError: it is cut off.
    """
    end, position = 8 + int.from_bytes(data[4:8], "little"), _HEAD
    if end > len(data):
        raise damaged("The WebP file is cut off.")
    chunks: list[tuple[bytes, bytes]] = []
    while position + 8 <= end:
        kind, length = data[position : position + 4], int.from_bytes(data[position + 4 : position + 8], "little")
        payload = data[position + 8 : position + 8 + length]
        if len(payload) < length:
            raise damaged("The WebP file is cut off.")
        chunks.append((kind, payload))
        position += 8 + length + length % 2
    size = _size_of(chunks)
    content = b"".join(_written(kind, payload) for kind, payload in _kept(chunks))
    return Picture(width=size[0], height=size[1], content=_written(b"RIFF", b"WEBP" + content))


def _kept(chunks: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    exif = b"".join(orientation_only(payload) for kind, payload in chunks[:1000] if kind == b"EXIF")
    kept = [(kind, payload) for kind, payload in chunks if kind in _KEPT]
    if kept[0][0] == b"VP8X":
        flags = kept[0][1][0] & ~(_HAS_EXIF | _HAS_XMP) | (_HAS_EXIF if exif else 0)
        kept[0] = (b"VP8X", bytes([flags]) + kept[0][1][1:])
        kept += [(b"EXIF", exif)] if exif else []
    return kept


def _size_of(chunks: list[tuple[bytes, bytes]]) -> tuple[int, int]:
    """Read the size from the first chunk, which says it (RFC 9649 §2.5 to §2.7)."""
    kind, payload = chunks[0] if chunks else (b"", b"")
    try:
        if kind == b"VP8X":
            return 1 + int.from_bytes(payload[4:7], "little"), 1 + int.from_bytes(payload[7:10], "little")
        if kind == b"VP8 ":
            width, height = struct.unpack_from("<HH", payload, 6)
            return width & _LOW_14, height & _LOW_14
        if kind == b"VP8L":
            (bits,) = struct.unpack_from("<I", payload, 1)
            return 1 + (bits & _LOW_14), 1 + (bits >> 14 & _LOW_14)
    except struct.error:
        raise damaged("The WebP file is cut off.") from None
    raise damaged("The WebP file has no picture.")


def _written(kind: bytes, payload: bytes) -> bytes:
    return kind + struct.pack("<I", len(payload)) + payload + b"\x00" * (len(payload) % 2)
