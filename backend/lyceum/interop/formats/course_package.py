"""A course as plain data, independent of the format that it was read from.

References in Markdown are normalised, so that whoever stores a package needs to know no format:
`media:NAME` is a file of `CoursePackage.media`, `lesson:KEY` (with an optional `#anchor`) a lesson, and
`{{quiz:KEY}}` alone on a line the place of a quiz. Names and keys in them are percent-encoded.

Keys are stable from one import of the same course to the next. Nothing here reads or writes files.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from pathlib import Path
from typing import Literal

from lyceum.platform.errors import InvalidError

LessonKind = Literal["text", "video"]
QuestionKind = Literal[
    "single", "multiple", "true_false", "short_text", "numeric", "tracing", "ordering", "matching", "essay"
]
Feedback = Literal["never", "score_only", "after_submit", "after_closing"]
Grading = Literal["best", "last", "average"]

LEVELS = ("beginner", "intermediate", "advanced")
QUESTION_KINDS: tuple[QuestionKind, ...] = (
    "single",
    "multiple",
    "true_false",
    "short_text",
    "numeric",
    "tracing",
    "ordering",
    "matching",
    "essay",
)
WORDS_PER_MINUTE = 200
MINUTES_PER_QUESTION = 1
LESSON_KEY = re.compile(r"[\w-][\w.-]*(/[\w-][\w.-]*)*")
QUIZ_KEY = re.compile(r"[\w-][\w.-]{0,99}")
QUIZ_PLACE = re.compile(r"^[ ]{0,3}\{\{quiz:(?P<key>[^{}\n]+)\}\}[ \t]*$", re.MULTILINE)


class CourseFormatError(InvalidError):
    """A course that cannot be read; the message starts with `file:line:`, relative to the course."""

    code = "invalid_course"

    def __init__(self, *, file: str, line: int | None, message: str) -> None:
        place = file if line is None else f"{file}:{line}"
        super().__init__(f"{place}: {message}")
        self.file = file
        self.line = line
        self.message = message


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportNote:
    """Something that was changed or left out on the way, and why."""

    file: str
    line: int | None
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicePart:
    """One answer to choose from; `text` is Markdown."""

    text: str
    is_correct: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedPart:
    """One accepted answer: a text, or a regular expression that the whole answer must match."""

    text: str
    is_regex: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TracingPart:
    """A program and what becomes of it: what it prints, or the line (from 1) of its error."""

    program: str
    language: str
    does_compile: bool
    stdout: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairPart:
    """Two things that belong together, as Markdown; an empty `left` = a thing that belongs to nothing."""

    left: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionPart:
    """One line of an essay's rubric, and the points it is worth at most."""

    text: str
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPart:
    """One question with its answer; `key` is unique in its quiz. Fields of other kinds are empty."""

    key: str
    kind: QuestionKind
    text: str
    points: int = 1
    explanation: str = ""
    choices: tuple[ChoicePart, ...] = ()
    accepted: tuple[AcceptedPart, ...] = ()
    number: float | None = None
    tolerance: float = 0.0
    tracing: TracingPart | None = None
    order: tuple[str, ...] = ()
    pairs: tuple[PairPart, ...] = ()
    rubric: tuple[CriterionPart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizSettingsPart:
    """How a quiz is taken; `None` = no limit, all questions, no closing. `closes_at` is UTC."""

    time_limit_s: int | None = None
    attempts_allowed: int | None = None
    shuffle: bool = False
    draw: int | None = None
    feedback: Feedback = "after_submit"
    closes_at: datetime | None = None
    grading: Grading = "best"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizPart:
    """A quiz of one lesson; `key` is unique in the course, `pass_mark` a percentage.

    `settings` is None where the format has none; an import then keeps those that the stored quiz has.
    """

    key: str
    title: str
    pass_mark: int
    required: bool
    questions: tuple[QuestionPart, ...]
    settings: QuizSettingsPart | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionPart:
    """Captions of a lesson's video: the name of a media file, its language (BCP 47), and what a menu says."""

    name: str
    language: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonPart:
    """One lesson; `key` is unique in the course, `content` Markdown with normalised references.

    `video_url` may be `media:NAME`, `attachments` are names of media.
    """

    key: str
    title: str
    kind: LessonKind
    content: str
    minutes: int
    preview: bool
    video_url: str | None
    quizzes: tuple[QuizPart, ...]
    captions: tuple[CaptionPart, ...] = ()
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPart:
    """A titled group of lessons in their order."""

    title: str
    lessons: tuple[LessonPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFile:
    """A file that the course shows or offers: its name in `media:NAME`, where its bytes lie, its alternative text."""

    name: str
    path: Path
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryPart:
    """The category that the course belongs to."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePackage:
    """A whole course. `image` names one of `media`; `language` is a BCP 47 tag."""

    slug: str
    title: str
    summary: str
    description: str
    language: str
    level: str
    category: CategoryPart | None
    tags: tuple[str, ...]
    price_cents: int
    currency: str
    image: str | None
    sections: tuple[SectionPart, ...]
    media: tuple[MediaFile, ...]

    @property
    def lessons(self) -> tuple[LessonPart, ...]:
        """All lessons in the order of the course."""
        return tuple(lesson for section in self.sections for lesson in section.lessons)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCourse:
    """What a reader found: the course, and what it changed or left out."""

    package: CoursePackage
    notes: tuple[ImportNote, ...] = ()


def reading_minutes(content: str, *, question_count: int) -> int:
    """How long a lesson takes: 200 words a minute and a minute for each question, at least 1."""
    reading = ceil(len(content.split()) / WORDS_PER_MINUTE)
    return max(1, reading + question_count * MINUTES_PER_QUESTION)
