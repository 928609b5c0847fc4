"""Keeps the sums behind the statistics of questions, attempt by attempt; nothing is ever counted anew."""

from collections import Counter
from typing import Any

from bson import ObjectId

from lyceum.assessment.documents import Attempt, attempts, quiz_statistics
from lyceum.assessment.rules.policies import AttemptState
from lyceum.assessment.rules.statistics import summands


def count_attempt(attempt_id: ObjectId) -> None:
    """Add a graded attempt to the sums of its quiz, once; part of a transaction."""
    attempt = attempts.find_by_id(attempt_id)
    if attempt is None or attempt.is_counted or attempt.state is not AttemptState.GRADED:
        return
    if attempts.update({"_id": attempt_id}, {"$set": {"is_counted": True}}):
        _add(attempt.quiz_id, Counter(_summands_of(attempt)), attempts_more=1)


def recount(before: Attempt, after: Attempt) -> None:
    """Correct the sums after a counted attempt has changed; part of a transaction."""
    if not before.is_counted:
        return
    change = Counter(_summands_of(after))
    change.subtract(_summands_of(before))
    _add(before.quiz_id, change, attempts_more=0)


def _add(quiz_id: ObjectId, change: Counter[str], *, attempts_more: int) -> None:
    summed = {path: value for path, value in change.items() if value}
    if attempts_more:
        summed["attempts"] = attempts_more
    if summed:
        quiz_statistics.update({"_id": quiz_id}, {"$inc": summed}, upsert=True)


def _summands_of(attempt: Attempt) -> dict[str, Any]:
    return dict(summands(attempt.questions, attempt.answers, attempt.results))
