"""Quizzes as plain data, as they come from an import and go to an export."""

from dataclasses import dataclass

from bson import ObjectId

from lyceum.assessment.rules.questions import QuestionKind


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
    """A program and what it prints, or the line (from 1) of its error; `line` None = any line."""

    program: str
    language: str
    does_compile: bool
    stdout: str | None
    line: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionDraft:
    """One question with its answer; `key` is unique in its quiz. Fields of other kinds are empty."""

    key: str
    kind: QuestionKind
    text: str
    points: int = 1
    explanation: str = ""
    choices: tuple[ChoiceDraft, ...] = ()
    accepted: tuple[AcceptedDraft, ...] = ()
    number: float | None = None
    tolerance: float = 0.0
    tracing: TracingDraft | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizDraft:
    """A quiz of one lesson; `quiz_id` is derived from the import key, `pass_mark` a percentage."""

    quiz_id: ObjectId
    key: str
    lesson_id: ObjectId
    title: str
    pass_mark: int
    required: bool
    questions: tuple[QuestionDraft, ...]


type QuizSource = QuizDraft
