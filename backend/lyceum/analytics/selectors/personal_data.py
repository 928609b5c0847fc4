"""What analytics holds about a person: their days in a row; all other figures hold no names."""

from collections.abc import Mapping

from bson import ObjectId

from lyceum.accounts.ports import ErasedPart, Outcome
from lyceum.analytics.documents import streaks


def collect_personal_data(person_id: ObjectId) -> Mapping[str, object]:
    """Return the person's days in a row, for them to take away."""
    known = streaks.find_by_id(person_id)
    if known is None:
        return {}
    return {"streak": {"last_day": known.last_day, "days": known.length, "longest": known.longest}}


def list_erasures(person_id: ObjectId) -> tuple[ErasedPart, ...]:
    """Return whether there are days in a row that go with the person."""
    return (ErasedPart(kind="streaks", count=streaks.count({"_id": person_id}, limit=1), outcome=Outcome.DELETED),)
