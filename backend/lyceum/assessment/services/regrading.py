"""Results that change after they were told: by hand, by decision, or because a key was wrong.

Every change is in the attempt's history. A pass that arises completes the lesson; what is completed stays completed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec
import structlog
from bson import ObjectId

from lyceum.accounts import public as accounts
from lyceum.accounts.public import Person
from lyceum.assessment.documents import Attempt, HistoryEntry, Quiz, attempts
from lyceum.assessment.errors import AttemptOpenError, InvalidGradesError
from lyceum.assessment.events import RegradeRequested
from lyceum.assessment.rules.grading import sum_up
from lyceum.assessment.rules.policies import AttemptState, HistoryKind
from lyceum.assessment.rules.questions import Question
from lyceum.assessment.rules.regrading import (
    HandGrade,
    check_hand_grades,
    regrade,
    with_current_keys,
    with_hand_grades,
)
from lyceum.assessment.selectors.access import get_authored_quiz, get_quiz
from lyceum.assessment.selectors.attempts import AttemptView, get_authored_attempt, view_others_attempt
from lyceum.assessment.services.outcomes import announce_change, keep_result, tell, with_grade
from lyceum.assessment.services.statistics import recount
from lyceum.catalog import public as catalog
from lyceum.platform import audit, mongo
from lyceum.platform.actors import Actor
from lyceum.platform.audit import Subject
from lyceum.platform.clock import utc_now
from lyceum.platform.errors import FieldError, NotFoundError
from lyceum.platform.events import announce

log = structlog.get_logger(__name__)

PREVIEW = 50
BATCH = 20
HISTORY_LIMIT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a result changes: what was done, by whom, and in whose words."""

    what: HistoryKind
    by: ObjectId
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultChange:
    """What an attempt's result would become; `student` is None when they are gone."""

    before: Attempt
    after: Attempt
    student: Person | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegradePreview:
    """Whose results would change among some attempts; more follow after `next_after`, if it is not None."""

    checked: int
    changes: tuple[ResultChange, ...]
    next_after: ObjectId | None


def preview_regrade(quiz_id: ObjectId, *, after: ObjectId | None, actor: Actor) -> RegradePreview:
    """Tell, for some attempts at a time, whose results today's keys would change; nothing is changed.

    Raises:
        NotFoundError: the quiz is absent or its course is hidden.
        ForbiddenError: the actor may see its course only.
    """
    quiz = get_authored_quiz(quiz_id, actor=actor)
    found = _list_attempts(quiz_id, after=after, limit=PREVIEW)
    pairs = [(attempt, _regraded(attempt, keys=_keys_of(quiz))) for attempt in found]
    changed = [(before, now) for before, now in pairs if now is not None]
    people = accounts.list_people([before.student_id for before, _ in changed])
    return RegradePreview(
        checked=len(found),
        changes=tuple(
            ResultChange(before=before, after=now, student=people.get(before.student_id)) for before, now in changed
        ),
        next_after=found[-1].id if len(found) == PREVIEW else None,
    )


def request_regrade(quiz_id: ObjectId, *, reason: str, actor: Actor) -> None:
    """Have the worker grade all attempts at a quiz by today's keys.

    Raises:
        NotFoundError: the quiz is absent or its course is hidden.
        ForbiddenError: the actor may see its course only.
    """
    get_authored_quiz(quiz_id, actor=actor)
    event = RegradeRequested(quiz_id=quiz_id, actor_id=actor.user_id, reason=reason, after_attempt_id=None)

    def request() -> None:
        announce(event)
        audit.record(actor=actor, action="regrade_requested", subject=Subject(kind="quiz", subject_id=quiz_id))

    mongo.run_in_transaction(request)
    log.info("regrade_requested", quiz_id=str(quiz_id))


def regrade_some(event: RegradeRequested) -> None:
    """Grade some attempts again, and have the rest follow; part of a transaction, so that none is graded half."""
    try:
        quiz = get_quiz(event.quiz_id)
    except NotFoundError:  # it was removed in the meantime
        return
    found = _list_attempts(event.quiz_id, after=event.after_attempt_id, limit=BATCH)
    reason = Reason(what=HistoryKind.REGRADED, by=event.actor_id, text=event.reason)
    for attempt in found:
        now = _regraded(attempt, keys=_keys_of(quiz))
        if now is not None:
            _change(attempt, now, reason=reason)
    if len(found) == BATCH:
        announce(replace(event, after_attempt_id=found[-1].id))


