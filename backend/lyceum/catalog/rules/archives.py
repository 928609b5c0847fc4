"""ZIP archives and Office documents, which are archives: looked at by their directory, never unpacked."""

import os
import stat
import struct
import zipfile
from typing import BinaryIO, Final

from lyceum.catalog.errors import UnsafeFileError
from lyceum.catalog.rules.pictures.parts import damaged
from lyceum.platform.errors import FieldError

ENTRIES_LIMIT: Final = 5_000
DIRECTORY_LIMIT: Final = 1_000_000
UNPACKED_LIMIT: Final = 500_000_000
# Text packs to a tenth or so; what packs far better is made to fill a disk.
RATIO_LIMIT: Final = 100
_SMALL: Final = 1_000_000
_END: Final = b"PK\x05\x06"
_END_BYTES: Final = 22
_COMMENT_BYTES: Final = 65_535
_ENCRYPTED: Final = 0x1
_MAIN_PARTS: Final = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}


def check_archive(file: BinaryIO) -> str:
    """Check an archive and return the ending that its content deserves: docx, xlsx, pptx or zip.

    Raises:
        DamagedFileError: it is cut off or cannot be read.
        UnsafeFileError: it unpacks to far more than it is, leaves its folder, hides its content or holds macros.
    """
    _check_directory(file)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError, struct.error):
        raise damaged("The archive is damaged.") from None
    if min((entry.header_offset for entry in entries), default=0) != 0:
        raise _unsafe("something before its beginning")
    for entry in entries:
        _check_entry(entry)
    _check_size(entries)
    names = {entry.filename for entry in entries}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise _unsafe("macros")
    is_office = "[Content_Types].xml" in names
    return next((ending for part, ending in _MAIN_PARTS.items() if is_office and part in names), "zip")


def _check_directory(file: BinaryIO) -> None:
    """Check the record at the end before the directory is read, whose size it tells."""
    size = file.seek(0, os.SEEK_END)
    tail_start = max(size - _END_BYTES - _COMMENT_BYTES, 0)
    file.seek(tail_start)
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_BYTES:
        raise damaged("The archive is cut off.")
    count, directory_bytes = struct.unpack_from("<HI", tail, at + 10)
    if count > ENTRIES_LIMIT or directory_bytes > DIRECTORY_LIMIT:
        raise _unsafe(f"more than {ENTRIES_LIMIT:,} entries")
    file.seek(0)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename
    parts = name.split("/")
    if name.startswith("/") or ".." in parts or "\\" in name or "\x00" in name or ":" in parts[0]:
        raise _unsafe("a path that leads out of its folder")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise _unsafe("a link")
    if entry.flag_bits & _ENCRYPTED:
        raise _unsafe("encrypted content")


def _check_size(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > UNPACKED_LIMIT or (unpacked > _SMALL and unpacked > packed * RATIO_LIMIT):
        raise _unsafe("content that unpacks to far more than the archive is")


def _unsafe(what: str) -> UnsafeFileError:
    message = f"The archive has {what}."
    return UnsafeFileError(message, errors=(FieldError(field="file", code="unsafe_file", message=message),))
