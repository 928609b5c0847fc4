"""Reads a course folder: `course.yaml`, the lessons it names, their quizzes and media.

Everything is read and checked before anything is returned; an error names file and line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path, PurePosixPath
from typing import Final

from lyceum.interop.formats.course_files import CourseFiles, Origin, line_at
from lyceum.interop.formats.course_package import (
    LEVELS,
    QUIZ_PLACE,
    CaptionPart,
    CategoryPart,
    CourseFormatError,
    CoursePackage,
    ImportNote,
    LessonKind,
    LessonPart,
    QuizPart,
    ReadCourse,
    SectionPart,
    reading_minutes,
)
from lyceum.interop.formats.course_rules import (
    ALT_LIMIT,
    DESCRIPTION_LIMIT,
    LABEL_LIMIT,
    LESSON_COUNT_LIMIT,
    SUMMARY_LIMIT,
    TITLE_LIMIT,
    check_filled,
    check_length,
    check_lesson,
)
from lyceum.interop.formats.folder.layout import (
    COURSE_FILE,
    FORMAT_VERSION,
    LESSON_FOLDER,
    MEDIA_FOLDER,
    QUIZ_FOLDER,
    lesson_key,
)
from lyceum.interop.formats.folder.links import LinkReader
from lyceum.interop.formats.folder.quiz_reader import YAML_BYTES_LIMIT, QuizReader
from lyceum.interop.formats.folder.yaml_source import YamlMap, read_yaml
from lyceum.interop.formats.link_targets import encode
from lyceum.interop.formats.markdown_source import mask_code

_COURSE_FIELDS: Final = (
    "format",
    "slug",
    "title",
    "summary",
    "description",
    "language",
    "level",
    "category",
    "tags",
    "price",
    "currency",
    "image",
    "media",
    "sections",
)
_LESSON_FIELDS: Final = ("title", "kind", "minutes", "preview", "video_url", "captions", "attachments", "quizzes")
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_PRICE: Final = re.compile(r"\d{1,7}(?:\.\d{1,2})?")
_FRONT_MATTER: Final = re.compile(r"---[ ]*\n(?P<fields>.*?)^---[ ]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _OutlineSection:
    """A section of `course.yaml`: its title and the files of its lessons, each with its place."""

    title: str
    lessons: tuple[tuple[PurePosixPath, Origin], ...]


def read_folder(root: Path) -> ReadCourse:
    """Read the course in a folder.

    Raises:
        CourseFormatError: it cannot be read or breaks a rule.
    """
    return _FolderReader(CourseFiles(root)).read()


class _FolderReader:
    def __init__(self, files: CourseFiles) -> None:
        self._files = files

    def read(self) -> ReadCourse:
        self._files.check_count()
        text = self._files.read_text(COURSE_FILE, origin=Origin(file=str(COURSE_FILE)), limit_bytes=YAML_BYTES_LIMIT)
        course = read_yaml(text, file=str(COURSE_FILE))
        _check_course(course)
        outline = tuple(_outline(course))
        lesson_keys = _lesson_keys(outline)
        self._check_files(outline)
        self._links = LinkReader(files=self._files, lesson_keys=lesson_keys)
        self._quizzes = QuizReader(self._links)
        self._quiz_places: dict[str, Origin] = {}
        sections = tuple(self._section(section) for section in outline)
        package = self._package(course, sections)
        return ReadCourse(package=package, notes=tuple(self._unused_files()))

    def _check_files(self, outline: tuple[_OutlineSection, ...]) -> None:
        for section in outline:
            for path, origin in section.lessons:
                if self._files.find(path, origin=origin) is None:
                    raise origin.error(f"there is no file {str(path)!r}")

    def _package(self, course: YamlMap, sections: tuple[SectionPart, ...]) -> CoursePackage:
        self._read_alts(course)
        image = course.text("image", "")
        if image:
            origin = course.origin_of("image")
            image = self._links.add_media(PurePosixPath(image), origin=origin)
        description = course.text("description", "").strip("\n")
        line = (course.origin_of("description").line or 0) + 1
        description = self._links.read(description, file=COURSE_FILE, first_line=line)
        return CoursePackage(
            slug=course.text("slug"),
            title=course.text("title").strip(),
            summary=course.text("summary", "").strip(),
            description=description,
            language=course.text("language", "en"),
            level=course.text("level", LEVELS[0]),
            category=_category(course),
            tags=course.texts("tags"),
            price_cents=_price_cents(course),
            currency=course.text("currency", "EUR"),
            image=image or None,
            sections=sections,
            media=self._links.media_files(),
        )

    def _section(self, section: _OutlineSection) -> SectionPart:
        lessons = tuple(self._lesson(path, origin) for path, origin in section.lessons)
        return SectionPart(title=section.title, lessons=lessons)

    def _lesson(self, path: PurePosixPath, origin: Origin) -> LessonPart:
        text = self._files.read_text(path, origin=origin)
        front = _FRONT_MATTER.match(text)
        if front is None:
            raise Origin(file=str(path), line=1).error("the lesson must begin with '---' and its title")
        fields = read_yaml(front["fields"], file=str(path), first_line=2)
        fields.check_known(*_LESSON_FIELDS)
        body = text[front.end() :]
        first_line = line_at(text, front.end()) + len(body) - len(body.lstrip("\n"))
        content = self._links.read(body.strip("\n"), file=path, first_line=first_line)
        quizzes = tuple(self._quiz(*named) for named in fields.texts_with_origin("quizzes"))
        _check_places(content, quizzes, file=str(path), first_line=first_line)
        lesson = LessonPart(
            key=self._links.lesson_keys[path],
            title=fields.text("title").strip(),
            kind=_lesson_kind(fields),
            content=content,
            minutes=fields.integer("minutes", _minutes(content, quizzes)),
            preview=fields.flag("preview", default=False),
            video_url=self._video(fields),
            quizzes=quizzes,
            captions=tuple(self._caption(item) for item in fields.maps("captions")),
            attachments=tuple(self._file(*named) for named in fields.texts_with_origin("attachments")),
        )
        check_lesson(lesson, origin=fields.origin)
        return lesson

    def _video(self, fields: YamlMap) -> str | None:
        """Return the address of the video, or the reference to it where it is a file of the course."""
        url = fields.text("video_url", "")
        if not url.startswith(f"{MEDIA_FOLDER}/"):
            return url or None
        return f"media:{encode(self._file(url, fields.origin_of('video_url')))}"

    def _caption(self, item: YamlMap) -> CaptionPart:
        item.check_known("file", "language", "label")
        _check_form(item, "language", _LANGUAGE, "a language tag such as 'en' or 'pt-BR'")
        language = item.text("language")
        label = item.text("label", language).strip()
        check_filled("the label", label, LABEL_LIMIT, origin=item.origin_of("label"))
        return CaptionPart(name=self._file(item.text("file"), item.origin_of("file")), language=language, label=label)

    def _file(self, name: str, origin: Origin) -> str:
        return self._links.add_media(PurePosixPath(name), origin=origin)

    def _read_alts(self, course: YamlMap) -> None:
        """Take up the alternative texts of the media; one of a file that nothing shows is of no use, but no error."""
        for item in course.maps("media"):
            item.check_known("file", "alt")
            alt = item.text("alt").strip()
            check_filled("the alternative text", alt, ALT_LIMIT, origin=item.origin_of("alt"))
            self._links.alts[PurePosixPath(item.text("file")).name] = alt

    def _quiz(self, name: str, origin: Origin) -> QuizPart:
        quiz = self._quizzes.read(PurePosixPath(name), origin=origin)
        if quiz.key in self._quiz_places:
            before = self._quiz_places[quiz.key]
            raise origin.error(f"{before.file}:{before.line} has a quiz {quiz.key!r} already")
        self._quiz_places[quiz.key] = origin
        return quiz

    def _unused_files(self) -> Iterator[ImportNote]:
        for folder in (LESSON_FOLDER, QUIZ_FOLDER, MEDIA_FOLDER):
            for name in self._files.list_unused(folder):
                yield ImportNote(file=name, line=None, message="left out: nothing refers to it")


def _check_course(course: YamlMap) -> None:
    course.check_known(*_COURSE_FIELDS)
    if course.integer("format") != FORMAT_VERSION:
        raise course.origin_of("format").error(f"the format must be {FORMAT_VERSION}")
    limits = {"title": TITLE_LIMIT, "summary": SUMMARY_LIMIT, "description": DESCRIPTION_LIMIT}
    check_filled("title", course.text("title"), TITLE_LIMIT, origin=course.origin_of("title"))
    for name, limit in limits.items():
        check_length(name, course.text(name, ""), limit, origin=course.origin_of(name))
    _check_form(course, "slug", _SLUG, "lower-case letters and digits, with single hyphens between")
    _check_form(course, "language", _LANGUAGE, "a language tag such as 'en' or 'pt-BR'", "en")
    _check_form(course, "currency", _CURRENCY, "three capital letters such as 'EUR'", "EUR")
    level = course.text("level", LEVELS[0])
    if level not in LEVELS:
        raise course.origin_of("level").error(f"level must be one of {', '.join(LEVELS)}")


def _check_form(course: YamlMap, name: str, form: re.Pattern[str], meaning: str, default: str | None = None) -> None:
    value = course.text(name, default)
    if not form.fullmatch(value) or len(value) > TITLE_LIMIT:
        raise course.origin_of(name).error(f"{name} must be {meaning}, not {value!r}")


def _category(course: YamlMap) -> CategoryPart | None:
    if not course.has("category"):
        return None
    category = course.map("category")
    category.check_known("slug", "name")
    _check_form(category, "slug", _SLUG, "lower-case letters and digits, with single hyphens between")
    name = category.text("name")
    check_filled("the name", name, TITLE_LIMIT, origin=category.origin_of("name"))
    return CategoryPart(slug=category.text("slug"), name=name)


def _price_cents(course: YamlMap) -> int:
    text = course.text("price", "0.00")
    if not _PRICE.fullmatch(text):
        raise course.origin_of("price").error(f"price must be like '19.90', not {text!r}")
    try:
        return int(Decimal(text) * 100)
    except InvalidOperation as error:
        raise course.origin_of("price").error(f"price is no number: {text!r}") from error


def _outline(course: YamlMap) -> Iterator[_OutlineSection]:
    count = 0
    for section in course.maps("sections"):
        section.check_known("title", "lessons")
        title = section.text("title").strip()
        check_filled("the title", title, TITLE_LIMIT, origin=section.origin)
        named = section.texts_with_origin("lessons")
        lessons = tuple((PurePosixPath(name), origin) for name, origin in named)
        count += len(lessons)
        if count > LESSON_COUNT_LIMIT:
            raise section.origin.error(f"there are more than {LESSON_COUNT_LIMIT:,} lessons")
        yield _OutlineSection(title=title, lessons=lessons)


def _lesson_keys(outline: tuple[_OutlineSection, ...]) -> dict[PurePosixPath, str]:
    """Give each lesson file its key; two files with the same key are an error."""
    files_by_key: dict[str, PurePosixPath] = {}
    for section in outline:
        for path, origin in section.lessons:
            key = lesson_key(path)
            if path.suffix != ".md":
                raise origin.error(f"{str(path)!r} is no Markdown file (.md)")
            if key in files_by_key:
                raise origin.error(f"{str(path)!r} has the same key {key!r} as {files_by_key[key]}")
            files_by_key[key] = path
    return {path: key for key, path in files_by_key.items()}


def _check_places(content: str, quizzes: tuple[QuizPart, ...], *, file: str, first_line: int) -> None:
    """Refuse a place in the text for a quiz that the lesson does not have."""
    keys = [quiz.key for quiz in quizzes]
    for match in QUIZ_PLACE.finditer(mask_code(content)):
        if match[1] not in keys:
            line = first_line + line_at(content, match.start()) - 1
            message = f"the lesson's front matter names no quiz {match[1]!r}"
            raise CourseFormatError(file=file, line=line, message=message)


def _lesson_kind(fields: YamlMap) -> LessonKind:
    kinds: dict[str, LessonKind] = {"text": "text", "video": "video"}
    kind = fields.text("kind", "text")
    if kind not in kinds:
        raise fields.origin_of("kind").error(f"kind must be text or video, not {kind!r}")
    return kinds[kind]


def _minutes(content: str, quizzes: tuple[QuizPart, ...]) -> int:
    count = sum(len(quiz.questions) for quiz in quizzes)
    return reading_minutes(content, question_count=count)
