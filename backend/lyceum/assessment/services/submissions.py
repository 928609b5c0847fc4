"""Taking a quiz in one go: check the answers, grade them, store the attempt, tell how it went."""

from collections.abc import Sequence

import msgspec
import structlog
from bson import ObjectId

from lyceum.assessment import ports
from lyceum.assessment.documents import Attempt, Quiz, attempts
from lyceum.assessment.errors import NoAttemptsLeftError, QuizNotReadyError
from lyceum.assessment.events import QuizNotPassed, QuizPassed
from lyceum.assessment.rules.answers import check_answers
from lyceum.assessment.rules.grading import Grade, grade_attempt
from lyceum.assessment.rules.questions import GivenAnswer, Question
from lyceum.assessment.selectors.access import get_learners_quiz
from lyceum.assessment.selectors.quizzes import list_finished_questions
from lyceum.assessment.selectors.submissions import SubmissionView, find_last_number, view_own
from lyceum.platform import mongo
from lyceum.platform.actors import Actor
from lyceum.platform.clock import utc_now
from lyceum.platform.events import announce

log = structlog.get_logger(__name__)


def submit_quiz(quiz_id: ObjectId, answers: Sequence[GivenAnswer], *, actor: Actor) -> SubmissionView:
    """Take a quiz: a pass completes its lesson in the same transaction.

    Raises:
        NotFoundError: the quiz is absent or its course is hidden.
        ForbiddenError: the actor is not enrolled (code `not_enrolled`).
        InvalidAnswersError: an answer does not fit its question.
        QuizNotReadyError: the quiz has no finished question.
        NoAttemptsLeftError: the actor has used every attempt that the quiz allows.
    """
    quiz = get_learners_quiz(quiz_id, actor=actor)
    questions = list_finished_questions(quiz)
    if not questions:
        raise QuizNotReadyError("This quiz has no questions yet.")
    check_answers(answers, questions=questions)
    grade = grade_attempt(questions, answers, pass_mark=quiz.pass_mark)
    attempt = _make_attempt(quiz, questions, answers, grade=grade, student_id=actor.user_id)
    submission = mongo.run_in_transaction(lambda: _store(attempt, attempts_allowed=quiz.attempts_allowed))
    log.info("quiz_submitted", quiz_id=str(quiz.id), passed=submission.passed)
    return view_own(submission)


def _make_attempt(
    quiz: Quiz, questions: Sequence[Question], answers: Sequence[GivenAnswer], *, grade: Grade, student_id: ObjectId
) -> Attempt:
    """Put an attempt together; its number is given when it is stored."""
    return Attempt(
        number=0,
        quiz_id=quiz.id,
        course_id=quiz.course_id,
        lesson_id=quiz.lesson_id,
        student_id=student_id,
        quiz_title=quiz.title,
        quiz_version=quiz.version,
        pass_mark=quiz.pass_mark,
        questions=tuple(questions),
        answers=tuple(answers),
        submitted_at=utc_now(),
        score=grade.score,
        max_score=grade.max_score,
        percentage=grade.percentage,
        passed=grade.passed,
        results=grade.results,
    )


def _store(attempt: Attempt, *, attempts_allowed: int | None) -> Attempt:
    """Store an attempt under the learner's next number and announce it; part of a transaction."""
    last = find_last_number(quiz_id=attempt.quiz_id, student_id=attempt.student_id)
    if attempts_allowed is not None and last >= attempts_allowed:
        raise NoAttemptsLeftError("You have used every attempt that this quiz allows.")
    numbered = msgspec.structs.replace(attempt, number=last + 1)
    attempts.insert_once(numbered)
    announce(_outcome_of(numbered))
    progress = ports.learning.get().get_course_progress(student_id=attempt.student_id, course_id=attempt.course_id)
    attempts.update({"_id": attempt.id}, {"$set": {"course_progress": mongo.to_bson(progress)}})
    return msgspec.structs.replace(numbered, course_progress=progress)


def _outcome_of(attempt: Attempt) -> QuizPassed | QuizNotPassed:
    kind = QuizPassed if attempt.passed else QuizNotPassed
    return kind(
        attempt_id=attempt.id,
        quiz_id=attempt.quiz_id,
        quiz_title=attempt.quiz_title,
        lesson_id=attempt.lesson_id,
        course_id=attempt.course_id,
        student_id=attempt.student_id,
        percentage=attempt.percentage,
    )
