"""Reads an mdBook: each part is a section, each page a lesson, in the order of SUMMARY.md.

Everything is read and checked before anything is returned; an error names file and line.
"""

import posixpath
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from lyceum.interop.formats.course_files import CourseFiles, Origin
from lyceum.interop.formats.course_package import (
    LEVELS,
    CoursePackage,
    ImportNote,
    LessonPart,
    QuizPart,
    ReadCourse,
    SectionPart,
    reading_minutes,
)
from lyceum.interop.formats.course_rules import (
    DESCRIPTION_LIMIT,
    SUMMARY_LIMIT,
    TITLE_LIMIT,
    check_filled,
    check_length,
    check_lesson,
)
from lyceum.interop.formats.markdown_source import headings, plain_text
from lyceum.interop.formats.mdbook.book import SUMMARY_NAME, Book, read_book
from lyceum.interop.formats.mdbook.code_blocks import CodeReader
from lyceum.interop.formats.mdbook.includes import Includer
from lyceum.interop.formats.mdbook.links import BookLinks, PageTarget
from lyceum.interop.formats.mdbook.pages import PageReader, cut_title
from lyceum.interop.formats.mdbook.quizzes import PASS_MARK, QuizReader
from lyceum.interop.formats.mdbook.summary import Summary, SummaryPage, SummaryPart, read_summary

