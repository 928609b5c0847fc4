"""Erasing what a person wrote in their attempts; results stay, for the statistics of the course."""

from bson import ObjectId

from lyceum.assessment.documents import Attempt, attempts
from lyceum.assessment.selectors.personal_data import list_attempts_of
from lyceum.platform.mongo import to_bson


def erase_personal_data(person_id: ObjectId) -> bool:
    """Empty the texts of a person's answers, in the caller's transaction; all of it is done at once."""
    for attempt in list_attempts_of(person_id):
        if attempt.saved or any(answer.text for answer in attempt.answers):
            attempts.update({"_id": attempt.id}, {"$set": {"answers": _without_texts(attempt), "saved": {}}})
    return True


def _without_texts(attempt: Attempt) -> list[object]:
    return [{**to_bson(answer), "text": None} for answer in attempt.answers]
