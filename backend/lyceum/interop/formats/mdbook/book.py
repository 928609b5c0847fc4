"""book.toml: the book's title, authors and language, where its pages lie, and what changes how they read."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from lyceum.interop.formats.course_files import CourseFiles, Origin
from lyceum.interop.formats.mdbook.toml_source import TomlTable, read_toml

BOOK_FILE: Final = PurePosixPath("book.toml")
SUMMARY_NAME: Final = "SUMMARY.md"
_MATHS_PREPROCESSORS: Final = frozenset({"katex", "mathjax", "mathml"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The settings of a book; `hide_lines` gives the prefix of hidden lines by language."""

    title: str | None
    authors: tuple[str, ...]
    description: str
    language: str
    source: PurePosixPath
    quiz_language: str
    hide_lines: dict[str, str]
    has_maths: bool


def read_book(files: CourseFiles) -> Book:
    """Read book.toml, or assume mdBook's defaults where there is none.

    Raises:
        CourseFormatError: it cannot be read.
    """
    origin = Origin(file=str(BOOK_FILE))
    text = ""
    if files.find(BOOK_FILE, origin=origin) is not None:
        text = files.read_text(BOOK_FILE, origin=origin)
    config = read_toml(text, file=str(BOOK_FILE))
    book = config.table("book")
    html = config.table("output").table("html")
    preprocessors = config.table("preprocessor")
    return Book(
        title=book.text("title", "").strip() or None,
        authors=book.texts("authors"),
        description=book.text("description", "").strip(),
        language=book.text("language", "en"),
        source=_source(files, book),
        quiz_language=preprocessors.table("quiz").text("default-language", "rust"),
        hide_lines=_hide_lines(html),
        has_maths=html.flag("mathjax-support", default=False)
        or not _MATHS_PREPROCESSORS.isdisjoint(preprocessors.names()),
    )


def _source(files: CourseFiles, book: TomlTable) -> PurePosixPath:
    source = PurePosixPath(book.text("src", "src"))
    summary = source / SUMMARY_NAME
    if files.find(summary, origin=book.origin) is None and not book.has("src"):
        source, summary = PurePosixPath(), PurePosixPath(SUMMARY_NAME)
    if files.find(summary, origin=book.origin) is None:
        raise book.origin.error(f"there is no file {str(summary)!r}")
    return source


def _hide_lines(html: TomlTable) -> dict[str, str]:
    table = html.table("code").table("hidelines")
    return {name: table.text(name) for name in table.names()}
