"""What a question is made of, and what a learner gives in answer. Grading is in `grading`."""

from enum import StrEnum

import msgspec
from bson import ObjectId


class QuestionKind(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    SHORT_TEXT = "short_text"
    NUMERIC = "numeric"
    TRACING = "tracing"
    ORDERING = "ordering"
    MATCHING = "matching"
    ESSAY = "essay"

    @property
    def has_choices(self) -> bool:
        """Tell whether the learner picks from choices."""
        return self in _CHOSEN

    @property
    def has_one_right_choice(self) -> bool:
        """Tell whether exactly one choice is right."""
        return self in _CHOSEN and self is not QuestionKind.MULTIPLE


_CHOSEN = (QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.TRUE_FALSE)


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to choose; `text` is Markdown."""

    id: ObjectId = msgspec.field(name="_id")
    text: str
    text_html: str
    is_correct: bool


class Accepted(msgspec.Struct, frozen=True, kw_only=True):
    """A text that counts as right: as it stands, or as a pattern of `patterns`."""

    text: str
    regex: bool = False


class Tracing(msgspec.Struct, frozen=True, kw_only=True):
    """A program and what becomes of it: what it prints, or the line (from 1) of its error.

    `does_compile` is None until the author has said it; `line` is None where any line counts.
    """

    program: str
    language: str = ""
    does_compile: bool | None = None
    stdout: str | None = None
    line: int | None = None


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """Something to put in order or to match; `text` is Markdown. Its id says nothing about its place."""

    id: ObjectId = msgspec.field(name="_id")
    text: str
    text_html: str


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Two things that belong together; without a `left`, one that belongs to nothing."""

    left: Item | None
    right: Item


class Criterion(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a rubric: what is looked for, and the points it is worth at most."""

    text: str
    points: int


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One question with its key; fields of other kinds are empty. `key` names it in an import."""

    id: ObjectId = msgspec.field(name="_id")
    key: str = ""
    kind: QuestionKind
    text: str
    text_html: str
    points: int = 1
    explanation: str = ""
    explanation_html: str = ""
    choices: tuple[Choice, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    number: float | None = None
    tolerance: float = 0.0
    tracing: Tracing | None = None
    order: tuple[Item, ...] = ()
    pairs: tuple[Pair, ...] = ()
    rubric: tuple[Criterion, ...] = ()

    @property
    def right_choice_ids(self) -> frozenset[ObjectId]:
        """The choices that are right."""
        return frozenset(choice.id for choice in self.choices if choice.is_correct)

    @property
    def prompts(self) -> tuple[Item, ...]:
        """What something is to be matched to."""
        return tuple(pair.left for pair in self.pairs if pair.left is not None)

    @property
    def options(self) -> tuple[Item, ...]:
        """What can be matched to the prompts, each once."""
        return tuple({pair.right.id: pair.right for pair in self.pairs}.values())


class GivenPair(msgspec.Struct, frozen=True, kw_only=True):
    """A prompt and what a learner matched to it."""

    left_id: ObjectId
    right_id: ObjectId


class GivenAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What a learner gave for one question; None where nothing of that form was given.

    A tracing answer is `does_compile` with `text`, what is printed, or `number`, the line of the error.
    """

    question_id: ObjectId
    choice_ids: tuple[ObjectId, ...] | None = None
    text: str | None = None
    number: float | None = None
    does_compile: bool | None = None
    order: tuple[ObjectId, ...] | None = None
    pairs: tuple[GivenPair, ...] | None = None


class QuestionResult(msgspec.Struct, frozen=True, kw_only=True):
    """What one answer was worth, in points, and the explanation that follows it (HTML).

    `pending` until a person has graded it, whose `comment` (HTML) follows.
    """

    question_id: ObjectId
    score: float
    max_score: int
    correct: bool
    feedback: str
    pending: bool = False
    comment: str = ""
