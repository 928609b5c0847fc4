"""What a file of questions holds, whichever its format, and how its bytes become text."""

import codecs
from dataclasses import dataclass, field
from typing import Final, Required, TypedDict

# No quiz takes as many: what follows is not read.
MOST_QUESTIONS: Final = 1_000
MOST_ANSWERS: Final = 50
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True, kw_only=True)
class FileQuestion:
    """One question; `kind` is one of Lyceum's, `line` where it begins, from 1.

    `choices` pairs texts with whether they are right, `pairs` lefts with rights.
    """

    line: int = field(default=0, compare=False)
    kind: str
    text: str
    points: int = 1
    explanation: str = ""
    choices: tuple[tuple[str, bool], ...] = ()
    accepted: tuple[str, ...] = ()
    number: float | None = None
    tolerance: float = 0.0
    pairs: tuple[tuple[str, str], ...] = ()


class Answers(TypedDict, total=False):
    """Those fields of a `FileQuestion` that tell the answers."""

    kind: Required[str]
    choices: tuple[tuple[str, bool], ...]
    accepted: tuple[str, ...]
    number: float
    tolerance: float
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A question that cannot be read: where it begins, and why."""

    line: int
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionFile:
    """What was read of a file."""

    questions: tuple[FileQuestion, ...] = ()
    rejected: tuple[Rejected, ...] = ()


class UnreadableQuestionError(Exception):
    """One question cannot be read; the reader of the file notes where."""


def check_answers_count(count: int) -> None:
    """Let only questions pass that have no more answers than they may.

    Raises:
        UnreadableQuestionError: there are more.
    """
    if count > MOST_ANSWERS:
        raise UnreadableQuestionError(f"A question has at most {MOST_ANSWERS} answers.")


def decode(data: bytes) -> str:
    """Return the text of a file: by its byte-order mark, else UTF-8, else Windows-1252, which takes all the rest."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.removeprefix(mark).decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:  # what older systems on Windows write
        return data.decode("cp1252", errors="replace")
