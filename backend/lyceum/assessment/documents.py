"""Stored quizzes, with their questions, and attempts; only services and selectors of this capability read them."""

from datetime import datetime
from typing import Final

from bson import ObjectId
from pymongo import ASCENDING, DESCENDING, IndexModel

from lyceum.assessment.ports import CourseProgress
from lyceum.assessment.rules.questions import GivenAnswer, Question, QuestionResult
from lyceum.platform.mongo import Collection, Document


class QuizHead(Document, frozen=True, kw_only=True):
    """What others need to know of a quiz without its questions."""

    lesson_id: ObjectId
    course_id: ObjectId
    title: str
    required: bool


class Quiz(QuizHead, frozen=True, kw_only=True):
    """A quiz; questions and choices live in it and share its version. `key` names it in an import."""

    key: str = ""
    pass_mark: int
    attempts_allowed: int | None = None
    time_limit_s: int | None = None
    version: int = 1
    created_at: datetime
    updated_at: datetime
    questions: tuple[Question, ...] = ()


class AttemptNumber(Document, frozen=True, kw_only=True):
    """Which attempt of a learner it is, from 1."""

    number: int


class Submission(AttemptNumber, frozen=True, kw_only=True):
    """How an attempt went; `course_progress` is how it stood right afterwards, set in the same transaction."""

    quiz_id: ObjectId
    course_id: ObjectId
    student_id: ObjectId
    score: float
    max_score: int
    percentage: int
    passed: bool
    submitted_at: datetime
    results: tuple[QuestionResult, ...]
    course_progress: CourseProgress | None = None


class Attempt(Submission, frozen=True, kw_only=True):
    """A learner's attempt with the questions as they were put; later edits of the quiz do not change it."""

    lesson_id: ObjectId
    quiz_title: str
    quiz_version: int
    pass_mark: int
    questions: tuple[Question, ...]
    answers: tuple[GivenAnswer, ...]


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
    ],
)
