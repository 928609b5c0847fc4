"""Which format a folder is in, and its reader."""

from pathlib import Path

from lyceum.interop.formats.course_package import ReadCourse
from lyceum.interop.formats.folder.layout import COURSE_FILE
from lyceum.interop.formats.folder.reader import read_folder
from lyceum.interop.formats.mdbook.book import BOOK_FILE, SUMMARY_NAME
from lyceum.interop.formats.mdbook.reader import read_mdbook
from lyceum.platform.errors import InvalidError


def read_course(root: Path) -> ReadCourse:
    """Read the course in a folder, whatever its format.

    Raises:
        InvalidError: the folder holds no course of a known format.
        CourseFormatError: the course cannot be read or breaks a rule.
    """
    if not root.is_dir():
        raise InvalidError(f"{root} is not a folder")
    if (root / COURSE_FILE).is_file():
        return read_folder(root)
    if any((root / name).is_file() for name in (BOOK_FILE, SUMMARY_NAME, f"src/{SUMMARY_NAME}")):
        return read_mdbook(root)
    raise InvalidError(f"{root} holds no course: neither {COURSE_FILE} nor an mdBook's {BOOK_FILE} is there")
