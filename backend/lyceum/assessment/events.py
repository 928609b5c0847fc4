"""What happens in assessment."""

from dataclasses import dataclass

from bson import ObjectId

from lyceum.platform.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizPassed(Event):
    """A learner has reached the pass mark; `percentage` is whole, 0 to 100."""

    attempt_id: ObjectId
    quiz_id: ObjectId
    quiz_title: str
    lesson_id: ObjectId
    course_id: ObjectId
    student_id: ObjectId
    percentage: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizNotPassed(Event):
    """A learner has not reached the pass mark; `percentage` is whole, 0 to 100."""

    attempt_id: ObjectId
    quiz_id: ObjectId
    quiz_title: str
    lesson_id: ObjectId
    course_id: ObjectId
    student_id: ObjectId
    percentage: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionFileAccepted(Event):
    """A file of questions can be read; they are to be put into the quiz."""

    quiz_id: ObjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizRemoved(Event):
    """A quiz is gone; its attempts are to follow, some at a time."""

    quiz_id: ObjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizzesLeft(Event):
    """A course is gone, and more of its quizzes are to follow."""

    course_id: ObjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class RegradeRequested(Event):
    """Attempts at a quiz after this one (None = all) are to be graded by today's keys, some at a time."""

    quiz_id: ObjectId
    actor_id: ObjectId
    reason: str
    after_attempt_id: ObjectId | None
