"""Stored quizzes, with their questions, and attempts; only services and selectors of this capability read them."""

from datetime import UTC, datetime
from typing import Any, Final

import msgspec
from bson import ObjectId
from pymongo import ASCENDING, DESCENDING, IndexModel

from lyceum.assessment.ports import CourseProgress
from lyceum.assessment.rules.drafts import ImportState
from lyceum.assessment.rules.policies import AttemptState, FeedbackPolicy, GradingPolicy, HistoryKind
from lyceum.assessment.rules.questions import GivenAnswer, Question, QuestionResult
from lyceum.assessment.rules.statistics import QuestionSums
from lyceum.platform.mongo import Collection, Document, Embedded

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
IS_SUBMITTED: Final[dict[str, Any]] = {"$gt": EPOCH}


class QuizHead(Document, frozen=True, kw_only=True):
    """What others need to know of a quiz without its questions."""

    lesson_id: ObjectId
    course_id: ObjectId
    title: str
    required: bool
    pass_mark: int
    grading: GradingPolicy = GradingPolicy.BEST
    feedback: FeedbackPolicy = FeedbackPolicy.AFTER_SUBMIT
    closes_at: datetime | None = None


class Quiz(QuizHead, frozen=True, kw_only=True):
    """A quiz; questions and choices live in it and share its version. `key` names it in an import.

    `draw` is how many of its questions an attempt gets, None = all.
    """

    key: str = ""
    attempts_allowed: int | None = None
    time_limit_s: int | None = None
    shuffle: bool = False
    draw: int | None = None
    version: int = 1
    created_at: datetime
    updated_at: datetime
    questions: tuple[Question, ...] = ()

    @property
    def needs_start(self) -> bool:
        """Tell whether its questions are put in an attempt only."""
        return self.time_limit_s is not None or self.draw is not None


class Accommodation(Document, frozen=True, kw_only=True):
    """What one learner gets beyond what a quiz allows; the id derives from both."""

    quiz_id: ObjectId
    student_id: ObjectId
    extra_time_s: int = 0
    extra_attempts: int = 0


class AttemptNumber(Document, frozen=True, kw_only=True):
    """Which attempt of a learner it is, from 1."""

    number: int


class Standing(AttemptNumber, frozen=True, kw_only=True):
    """What an attempt has come to."""

    state: AttemptState = AttemptState.GRADED
    percentage: int = 0


class HistoryEntry(Embedded, frozen=True, kw_only=True):
    """A change of an attempt's result after it was handed in: when, by whom and why.

    What it was worth is None as long as a person still had to grade something.
    """

    at: datetime
    by: ObjectId
    what: HistoryKind
    reason: str
    score_before: float | None
    score_after: float | None
    percentage_before: int | None
    percentage_after: int | None


class Submission(Standing, frozen=True, kw_only=True):
    """How an attempt went; `course_progress` is how it stood right afterwards, set in the same transaction.

    `submitted_at` is None while the attempt is open.
    """

    quiz_id: ObjectId
    course_id: ObjectId
    student_id: ObjectId
    quiz_title: str
    score: float = 0.0
    max_score: int = 0
    passed: bool = False
    submitted_at: datetime | None = None
    results: tuple[QuestionResult, ...] = ()
    course_progress: CourseProgress | None = None
    history: tuple[HistoryEntry, ...] = ()

    @property
    def known_score(self) -> float | None:
        """The points; None while a person still has to grade something."""
        return self.score if self.state is AttemptState.GRADED else None

    @property
    def known_percentage(self) -> int | None:
        """Whole per cent of the points; None while a person still has to grade something."""
        return self.percentage if self.state is AttemptState.GRADED else None

    @property
    def known_pass(self) -> bool | None:
        """Whether the pass mark was reached; None while a person still has to grade something."""
        return self.passed if self.state is AttemptState.GRADED else None


class Attempt(Submission, frozen=True, kw_only=True):
    """A learner's attempt with the questions as they were put; later edits of the quiz do not change it.

    While it is open its answers are in `saved`, by question, as the save with the highest `seq` left them.
    """

    lesson_id: ObjectId
    quiz_version: int
    pass_mark: int
    questions: tuple[Question, ...]
    answers: tuple[GivenAnswer, ...] = ()
    seed: int = 0
    started_at: datetime | None = None
    deadline: datetime | None = None
    seq: int = 0
    saved_at: datetime | None = None
    saved: dict[str, GivenAnswer] = msgspec.field(default_factory=dict)
    is_overridden: bool = False
    is_counted: bool = False


class QuizStatistics(Document, frozen=True, kw_only=True):
    """Sums over the graded attempts at a quiz, by question; it has the quiz's id."""

    attempts: int = 0
    questions: dict[str, QuestionSums] = msgspec.field(default_factory=dict)


class QuestionImport(Document, frozen=True, kw_only=True):
    """The latest file of questions for a quiz, under the quiz's id; `text` is kept until it is in the quiz.

    `refusal` is the code of what kept it out.
    """

    author_id: ObjectId
    state: ImportState
    file_format: str
    text: str = ""
    imported: int = 0
    refusal: str = ""
    expires_at: datetime


quizzes: Final = Collection(
    "quizzes",
    Quiz,
    indexes=[
        IndexModel([("lesson_id", ASCENDING), ("_id", ASCENDING)], name="lesson"),
        IndexModel([("course_id", ASCENDING), ("_id", ASCENDING)], name="course"),
        IndexModel([("questions._id", ASCENDING)], name="question"),
        IndexModel([("questions.choices._id", ASCENDING)], name="choice"),
    ],
)
attempts: Final = Collection(
    "attempts",
    Attempt,
    indexes=[
        # The index, not a service, decides which of two racing submissions gets the number.
        IndexModel(
            [("quiz_id", ASCENDING), ("student_id", ASCENDING), ("number", ASCENDING)], name="number", unique=True
        ),
        IndexModel([("quiz_id", ASCENDING), ("submitted_at", DESCENDING)], name="newest_of_quiz"),
        IndexModel([("student_id", ASCENDING), ("submitted_at", DESCENDING)], name="newest_of_student"),
        IndexModel([("state", ASCENDING), ("deadline", ASCENDING)], name="deadline"),
        IndexModel([("quiz_id", ASCENDING), ("_id", ASCENDING)], name="of_quiz"),
        IndexModel([("quiz_id", ASCENDING), ("state", ASCENDING), ("submitted_at", ASCENDING)], name="state_of_quiz"),
        IndexModel(
            [("course_id", ASCENDING), ("state", ASCENDING), ("submitted_at", ASCENDING)], name="state_of_course"
        ),
    ],
)
accommodations: Final = Collection(
    "accommodations",
    Accommodation,
    indexes=[IndexModel([("quiz_id", ASCENDING), ("_id", ASCENDING)], name="quiz")],
)
quiz_statistics: Final = Collection("quiz_statistics", QuizStatistics)
question_imports: Final = Collection(
    "question_imports", QuestionImport, indexes=[IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0)]
)
