"""What assessment holds about a person: their attempts, which stay when they go, without their own words."""

from collections.abc import Mapping
from typing import Final

from bson import ObjectId

from lyceum.accounts.ports import ErasedPart, Outcome
from lyceum.assessment.documents import Attempt, attempts
from lyceum.assessment.selectors.submissions import SubmissionView, view_all_own

ATTEMPTS_AT_MOST: Final = 2_000


def collect_personal_data(person_id: ObjectId) -> Mapping[str, object]:
    """Return the person's attempts with what they answered, and as much of the results as they may know now."""
    found = list_attempts_of(person_id)
    return {"attempts": [_shown(*pair) for pair in zip(found, view_all_own(found), strict=True)]}


def list_erasures(person_id: ObjectId) -> tuple[ErasedPart, ...]:
    """Return how many attempts will have no name any more."""
    count = attempts.count({"student_id": person_id}, limit=ATTEMPTS_AT_MOST)
    return (ErasedPart(kind="attempts", count=count, outcome=Outcome.ANONYMISED),)


def list_attempts_of(person_id: ObjectId) -> list[Attempt]:
    """Return all attempts of a person."""
    return attempts.find({"student_id": person_id}, limit=ATTEMPTS_AT_MOST)


def _shown(attempt: Attempt, view: SubmissionView) -> Mapping[str, object]:
    return {
        "quiz": attempt.quiz_id,
        "quiz_title": attempt.quiz_title,
        "number": attempt.number,
        "state": attempt.state,
        "submitted_at": attempt.submitted_at,
        "score": view.score,
        "max_score": attempt.max_score,
        "passed": view.passed,
        "answers": attempt.answers,
    }
