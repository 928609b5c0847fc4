"""Making, changing and removing quizzes."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import msgspec
from bson import ObjectId

from lyceum.assessment.documents import (
    AttemptNumber,
    Quiz,
    QuizHead,
    accommodations,
    attempts,
    quiz_statistics,
    quizzes,
)
from lyceum.assessment.events import QuizRemoved, QuizzesLeft
from lyceum.assessment.rules.policies import FeedbackPolicy, GradingPolicy, check_feedback
from lyceum.assessment.selectors.access import QUIZ, ReadableQuiz, get_authored_quiz
from lyceum.assessment.selectors.quizzes import QuizView, view_quiz
from lyceum.assessment.services.quiz_changes import change_quiz, keep_quiz
from lyceum.catalog import public as catalog
from lyceum.platform import cache, mongo
from lyceum.platform.actors import Actor
from lyceum.platform.clock import utc_now
from lyceum.platform.errors import FieldError, InvalidError, NotFoundError
from lyceum.platform.events import announce
from lyceum.platform.versions import check_version

BATCH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class NewQuiz:
    """A quiz as an author makes it; `pass_mark` is a percentage, `attempts_allowed` None = any number."""

    lesson_id: ObjectId
    title: str
    pass_mark: int = 70
    required: bool = True
    attempts_allowed: int | None = None
    time_limit_s: int | None = None
    shuffle: bool = False
    draw: int | None = None
    feedback: FeedbackPolicy = FeedbackPolicy.AFTER_SUBMIT
    closes_at: datetime | None = None
    grading: GradingPolicy = GradingPolicy.BEST


def create_quiz(new: NewQuiz, *, actor: Actor) -> QuizView:
    """Make a quiz, without questions yet, in a lesson that the actor may change.

    Raises:
        NotFoundError: the lesson is absent or its course is hidden.
        ForbiddenError: the actor may see the course only.
        InvalidSettingsError: feedback waits for a closing that is not set.
    """
    place = catalog.get_authored_lesson(new.lesson_id, actor=actor)
    now = utc_now()
    check_feedback(new.feedback, closes_at=new.closes_at)
    written = {**asdict(new), "lesson_id": place.lesson_id, "course_id": place.course_id}
    quiz = Quiz(created_at=now, updated_at=now, **written)
    mongo.run_in_transaction(lambda: keep_quiz(quiz, before=None))
    return view_quiz(ReadableQuiz(quiz=quiz, is_author=True))


def update_quiz(
    quiz_id: ObjectId, changes: Mapping[str, Any], *, actor: Actor, expected_version: int | None
) -> QuizView:
    """Change some of the fields of a `NewQuiz`; a new lesson must be of the same course.

    Raises:
        NotFoundError: it is absent or its course is hidden.
        ForbiddenError: the actor may see its course only.
        InvalidError: the course has no such lesson.
        InvalidSettingsError: feedback waits for a closing that is not set.
        StaleVersionError: it is not in `expected_version` any more.
    """

    def change(quiz: Quiz) -> Quiz:
        changed = msgspec.structs.replace(quiz, **changes)
        check_feedback(changed.feedback, closes_at=changed.closes_at)
        if changed.lesson_id != quiz.lesson_id:
            _check_lesson(changed)
        return changed

    quiz = change_quiz(quiz_id, actor=actor, expected_version=expected_version, change=change)
    return view_quiz(ReadableQuiz(quiz=quiz, is_author=True))


def delete_quiz(quiz_id: ObjectId, *, actor: Actor, expected_version: int | None) -> None:
    """Remove a quiz; what learners have answered follows by the outbox.

    Raises:
        NotFoundError: it is absent or its course is hidden.
        ForbiddenError: the actor may see its course only.
        StaleVersionError: it is not in `expected_version` any more.
    """

    def body() -> None:
        quiz = get_authored_quiz(quiz_id, actor=actor)
        check_version(expected_version, quiz.version)
        catalog.remove_quiz(quiz.lesson_id, quiz.id)
        remove_quiz(quiz.id)

    mongo.run_in_transaction(body)


def remove_quiz(quiz_id: ObjectId) -> None:
    """Remove a quiz that no outline names any more; part of a transaction."""
    if quizzes.delete({"_id": quiz_id}):
        announce(QuizRemoved(quiz_id=quiz_id))
        cache.forget(QUIZ.key(id=quiz_id))


def remove_quizzes_of_lesson(lesson_id: ObjectId) -> None:
    """Remove the quizzes of a lesson, unless it is back meanwhile; part of a transaction."""
    if _find_course_of_lesson(lesson_id) is not None:
        return
    for head in quizzes.find_as(QuizHead, {"lesson_id": lesson_id}, limit=BATCH):
        remove_quiz(head.id)


def remove_quizzes_of_course(course_id: ObjectId) -> None:
    """Remove the quizzes of a course that is gone, some at a time; part of a transaction."""
    heads = quizzes.find_as(QuizHead, {"course_id": course_id}, limit=BATCH)
    for head in heads:
        remove_quiz(head.id)
    if len(heads) == BATCH:
        announce(QuizzesLeft(course_id=course_id))


def erase_attempts(quiz_id: ObjectId) -> None:
    """Delete some attempts at a removed quiz, and have the rest follow; part of a transaction."""
    found = attempts.find_as(AttemptNumber, {"quiz_id": quiz_id}, limit=BATCH)
    for attempt in found:
        attempts.delete({"_id": attempt.id})
    quiz_statistics.delete({"_id": quiz_id})
    for accommodation in accommodations.find({"quiz_id": quiz_id}, limit=BATCH):
        accommodations.delete({"_id": accommodation.id})
    if len(found) == BATCH:
        announce(QuizRemoved(quiz_id=quiz_id))


def _check_lesson(quiz: Quiz) -> None:
    if _find_course_of_lesson(quiz.lesson_id) != quiz.course_id:
        message = "The quiz's course has no such lesson."
        raise InvalidError(message, errors=(FieldError(field="lesson", code="unknown", message=message),))


def _find_course_of_lesson(lesson_id: ObjectId) -> ObjectId | None:
    try:
        return catalog.get_lesson_place(lesson_id).course_id
    except NotFoundError:  # the answer that was asked for
        return None
