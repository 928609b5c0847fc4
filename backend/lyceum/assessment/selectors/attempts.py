"""Attempts as their learners and those who teach see them."""

from dataclasses import dataclass
from datetime import datetime

from bson import ObjectId

from lyceum.assessment import ports
from lyceum.assessment.documents import Accommodation, Attempt, HistoryEntry, accommodations, attempts
from lyceum.assessment.rules.policies import AttemptState
from lyceum.assessment.rules.questions import GivenAnswer
from lyceum.assessment.selectors.access import get_quiz, is_author
from lyceum.assessment.selectors.quizzes import QuestionView, view_without_key
from lyceum.assessment.selectors.submissions import SubmissionView, view_others, view_own
from lyceum.platform.actors import Actor
from lyceum.platform.clock import utc_now
from lyceum.platform.errors import ForbiddenError, NotFoundError
from lyceum.platform.ids import derive_id


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptView:
    """An attempt with its questions, without their key; `submission` is there when it has been handed in.

    `history` is there for those who teach.
    """

    attempt: Attempt
    questions: tuple[QuestionView, ...]
    answers: tuple[GivenAnswer, ...]
    server_now: datetime
    submission: SubmissionView | None
    history: tuple[HistoryEntry, ...] | None = None


def get_own_attempt(attempt_id: ObjectId, *, actor: Actor) -> Attempt:
    """Return one's own attempt in a course that one is still enrolled in.

    Raises:
        NotFoundError: it is absent or somebody else's.
        ForbiddenError: the actor is not enrolled any more (code `not_enrolled`).
    """
    attempt = find_own_attempt(attempt_id, student_id=actor.user_id)
    ports.learning.get().check_enrolled(student_id=actor.user_id, course_id=attempt.course_id)
    return attempt


def find_own_attempt(attempt_id: ObjectId, *, student_id: ObjectId) -> Attempt:
    """Return the attempt of this learner.

    Raises:
        NotFoundError: it is absent or somebody else's.
    """
    attempt = attempts.find_by_id(attempt_id)
    if attempt is None or attempt.student_id != student_id:
        raise _missing()
    return attempt


def get_authored_attempt(attempt_id: ObjectId, *, actor: Actor) -> Attempt:
    """Return an attempt in a course of the actor's own.

    Raises:
        NotFoundError: it is absent or somebody else's.
        ForbiddenError: it is the actor's own, in a course that is not.
    """
    attempt = get_readable_attempt(attempt_id, actor=actor)
    if not _is_author_of(attempt, actor):
        raise ForbiddenError("Only the authors of the quiz may do this.")
    return attempt


def get_readable_attempt(attempt_id: ObjectId, *, actor: Actor) -> Attempt:
    """Return one's own attempt, or one in a course of one's own.

    Raises:
        NotFoundError: it is absent or somebody else's.
    """
    attempt = attempts.find_by_id(attempt_id)
    if attempt is None or not (attempt.student_id == actor.user_id or _is_author_of(attempt, actor)):
        raise _missing()
    return attempt


def _is_author_of(attempt: Attempt, actor: Actor) -> bool:
    try:
        return is_author(attempt.course_id, actor=actor, noun="attempt")
    except NotFoundError:  # the course is hidden now; the attempt is still its learner's
        return False


def view_own_attempt(attempt: Attempt) -> AttemptView:
    """Show learners their own attempt: without keys, with as much of the result as the quiz tells."""
    submission = None if attempt.state is AttemptState.OPEN else view_own(attempt, policy=get_quiz(attempt.quiz_id))
    return _view(attempt, submission=submission)


def view_others_attempt(attempt: Attempt) -> AttemptView:
    """Show an attempt, with its whole result and history, to those who teach."""
    submission = None if attempt.state is AttemptState.OPEN else view_others([attempt])[0]
    return _view(attempt, submission=submission, history=attempt.history)


def _view(
    attempt: Attempt, *, submission: SubmissionView | None, history: tuple[HistoryEntry, ...] | None = None
) -> AttemptView:
    questions = tuple(
        view_without_key(item, quiz_id=attempt.quiz_id, course_id=attempt.course_id, seed=attempt.seed)
        for item in attempt.questions
    )
    return AttemptView(
        attempt=attempt,
        questions=questions,
        answers=answers_of(attempt),
        server_now=utc_now(),
        submission=submission,
        history=history,
    )


def answers_of(attempt: Attempt) -> tuple[GivenAnswer, ...]:
    """Return what has been answered so far, in the order of the questions."""
    if attempt.state is not AttemptState.OPEN:
        return attempt.answers
    saved = (attempt.saved.get(str(question.id)) for question in attempt.questions)
    return tuple(answer for answer in saved if answer is not None)


def find_last_attempt(*, quiz_id: ObjectId, student_id: ObjectId) -> Attempt | None:
    """Return the learner's newest attempt at a quiz, or None."""
    found = attempts.find({"quiz_id": quiz_id, "student_id": student_id}, sort=[("number", -1)], limit=1)
    return found[0] if found else None


def find_accommodation(*, quiz_id: ObjectId, student_id: ObjectId) -> Accommodation:
    """Return what a learner gets beyond what the quiz allows; nothing by default."""
    accommodation_id = accommodation_id_of(quiz_id=quiz_id, student_id=student_id)
    found = accommodations.find_by_id(accommodation_id)
    return found or Accommodation(id=accommodation_id, quiz_id=quiz_id, student_id=student_id)


def accommodation_id_of(*, quiz_id: ObjectId, student_id: ObjectId) -> ObjectId:
    """Return the id that the accommodation of a learner at a quiz has."""
    return derive_id("accommodation", quiz_id, student_id)


def _missing() -> NotFoundError:
    return NotFoundError("There is no such attempt.")
