"""How an attempt ends: it is graded, stored, and told to the rest of the site, in one transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from lyceum.assessment import ports
from lyceum.assessment.documents import Attempt, attempts
from lyceum.assessment.events import QuizNotPassed, QuizPassed, ResultChanged
from lyceum.assessment.rules.grading import Grade, grade_attempt, is_pending
from lyceum.assessment.rules.policies import AttemptState, GradingPolicy
from lyceum.assessment.rules.questions import GivenAnswer
from lyceum.platform import mongo
from lyceum.platform.events import announce


def graded(attempt: Attempt, answers: Sequence[GivenAnswer], *, submitted_at: datetime) -> Attempt:
    """Return the attempt with these answers, graded as far as no person is needed."""
    grade = grade_attempt(attempt.questions, answers, pass_mark=attempt.pass_mark)
    closed = msgspec.structs.replace(attempt, answers=tuple(answers), submitted_at=submitted_at, saved={})
    return with_grade(closed, grade)


def with_grade(attempt: Attempt, grade: Grade) -> Attempt:
    """Return the attempt with another grade; it is pending while a person still has to grade something."""
    return msgspec.structs.replace(
        attempt,
        state=AttemptState.PENDING if is_pending(grade.results) else AttemptState.GRADED,
        score=grade.score,
        max_score=grade.max_score,
        percentage=grade.percentage,
        passed=grade.passed,
        results=grade.results,
    )


def insert(attempt: Attempt, *, grading: GradingPolicy) -> Attempt:
    """Store an attempt that is closed from the start, and tell its result; part of a transaction.

    One that has not passed comes with the progress; where only a pass counts, it is stored once the progress is known.
    """
    if attempt.passed and grading is not GradingPolicy.BEST:  # who asks what it comes to looks among the stored ones
        attempts.insert_once(attempt)
        return tell(attempt)
    announce_result(attempt)
    stored = with_progress(attempt) if attempt.passed else attempt
    attempts.insert_once(stored)
    return stored


def close(attempt: Attempt, answers: Sequence[GivenAnswer], *, submitted_at: datetime) -> Attempt:
    """Close an open attempt with these answers, and tell its result; part of a transaction."""
    closed = graded(attempt, answers, submitted_at=submitted_at)
    if not closed.passed:
        closed = with_progress(closed)
    changed = {
        **_result_of(closed),
        "answers": mongo.to_bson(closed.answers),
        "submitted_at": submitted_at,
        "course_progress": None if closed.course_progress is None else mongo.to_bson(closed.course_progress),
    }
    change = {"$set": changed, "$unset": {"saved": ""}}
    if not attempts.update({"_id": attempt.id, "state": AttemptState.OPEN.value}, change):
        raise mongo.RestartTransactionError(attempts.name)
    if closed.passed:
        return tell(closed)
    announce_result(closed)
    return closed


def keep_result(attempt: Attempt) -> None:
    """Store a changed result and its history; part of a transaction."""
    changed = {
        **_result_of(attempt),
        "questions": mongo.to_bson(attempt.questions),
        "history": mongo.to_bson(attempt.history),
        "is_overridden": attempt.is_overridden,
    }
    attempts.update({"_id": attempt.id}, {"$set": changed})


def tell(attempt: Attempt, *, is_new: bool = True) -> Attempt:
    """Announce the result of a stored attempt, and note how far its learner is then; part of a transaction.

    A pass may complete a lesson, so that progress is known afterwards only; without one it is known before.
    """
    announce_result(attempt, is_new=is_new)
    told = with_progress(attempt)
    attempts.update({"_id": attempt.id}, {"$set": {"course_progress": mongo.to_bson(told.course_progress)}})
    return told


def with_progress(attempt: Attempt) -> Attempt:
    """Return the attempt with how far its learner is in the course now."""
    progress = ports.learning.get().get_course_progress(student_id=attempt.student_id, course_id=attempt.course_id)
    return msgspec.structs.replace(attempt, course_progress=progress)


def announce_result(attempt: Attempt, *, is_new: bool = True) -> None:
    """Announce whether an attempt has passed, once that is known; part of a transaction."""
    if attempt.state is not AttemptState.GRADED:
        return
    kind = QuizPassed if attempt.passed else QuizNotPassed
    announce(
        kind(
            attempt_id=attempt.id,
            quiz_id=attempt.quiz_id,
            quiz_title=attempt.quiz_title,
            lesson_id=attempt.lesson_id,
            course_id=attempt.course_id,
            student_id=attempt.student_id,
            percentage=attempt.percentage,
            is_new=is_new,
        )
    )


def announce_change(before: Attempt, after: Attempt) -> None:
    """Announce that a result which was known is another one; part of a transaction."""
    if before.state is not AttemptState.GRADED:
        return
    announce(
        ResultChanged(
            quiz_id=after.quiz_id,
            course_id=after.course_id,
            quiz_title=after.quiz_title,
            passed_before=before.passed,
            passed_after=after.passed,
            percentage_before=before.percentage,
            percentage_after=after.percentage,
        )
    )


def _result_of(attempt: Attempt) -> dict[str, Any]:
    return {
        "state": attempt.state.value,
        "score": attempt.score,
        "max_score": attempt.max_score,
        "percentage": attempt.percentage,
        "passed": attempt.passed,
        "results": mongo.to_bson(attempt.results),
    }
