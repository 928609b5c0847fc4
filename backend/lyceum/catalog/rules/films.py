"""MP4 files (ISO/IEC 14496-12) and PDF files, as far as it takes to tell a whole one from a part."""

import os
import struct
from typing import BinaryIO, Final

from lyceum.catalog.rules.pictures.parts import damaged

_TO_END: Final = 0
_LARGE: Final = 1
_BOXES_LIMIT: Final = 100_000
_PDF_TAIL: Final = 2_048


def check_mp4(file: BinaryIO) -> None:
    """Check that the boxes of a film fill the file and that one of them says what is in it.

    Raises:
        DamagedFileError: it is cut off.
    """
    size, position, kinds = file.seek(0, os.SEEK_END), 0, set[bytes]()
    for _ in range(_BOXES_LIMIT):
        if position == size:
            break
        length, kind = _box_at(file, position, size)
        kinds.add(kind)
        position += length
    if position != size or b"moov" not in kinds:
        raise damaged("The film is cut off.")


def check_pdf(file: BinaryIO) -> None:
    """Check that a PDF file ends as one does (ISO 32000-2, 7.5.5).

    Raises:
        DamagedFileError: it is cut off.
    """
    size = file.seek(0, os.SEEK_END)
    file.seek(max(size - _PDF_TAIL, 0))
    if b"%%EOF" not in file.read():
        raise damaged("The PDF file is cut off.")


def _box_at(file: BinaryIO, position: int, size: int) -> tuple[int, bytes]:
    file.seek(position)
    head = file.read(16)
    if len(head) < 8:  # noqa: PLR2004 - length and kind
        raise damaged("The film is cut off.")
    length, kind = struct.unpack_from(">I4s", head)
    if length == _TO_END:
        length = size - position
    elif length == _LARGE:
        length = int.from_bytes(head[8:16])
    if length < 8 or position + length > size:  # noqa: PLR2004 - as above
        raise damaged("The film is cut off.")
    return length, kind
