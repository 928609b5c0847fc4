"""SUMMARY.md: which pages a book has, in which order, under which parts.

mdBook's own rules: a heading begins a part, list items (nested or not) and links that stand alone are chapters,
a chapter without a file is a draft. The first top heading is the title of the file.
"""

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote

from lyceum.interop.formats.course_files import Origin
from lyceum.interop.formats.course_package import ImportNote
from lyceum.interop.formats.markdown_source import drop_comments, plain_text

_HEADING: Final = re.compile(r"(?P<hashes>#{1,6})\s+(?P<text>.*?)[\s#]*")
_CHAPTER: Final = re.compile(
    r"\s*(?:[-*+]\s+|\d+[.)]\s+)?\[(?P<title>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]"
    r"\(\s*(?P<path><[^>]*>|[^)]*?)\s*\)\s*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryPage:
    """A chapter: its title as plain text, its file below the book's source, and where it is listed."""

    title: str
    path: PurePosixPath
    origin: Origin


@dataclass(slots=True, kw_only=True)
class SummaryPart:
    """The chapters below one heading; those before the first heading have a part without a title."""

    title: str | None
    pages: list[SummaryPage] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What SUMMARY.md says; parts without chapters are left out."""

    title: str | None
    parts: tuple[SummaryPart, ...]
    notes: tuple[ImportNote, ...]


def read_summary(text: str, *, file: str) -> Summary:
    """Read the text of a SUMMARY.md.

    Raises:
        CourseFormatError: a page is listed twice, or there is none.
    """
    reader = _SummaryReader(file)
    for number, line in enumerate(_without_comments(text).split("\n"), start=1):
        reader.read_line(line, Origin(file=file, line=number))
    return reader.finish()


def _without_comments(text: str) -> str:
    """Blank comments out and keep the numbers of the lines."""
    blanked = re.sub(r"<!--(?:.*?-->|.*\Z)", lambda match: "\n" * match[0].count("\n"), text, flags=re.DOTALL)
    return drop_comments(blanked)


class _SummaryReader:
    def __init__(self, file: str) -> None:
        self._file = file
        self._title: str | None = None
        self._parts = [SummaryPart(title=None)]
        self._places: dict[PurePosixPath, Origin] = {}
        self._notes: list[ImportNote] = []

    def read_line(self, line: str, origin: Origin) -> None:
        heading = _HEADING.fullmatch(line)
        chapter = _CHAPTER.fullmatch(line)
        if heading:
            self._read_heading(heading)
        elif chapter:
            self._read_chapter(chapter, origin)

    def _read_heading(self, heading: re.Match[str]) -> None:
        title = plain_text(heading["text"])
        is_first = self._title is None and not self._places and len(self._parts) == 1
        if is_first and heading["hashes"] == "#":
            self._title = title
        else:
            self._parts.append(SummaryPart(title=title))

    def _read_chapter(self, chapter: re.Match[str], origin: Origin) -> None:
        title = plain_text(chapter["title"])
        path = PurePosixPath(unquote(chapter["path"].strip("<>")))
        if not chapter["path"]:
            message = f"left out: the chapter {title!r} is a draft without a page"
            self._notes.append(ImportNote(file=self._file, line=origin.line, message=message))
            return
        if path in self._places:
            raise origin.error(f"{str(path)!r} is listed already in line {self._places[path].line}")
        self._places[path] = origin
        self._parts[-1].pages.append(SummaryPage(title=title, path=path, origin=origin))

    def finish(self) -> Summary:
        parts = tuple(part for part in self._parts if part.pages)
        if not parts:
            raise Origin(file=self._file).error("the book lists no pages")
        return Summary(title=self._title, parts=parts, notes=tuple(self._notes))
