"""Taking a quiz step by step: start, save answers, hand in. The server's clock decides.

Whoever touches an attempt whose time is up closes it first, with what was saved; so does the worker.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import structlog
from bson import ObjectId

from lyceum.assessment.documents import Attempt, AttemptNumber, Quiz, attempts
from lyceum.assessment.errors import AttemptClosedError, NoAttemptsLeftError, QuizClosedError, QuizNotReadyError
from lyceum.assessment.rules.answers import check_answers, check_unfinished_answers
from lyceum.assessment.rules.drawing import SEED_LIMIT, draw_questions
from lyceum.assessment.rules.policies import AttemptState, deadline_of, is_closed, is_overdue
from lyceum.assessment.rules.questions import GivenAnswer, Question
from lyceum.assessment.selectors.access import get_learners_quiz, get_quiz
from lyceum.assessment.selectors.attempts import (
    AttemptView,
    answers_of,
    find_accommodation,
    find_last_attempt,
    find_own_attempt,
    get_own_attempt,
    get_readable_attempt,
    view_others_attempt,
    view_own_attempt,
)
from lyceum.assessment.selectors.quizzes import list_finished_questions
from lyceum.assessment.selectors.submissions import SubmissionView, view_own
from lyceum.assessment.services.outcomes import close
from lyceum.platform import mongo
from lyceum.platform.actors import Actor
from lyceum.platform.clock import utc_now

log = structlog.get_logger(__name__)

BATCH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class StartedAttempt:
    """An attempt that runs, and whether it has just been started."""

    view: AttemptView
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedAnswers:
    """The newest save of an attempt's answers, and when the attempt ends, which may have changed meanwhile."""

    seq: int
    saved_at: datetime
    deadline: datetime | None


def start_attempt(quiz_id: ObjectId, *, actor: Actor) -> StartedAttempt:
    """Start an attempt, or go on with the one that runs.

    Raises:
        NotFoundError: the quiz is absent or its course is hidden.
        ForbiddenError: the actor is not enrolled (code `not_enrolled`).
        QuizNotReadyError: the quiz has no finished question.
        QuizClosedError: the quiz takes no answers any more.
        NoAttemptsLeftError: the actor has used every attempt that they have.
    """
    quiz = get_learners_quiz(quiz_id, actor=actor)
    questions = list_askable_questions(quiz)
    now = utc_now()

    def body() -> tuple[Attempt, bool]:
        last = find_last_attempt(quiz_id=quiz.id, student_id=actor.user_id)
        if last is not None and last.state is AttemptState.OPEN:
            if not is_overdue(last.deadline, now=now):
                return last, False
            _close_overdue(last)
        return _open(quiz, questions, student_id=actor.user_id, last=last.number if last else 0, now=now), True

    attempt, is_new = mongo.run_in_transaction(body)
    log.info("attempt_started", quiz_id=str(quiz_id), is_new=is_new)
    return StartedAttempt(view=view_own_attempt(attempt), is_new=is_new)


def read_attempt(attempt_id: ObjectId, *, actor: Actor) -> AttemptView:
    """Return one's own attempt, or one in a course of one's own; one whose time is up is closed first.

    Raises:
        NotFoundError: it is absent or somebody else's.
    """
    attempt = _settle(get_readable_attempt(attempt_id, actor=actor), now=utc_now())
    return view_own_attempt(attempt) if attempt.student_id == actor.user_id else view_others_attempt(attempt)


def save_answers(attempt_id: ObjectId, answers: Sequence[GivenAnswer], *, seq: int, actor: Actor) -> SavedAnswers:
    """Keep answers of a running attempt beside those that were saved before.

    A save whose `seq` is lower than that of the newest changes nothing, and is told the newest.

    Raises:
        NotFoundError: the attempt is absent or somebody else's.
        ForbiddenError: the actor is not enrolled any more (code `not_enrolled`).
        InvalidAnswersError: an answer does not fit its question.
        AttemptClosedError: it has been handed in, or its time is up.
    """
    now = utc_now()
    attempt = get_own_attempt(attempt_id, actor=actor)
    if _settle(attempt, now=now).state is not AttemptState.OPEN:
        raise AttemptClosedError("This attempt is closed.")
    check_unfinished_answers(answers, questions=attempt.questions)
    where = {"_id": attempt_id, "state": AttemptState.OPEN.value, "seq": {"$lte": seq}}
    saved = {f"saved.{answer.question_id}": mongo.to_bson(answer) for answer in answers}
    if attempts.update(where, {"$set": {**saved, "seq": seq, "saved_at": now}}):
        return SavedAnswers(seq=seq, saved_at=now, deadline=attempt.deadline)
    return _newest_save(attempt_id, actor=actor)


