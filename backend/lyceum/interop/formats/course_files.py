"""The files of a course on disk: bounded, inside their folder, UTF-8. Knows no format."""

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from lyceum.interop.formats.course_package import CourseFormatError

FILE_COUNT_LIMIT = 5_000
TEXT_BYTES_LIMIT = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The place in a course that asks for something; errors and notes name it."""

    file: str
    line: int | None = None

    def error(self, message: str) -> CourseFormatError:
        """Make the error that names this place."""
        return CourseFormatError(file=self.file, line=self.line, message=message)


class CourseFiles:
    """Reads the files below one folder and refuses everything outside of it."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._found: set[Path] = set()

    def check_count(self) -> None:
        """Refuse a folder with too many files.

        Raises:
            CourseFormatError: it holds more than `FILE_COUNT_LIMIT` files.
        """
        count = 0
        for _, _, names in os.walk(self.root):
            count += len(names)
            if count > FILE_COUNT_LIMIT:
                message = f"the course has more than {FILE_COUNT_LIMIT} files"
                raise Origin(file=".").error(message)

    def find(self, relative: PurePosixPath, *, origin: Origin) -> Path | None:
        """Return the file at a path below the root, or None where there is none.

        Raises:
            CourseFormatError: the path or a link in it leaves the folder.
        """
        if relative.is_absolute() or "\\" in str(relative) or "\0" in str(relative):
            raise origin.error(f"{str(relative)!r} is not a path inside the course")
        path = (self.root / relative).resolve()
        if not path.is_relative_to(self.root):
            raise origin.error(f"{str(relative)!r} leaves the folder of the course")
        if not path.is_file():
            return None
        self._found.add(path)
        return path

    def list_unused(self, folder: PurePosixPath) -> list[str]:
        """Name the files below a folder that nothing has asked for."""
        files = (path for path in sorted((self.root / folder).rglob("*")) if path.is_file())
        return [self.name_of(path) for path in files if path.resolve() not in self._found]

    def read_text(self, relative: PurePosixPath, *, origin: Origin, limit_bytes: int = TEXT_BYTES_LIMIT) -> str:
        r"""Return a file's text with `\n` as its only line end and without a byte order mark.

        Raises:
            CourseFormatError: the file is missing, outside the course, too big or not UTF-8.
        """
        path = self.find(relative, origin=origin)
        if path is None:
            raise origin.error(f"there is no file {str(relative)!r}")
        own = Origin(file=self.name_of(path))
        if path.stat().st_size > limit_bytes:
            raise own.error(f"the file is larger than {limit_bytes // 1024**2} MB")
        data = path.read_bytes()
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise CourseFormatError(file=own.file, line=line, message="not UTF-8 text") from error
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def find_line(self, words: str, *, file: PurePosixPath) -> int | None:
        """Return the first line of a file that holds some words, or None where it does not hold them."""
        source = self.read_text(file, origin=Origin(file=str(file)))
        offset = source.find(words)
        return None if offset < 0 else line_at(source, offset)

    def name_of(self, path: Path) -> str:
        """Return a file's path below the root, with slashes."""
        return path.relative_to(self.root).as_posix()


def line_at(text: str, offset: int) -> int:
    """Return the number, from 1, of the line that holds an offset."""
    return text.count("\n", 0, offset) + 1
