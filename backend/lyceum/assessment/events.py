"""What happens in assessment."""

from dataclasses import dataclass

from bson import ObjectId

from lyceum.platform.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizPassed(Event):
    """A learner has reached the pass mark; `percentage` is whole, 0 to 100.

    `is_new` is false where the attempt had another result before, which `ResultChanged` tells as well.
    """

    attempt_id: ObjectId
    quiz_id: ObjectId
    quiz_title: str
    lesson_id: ObjectId
    course_id: ObjectId
    student_id: ObjectId
    percentage: int
    is_new: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizNotPassed(Event):
    """A learner has not reached the pass mark; `percentage` is whole, 0 to 100, and `is_new` as in `QuizPassed`."""

    attempt_id: ObjectId
    quiz_id: ObjectId
    quiz_title: str
    lesson_id: ObjectId
    course_id: ObjectId
    student_id: ObjectId
    percentage: int
    is_new: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultChanged(Event):
    """A result that was known is another one now, by a person's decision or another key."""

    quiz_id: ObjectId
    course_id: ObjectId
    quiz_title: str
    passed_before: bool
    passed_after: bool
    percentage_before: int
    percentage_after: int


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
