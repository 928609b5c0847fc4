"""Where a learner stands in a quiz: attempts used and left, and what those that count have come to."""

from dataclasses import dataclass

from bson import ObjectId

from lyceum.assessment.documents import Quiz
from lyceum.assessment.rules.policies import AttemptState, Disclosure, disclosure_at
from lyceum.assessment.selectors.access import get_learners_quiz
from lyceum.assessment.selectors.attempts import find_accommodation, find_last_attempt
from lyceum.assessment.selectors.submissions import find_standing
from lyceum.platform.actors import Actor
from lyceum.platform.clock import utc_now


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingView:
    """Where a learner stands; `percentage` and `passed` are None where there is nothing to tell."""

    attempts_used: int
    attempts_left: int | None
    open_attempt_id: ObjectId | None
    extra_time_s: int
    percentage: int | None
    passed: bool | None


def get_own_standing(quiz_id: ObjectId, *, actor: Actor) -> StandingView:
    """Return where the actor stands in a quiz.

    Raises:
        NotFoundError: the quiz is absent or its course is hidden.
        ForbiddenError: the actor is not enrolled (code `not_enrolled`).
    """
    quiz = get_learners_quiz(quiz_id, actor=actor)
    last = find_last_attempt(quiz_id=quiz_id, student_id=actor.user_id)
    extra = find_accommodation(quiz_id=quiz_id, student_id=actor.user_id)
    used = 0 if last is None else last.number
    allowed = None if quiz.attempts_allowed is None else quiz.attempts_allowed + extra.extra_attempts
    percentage = _find_told(quiz, student_id=actor.user_id)
    return StandingView(
        attempts_used=used,
        attempts_left=None if allowed is None else max(0, allowed - used),
        open_attempt_id=last.id if last is not None and last.state is AttemptState.OPEN else None,
        extra_time_s=extra.extra_time_s,
        percentage=percentage,
        passed=None if percentage is None else percentage >= quiz.pass_mark,
    )


def _find_told(quiz: Quiz, *, student_id: ObjectId) -> int | None:
    """Return the percentage, where the quiz tells it."""
    if disclosure_at(utc_now(), feedback=quiz.feedback, closes_at=quiz.closes_at) is Disclosure.NOTHING:
        return None
    return find_standing(quiz, student_id=student_id)