_QUIZ: Final = re.compile(r"(?P<escape>\\)?\{\{\s*#quiz\s+(?P<path>[^}\n]+?)\s*\}\}")
_NOT_SLUG: Final = re.compile(r"[^a-z0-9]+")
_NOT_KEY: Final = re.compile(r"[^\w./-]+")
_TITLES_WITHOUT_MEANING: Final = frozenset({"summary", "table of contents", "contents"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A page with everything it includes in place, but not yet in Lyceum's terms."""

    title: str
    path: PurePosixPath
    key: str
    text: str


def read_mdbook(root: Path) -> ReadCourse:
    """Read the book in a folder.

    Raises:
        CourseFormatError: it cannot be read or breaks a rule.
    """
    files = CourseFiles(root)
    files.check_count()
    book = read_book(files)
    summary_file = book.source / SUMMARY_NAME
    origin = Origin(file=str(summary_file))
    summary = read_summary(files.read_text(summary_file, origin=origin), file=str(summary_file))
    return _BookReader(files, book, summary).read()


class _BookReader:
    def __init__(self, files: CourseFiles, book: Book, summary: Summary) -> None:
        self._files = files
        self._book = book
        self._summary = summary
        self._includer = Includer(files=files)
        self._quizzes = QuizReader(files=files, language=book.quiz_language)
        self._links = BookLinks(files=files, source=book.source, pages={})
        code = CodeReader(hide_lines=book.hide_lines)
        self._reader = PageReader(links=self._links, code=code, has_maths=book.has_maths)

    def read(self) -> ReadCourse:
        loaded = [(part, [self._load(page) for page in part.pages]) for part in self._summary.parts]
        sections = tuple(self._section(part, pages) for part, pages in loaded)
        package = self._package(sections)
        notes = (*self._summary.notes, *self._includer.notes, *self._links.notes, *self._quizzes.notes)
        return ReadCourse(package=package, notes=(*notes, *self._general_notes(sections)))

    def _package(self, sections: tuple[SectionPart, ...]) -> CoursePackage:
        title = self._title()
        description = self._book.description or self._by_line()
        origin = Origin(file="book.toml")
        check_filled("the book's title", title, TITLE_LIMIT, origin=origin)
        check_length("the description", description, DESCRIPTION_LIMIT, origin=origin)
        return CoursePackage(
            slug=slug_of(title) or "course",
            title=title,
            summary=" ".join((description or title).split())[:SUMMARY_LIMIT],
            description=description,
            language=self._book.language,
            level=LEVELS[0],
            category=None,
            tags=(),
            price_cents=0,
            currency="EUR",
            image=None,
            sections=sections,
            media=self._links.media_files(),
        )

    def _title(self) -> str:
        listed = self._summary.title or ""
        fallback = "" if listed.casefold() in _TITLES_WITHOUT_MEANING else listed
        return self._book.title or fallback or self._files.root.name

    def _by_line(self) -> str:
        return f"By {', '.join(self._book.authors)}" if self._book.authors else ""

    def _load(self, page: SummaryPage) -> _Page:
        file = self._book.source / page.path
        text = self._files.read_text(file, origin=page.origin)
        text = self._includer.expand(text, file=file)
        text, title_anchor = cut_title(text, page.title)
        path = PurePosixPath(posixpath.normpath(page.path))
        key = _NOT_KEY.sub("-", str(path.with_suffix(""))).strip("-./")
        taken = {target.key for target in self._links.pages.values()}
        if key in taken:
            raise page.origin.error(f"{str(page.path)!r} has the same key {key!r} as another page")
        self._links.pages[path] = PageTarget(key=key, title_anchor=title_anchor)
        return _Page(title=page.title, path=path, key=key, text=text)

    def _section(self, part: SummaryPart, pages: list[_Page]) -> SectionPart:
        return SectionPart(title=part.title or self._title(), lessons=tuple(self._lesson(page) for page in pages))

    def _lesson(self, page: _Page) -> LessonPart:
        file = self._book.source / page.path
        origin = Origin(file=str(file))
        quizzes: list[QuizPart] = []
        text = self._place_quizzes(page, file, quizzes)
        content = self._reader.read(text, page=page.path, origin=origin)
        question_count = sum(len(quiz.questions) for quiz in quizzes)
        lesson = LessonPart(
            key=page.key,
            title=page.title,
            kind="text",
            content=content,
            minutes=reading_minutes(content, question_count=question_count),
            preview=False,
            video_url=None,
            quizzes=tuple(quizzes),
        )
        check_lesson(lesson, origin=origin)
        return lesson

    def _place_quizzes(self, page: _Page, file: PurePosixPath, quizzes: list[QuizPart]) -> str:
        """Read the quizzes that a page names and put their places into its text."""

        def markdown(text: str, origin: Origin) -> str:
            return self._reader.read(text, page=page.path, origin=origin)

        def place(match: re.Match[str]) -> str:
            if match["escape"]:
                return match[0].removeprefix("\\")
            path = PurePosixPath(posixpath.normpath(file.parent / match["path"]))
            origin = Origin(file=str(file), line=self._files.find_line(match[0], file=file))
            title = _quiz_title(page, match.start(), quizzes)
            quiz = self._quizzes.read(path, title=title, origin=origin, markdown=markdown)
            quizzes.append(quiz)
            mark = f"{{{{quiz:{quiz.key}}}}}"
            before = page.text[page.text.rfind("\n", 0, match.start()) + 1 : match.start()]
            return f"\n\n{mark}\n\n" if before.strip() else mark

        return _QUIZ.sub(place, page.text)

    def _general_notes(self, sections: tuple[SectionPart, ...]) -> list[ImportNote]:
        count = sum(len(lesson.quizzes) for section in sections for lesson in section.lessons)
        if not count:
            return []
        message = f"added: the {count} quizzes need {PASS_MARK} % to pass"
        return [ImportNote(file="book.toml", line=None, message=message)]


def _quiz_title(page: _Page, offset: int, quizzes: list[QuizPart]) -> str:
    """Name a quiz after the heading above it; a further one below the same heading gets a number."""
    above = [match for match in headings(page.text) if match.start() < offset]
    title = page.title
    if above:
        title = plain_text(page.text[slice(*above[-1].span("text"))].strip().rstrip("#")) or title
    title = title[: TITLE_LIMIT - 5]
    taken = {quiz.title for quiz in quizzes}
    numbered = (f"{title} ({number})" for number in range(2, len(taken) + 3))
    return next(name for name in (title, *numbered) if name not in taken)


def slug_of(title: str) -> str:
    """Derive a course's slug from its title: Latin letters and digits with hyphens."""
    ascii_text = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return _NOT_SLUG.sub("-", ascii_text.lower()).strip("-")[:80].strip("-")
