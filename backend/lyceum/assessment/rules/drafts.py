"""Quizzes as plain data, as they come from authors and imports and go to exports."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import msgspec
from bson import ObjectId

from lyceum.assessment.rules.policies import FeedbackPolicy, GradingPolicy
from lyceum.assessment.rules.questions import Question, QuestionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceDraft:
    """One thing to choose; `text` is Markdown."""

    text: str
    is_correct: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedDraft:
    """A text that counts as right, or a pattern for it."""

    text: str
    regex: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TracingDraft:
    """A program and what it prints, or the line (from 1) of its error.

    `does_compile` is None until the author has said it; `line` is None where any line counts.
    """

    program: str
    language: str = ""
    does_compile: bool | None = None
    stdout: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairDraft:
    """Two things that belong together, as Markdown; an empty `left` = a thing that belongs to nothing."""

    left: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionDraft:
    """One line of a rubric, and the points it is worth at most."""

    text: str
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionDraft:
    """One question with its answer; fields of other kinds are empty.

    `key` is unique in its quiz where it comes from an import, and empty elsewhere.
    """

    key: str = ""
    kind: QuestionKind
    text: str
    points: int = 1
    explanation: str = ""
    choices: tuple[ChoiceDraft, ...] = ()
    accepted: tuple[AcceptedDraft, ...] = ()
    number: float | None = None
    tolerance: float = 0.0
    tracing: TracingDraft | None = None
    order: tuple[str, ...] = ()
    pairs: tuple[PairDraft, ...] = ()
    rubric: tuple[CriterionDraft, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizSettings:
    """How a quiz is taken; `None` = no limit, all questions, no closing."""

    time_limit_s: int | None = None
    attempts_allowed: int | None = None
    shuffle: bool = False
    draw: int | None = None
    feedback: FeedbackPolicy = FeedbackPolicy.AFTER_SUBMIT
    closes_at: datetime | None = None
    grading: GradingPolicy = GradingPolicy.BEST


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizDraft:
    """A quiz of one lesson; `quiz_id` is derived from the import key, `pass_mark` a percentage.

    Without `settings` an import keeps those that the stored quiz has.
    """

    quiz_id: ObjectId
    key: str
    lesson_id: ObjectId
    title: str
    pass_mark: int
    required: bool
    questions: tuple[QuestionDraft, ...]
    settings: QuizSettings | None = None


type QuizSource = QuizDraft


class ImportState(StrEnum):
    """Where a file of questions is: taken and readable, in the quiz, or not fit for it any more."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


def draft_of(question: Question) -> QuestionDraft:
    """Return what an author wrote to make a question."""
    tracing = question.tracing
    return QuestionDraft(
        key=question.key,
        kind=question.kind,
        text=question.text,
        points=question.points,
        explanation=question.explanation,
        choices=tuple(ChoiceDraft(text=item.text, is_correct=item.is_correct) for item in question.choices),
        accepted=tuple(AcceptedDraft(text=item.text, regex=item.regex) for item in question.accepted),
        number=question.number,
        tolerance=question.tolerance,
        tracing=None if tracing is None else TracingDraft(**msgspec.structs.asdict(tracing)),
        order=tuple(item.text for item in question.order),
        pairs=tuple(
            PairDraft(left="" if pair.left is None else pair.left.text, right=pair.right.text)
            for pair in question.pairs
        ),
        rubric=tuple(CriterionDraft(text=item.text, points=item.points) for item in question.rubric),
    )