def grade_by_hand(attempt_id: ObjectId, grades: Sequence[HandGrade], *, actor: Actor) -> AttemptView:
    """Give points and comments for essays; the result stands when all of them have their points.

    Raises:
        NotFoundError: the attempt is absent or in somebody else's course.
        AttemptOpenError: it has not been handed in yet.
        InvalidGradesError: a grade does not fit its question.
    """

    def grade(attempt: Attempt) -> Attempt:
        check_hand_grades(grades, questions=attempt.questions)
        comments = {
            item.question_id: catalog.render_text(item.comment, course_id=attempt.course_id)
            for item in grades
            if item.comment.strip()
        }
        results = with_hand_grades(attempt.results, grades, comments=comments)
        graded = with_grade(attempt, sum_up(results, pass_mark=attempt.pass_mark))
        return msgspec.structs.replace(graded, is_overridden=False)

    reason = Reason(what=HistoryKind.GRADED, by=actor.user_id)
    return _decide(attempt_id, grade, reason=reason, actor=actor)


def override_result(attempt_id: ObjectId, *, score: float, reason: str, actor: Actor) -> AttemptView:
    """Set the points of an attempt, whatever its answers are worth; a later regrade leaves it alone.

    Raises:
        NotFoundError: the attempt is absent or in somebody else's course.
        AttemptOpenError: it has not been handed in yet.
        InvalidGradesError: there are not so many points.
    """

    def override(attempt: Attempt) -> Attempt:
        if not 0 <= score <= attempt.max_score:
            message = f"From 0 to {attempt.max_score} points."
            raise InvalidGradesError(message, errors=(FieldError(field="score", code="too_high", message=message),))
        percentage = round(score * 100) // attempt.max_score if attempt.max_score else 0
        return msgspec.structs.replace(
            attempt,
            state=AttemptState.GRADED,
            score=round(score, 2),
            percentage=percentage,
            passed=percentage >= attempt.pass_mark,
            results=tuple(msgspec.structs.replace(item, pending=False) for item in attempt.results),
            is_overridden=True,
        )

    why = Reason(what=HistoryKind.OVERRIDDEN, by=actor.user_id, text=reason)

    def decide_and_note() -> AttemptView:
        decided = _decide(attempt_id, override, reason=why, actor=actor)
        subject = Subject(kind="attempt", subject_id=attempt_id)
        last = decided.attempt.history[-1]
        data = {"percentage_before": last.percentage_before, "percentage_after": last.percentage_after}
        audit.record(actor=actor, action="result_overridden", subject=subject, data=data)
        return decided

    return mongo.run_in_transaction(decide_and_note)


def _decide(attempt_id: ObjectId, decide: Callable[[Attempt], Attempt], *, reason: Reason, actor: Actor) -> AttemptView:
    """Change one attempt's result as a person decides."""

    def body() -> Attempt:
        attempt = get_authored_attempt(attempt_id, actor=actor)
        if attempt.state is AttemptState.OPEN:
            raise AttemptOpenError("This attempt has not been handed in yet.")
        return _change(attempt, decide(attempt), reason=reason)

    attempt = mongo.run_in_transaction(body)
    log.info("result_changed", attempt_id=str(attempt_id), what=reason.what.value)
    return view_others_attempt(attempt)


def _change(before: Attempt, after: Attempt, *, reason: Reason) -> Attempt:
    """Store a changed result with its history; tell a result that is new, or a pass that arises."""
    entry = HistoryEntry(
        at=utc_now(),
        by=reason.by,
        what=reason.what,
        reason=reason.text,
        score_before=before.known_score,
        score_after=after.known_score,
        percentage_before=before.known_percentage,
        percentage_after=after.known_percentage,
    )
    after = msgspec.structs.replace(after, history=(*before.history, entry)[-HISTORY_LIMIT:])
    keep_result(after)
    recount(before, after)
    announce_change(before, after)
    is_new = before.state is AttemptState.PENDING and after.state is AttemptState.GRADED
    return tell(after, is_new=is_new) if is_new or (after.passed and not before.passed) else after


def _regraded(attempt: Attempt, *, keys: Mapping[ObjectId, Question]) -> Attempt | None:
    """Return the attempt graded by today's keys; None where nothing changes or a person has decided."""
    if attempt.state is AttemptState.OPEN or attempt.is_overridden:
        return None
    questions = with_current_keys(attempt.questions, keys)
    results = regrade(questions, attempt.answers, before=attempt.results)
    graded = with_grade(attempt, sum_up(results, pass_mark=attempt.pass_mark))
    after = msgspec.structs.replace(graded, questions=questions)
    return after if _worth(after) != _worth(attempt) else None


def _worth(attempt: Attempt) -> tuple[object, ...]:
    scores = tuple((item.question_id, item.score, item.max_score) for item in attempt.results)
    return attempt.percentage, attempt.passed, scores


def _keys_of(quiz: Quiz) -> Mapping[ObjectId, Question]:
    return {question.id: question for question in quiz.questions}


def _list_attempts(quiz_id: ObjectId, *, after: ObjectId | None, limit: int) -> list[Attempt]:
    where = {"quiz_id": quiz_id, **({} if after is None else {"_id": {"$gt": after}})}
    return attempts.find(where, sort=[("_id", 1)], limit=limit)
