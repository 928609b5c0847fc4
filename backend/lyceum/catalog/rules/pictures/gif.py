"""GIF (89a): blocks, each a row of sub-blocks."""

import struct
from typing import Final

from lyceum.catalog.rules.pictures.parts import Picture, damaged

_IMAGE: Final = 0x2C
_EXTENSION: Final = 0x21
_END: Final = 0x3B
_COMMENT: Final = 0xFE
_APPLICATION: Final = 0xFF
_LOOPS: Final = (b"\x0bNETSCAPE2.0", b"\x0bANIMEXTS1.0")
_HAS_TABLE: Final = 0x80


def read_gif(data: bytes) -> Picture:
    """Read a GIF file.

    Raises:
        DamagedFileError: it is cut off.
    """
    try:
        width, height, flags = struct.unpack_from("<HHB", data, 6)
        position = 13 + _table_bytes(flags)
        kept, has_image = bytearray(data[:position]), False
        while data[position] != _END:
            end = _end_of_block(data, position)
            if not _is_told_only(data, position):
                kept += data[position:end]
            has_image |= data[position] == _IMAGE
            position = end
    except (IndexError, struct.error):
        raise damaged("The GIF file is cut off.") from None
    if not has_image or not width or not height:
        raise damaged("The GIF file has no picture.")
    return Picture(width=width, height=height, content=bytes(kept) + bytes([_END]))


def _end_of_block(data: bytes, position: int) -> int:
    if data[position] == _EXTENSION:
        return _end_of_rows(data, position + 2)
    if data[position] == _IMAGE:
        return _end_of_rows(data, position + 11 + _table_bytes(data[position + 9]))
    raise damaged("The GIF file is damaged.")


def _end_of_rows(data: bytes, position: int) -> int:
    while data[position]:
        position += 1 + data[position]
    return position + 1


def _table_bytes(flags: int) -> int:
    return 3 << (1 + (flags & 7)) if flags & _HAS_TABLE else 0


def _is_told_only(data: bytes, position: int) -> bool:
    """Tell whether a block only says something: a comment, or an application's own data."""
    if data[position] != _EXTENSION:
        return False
    if data[position + 1] == _COMMENT:
        return True
    return data[position + 1] == _APPLICATION and data[position + 2 : position + 14] not in _LOOPS