def submit_attempt(
    attempt_id: ObjectId, answers: Sequence[GivenAnswer], *, seq: int | None, actor: Actor
) -> SubmissionView:
    """Hand in a running attempt; one that is closed already keeps its result, which is returned again.

    Last answers come along under the rule of `save_answers`; without `seq` they are the newest. After the deadline
    they are too late: what was saved counts.

    Raises:
        NotFoundError: the attempt is absent or somebody else's.
        ForbiddenError: the actor is not enrolled any more (code `not_enrolled`).
        InvalidAnswersError: an answer does not fit its question.
    """
    now = utc_now()
    attempt = get_own_attempt(attempt_id, actor=actor)
    if attempt.state is AttemptState.OPEN:
        check_answers(answers, questions=attempt.questions)
        attempt = mongo.run_in_transaction(
            lambda: _hand_in(find_own_attempt(attempt_id, student_id=actor.user_id), answers, seq=seq, now=now)
        )
        log.info("attempt_submitted", quiz_id=str(attempt.quiz_id), passed=attempt.passed)
    return view_own(attempt, policy=get_quiz(attempt.quiz_id))


def close_overdue_attempts() -> int:
    """Close some attempts whose time is up, the oldest first; return how many there were.

    One that cannot be closed does not keep the others from it.
    """
    where = {"state": AttemptState.OPEN.value, "deadline": {"$lt": utc_now()}}
    due = attempts.find_as(AttemptNumber, where, sort=[("deadline", 1)], limit=BATCH)
    for head in due:
        try:
            mongo.run_in_transaction(partial(_close_if_open, head.id))
        except Exception:  # whatever is wrong with this one, the next touch and the next round try again
            log.exception("attempt_not_closed", attempt_id=str(head.id))
    return len(due)


def list_askable_questions(quiz: Quiz) -> tuple[Question, ...]:
    """Return the questions that can be put now.

    Raises:
        QuizNotReadyError: the quiz has no finished question.
        QuizClosedError: the quiz takes no answers any more.
    """
    if is_closed(quiz.closes_at, now=utc_now()):
        raise QuizClosedError("This quiz is closed.")
    questions = list_finished_questions(quiz)
    if not questions:
        raise QuizNotReadyError("This quiz has no questions yet.")
    return questions


def check_attempts_left(quiz: Quiz, *, last: int, extra_attempts: int) -> None:
    """Let only learners pass who have an attempt left.

    Raises:
        NoAttemptsLeftError: they have none.
    """
    if quiz.attempts_allowed is not None and last >= quiz.attempts_allowed + extra_attempts:
        raise NoAttemptsLeftError("You have used every attempt that this quiz allows.")


def _open(quiz: Quiz, questions: tuple[Question, ...], *, student_id: ObjectId, last: int, now: datetime) -> Attempt:
    """Store a running attempt under the learner's next number; part of a transaction."""
    extra = find_accommodation(quiz_id=quiz.id, student_id=student_id)
    check_attempts_left(quiz, last=last, extra_attempts=extra.extra_attempts)
    seed = secrets.randbelow(SEED_LIMIT)
    attempt = Attempt(
        number=last + 1,
        quiz_id=quiz.id,
        course_id=quiz.course_id,
        lesson_id=quiz.lesson_id,
        student_id=student_id,
        quiz_title=quiz.title,
        quiz_version=quiz.version,
        pass_mark=quiz.pass_mark,
        questions=draw_questions(questions, seed=seed, draw=quiz.draw, shuffle=quiz.shuffle),
        state=AttemptState.OPEN,
        seed=seed,
        started_at=now,
        deadline=deadline_of(
            started_at=now,
            time_limit_s=quiz.time_limit_s,
            extra_time_s=extra.extra_time_s,
            closes_at=quiz.closes_at,
        ),
    )
    attempts.insert_once(attempt)
    return attempt


def _hand_in(attempt: Attempt, answers: Sequence[GivenAnswer], *, seq: int | None, now: datetime) -> Attempt:
    """Close an attempt with what is saved and what comes along; part of a transaction."""
    if attempt.state is not AttemptState.OPEN:
        return attempt
    if is_overdue(attempt.deadline, now=now):
        return _close_overdue(attempt)
    saved = {answer.question_id: answer for answer in answers_of(attempt)}
    if seq is None or seq >= attempt.seq:
        saved |= {answer.question_id: answer for answer in answers}
    in_order = (saved.get(question.id) for question in attempt.questions)
    return close(attempt, [answer for answer in in_order if answer is not None], submitted_at=now)


def _settle(attempt: Attempt, *, now: datetime) -> Attempt:
    """Return the attempt, closed if its time is up."""
    if attempt.state is AttemptState.OPEN and is_overdue(attempt.deadline, now=now):
        return mongo.run_in_transaction(lambda: _close_if_open(attempt.id)) or attempt
    return attempt


def _close_if_open(attempt_id: ObjectId) -> Attempt | None:
    attempt = attempts.find_by_id(attempt_id)
    if attempt is None or attempt.state is not AttemptState.OPEN:
        return attempt
    return _close_overdue(attempt)


def _close_overdue(attempt: Attempt) -> Attempt:
    """Close an attempt with what was saved before its time was up; part of a transaction."""
    return close(attempt, answers_of(attempt), submitted_at=attempt.deadline or utc_now())


def _newest_save(attempt_id: ObjectId, *, actor: Actor) -> SavedAnswers:
    newest = find_own_attempt(attempt_id, student_id=actor.user_id)
    if newest.state is not AttemptState.OPEN:
        raise AttemptClosedError("This attempt is closed.")
    return SavedAnswers(seq=newest.seq, saved_at=newest.saved_at or utc_now(), deadline=newest.deadline)
