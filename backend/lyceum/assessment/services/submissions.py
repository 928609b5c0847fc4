"""Taking a quiz in one go: check the answers, grade them, store the attempt, tell how it went."""

from collections.abc import Sequence

import msgspec
import structlog
from bson import ObjectId

from lyceum.assessment.documents import Attempt, AttemptNumber, Quiz, attempts
from lyceum.assessment.errors import StartRequiredError
from lyceum.assessment.rules.answers import check_answers
from lyceum.assessment.rules.questions import GivenAnswer
from lyceum.assessment.selectors.access import get_learners_quiz
from lyceum.assessment.selectors.attempts import find_accommodation
from lyceum.assessment.selectors.submissions import SubmissionView, view_own
from lyceum.assessment.services.attempts import check_attempts_left, list_askable_questions
from lyceum.assessment.services.outcomes import graded, insert, with_progress
from lyceum.platform import mongo
from lyceum.platform.actors import Actor
from lyceum.platform.clock import utc_now

log = structlog.get_logger(__name__)


def submit_quiz(quiz_id: ObjectId, answers: Sequence[GivenAnswer], *, actor: Actor) -> SubmissionView:
    """Take a quiz: a pass completes its lesson in the same transaction.

    Raises:
        NotFoundError: the quiz is absent or its course is hidden.
        ForbiddenError: the actor is not enrolled (code `not_enrolled`).
        StartRequiredError: its questions are put in an attempt only.
        InvalidAnswersError: an answer does not fit its question.
        QuizNotReadyError: the quiz has no finished question.
        QuizClosedError: the quiz takes no answers any more.
        NoAttemptsLeftError: the actor has used every attempt that they have.
    """
    quiz = get_learners_quiz(quiz_id, actor=actor)
    if quiz.needs_start:
        raise StartRequiredError("Start an attempt first.")
    taken = _take(quiz, answers, student_id=actor.user_id)
    attempt = taken if taken.passed else with_progress(taken)
    submission = mongo.run_in_transaction(lambda: _store(attempt, quiz=quiz))
    log.info("quiz_submitted", quiz_id=str(quiz.id), passed=submission.passed)
    return view_own(submission, policy=quiz)


def _take(quiz: Quiz, answers: Sequence[GivenAnswer], *, student_id: ObjectId) -> Attempt:
    """Put a graded attempt together; its number is given when it is stored."""
    questions = list_askable_questions(quiz)
    check_answers(answers, questions=questions)
    now = utc_now()
    attempt = Attempt(
        number=0,
        quiz_id=quiz.id,
        course_id=quiz.course_id,
        lesson_id=quiz.lesson_id,
        student_id=student_id,
        quiz_title=quiz.title,
        quiz_version=quiz.version,
        pass_mark=quiz.pass_mark,
        questions=questions,
        started_at=now,
    )
    return graded(attempt, answers, submitted_at=now)


def _store(attempt: Attempt, *, quiz: Quiz) -> Attempt:
    """Store an attempt under the learner's next number and announce it; part of a transaction."""
    where = {"quiz_id": quiz.id, "student_id": attempt.student_id}
    found = attempts.find_as(AttemptNumber, where, sort=[("number", -1)], limit=1)
    last = found[0].number if found else 0
    if quiz.attempts_allowed is not None and last >= quiz.attempts_allowed:
        extra = find_accommodation(quiz_id=quiz.id, student_id=attempt.student_id)
        check_attempts_left(quiz, last=last, extra_attempts=extra.extra_attempts)
    return insert(msgspec.structs.replace(attempt, number=last + 1), grading=quiz.grading)
