"""What notifications holds about a person, and what becomes of it when they go."""

from collections.abc import Mapping
from typing import Final

from bson import ObjectId

from lyceum.accounts.ports import ErasedPart, Outcome
from lyceum.notifications.documents import notifications
from lyceum.notifications.selectors.inbox import NEWEST_FIRST
from lyceum.notifications.selectors.preferences import get_preferences

COLLECTED_AT_MOST: Final = 5_000


def collect_personal_data(person_id: ObjectId) -> Mapping[str, object]:
    """Return the person's notifications and what they want to be told, for them to take away."""
    found = notifications.find({"recipient_id": person_id}, sort=NEWEST_FIRST, limit=COLLECTED_AT_MOST)
    chosen = get_preferences(person_id)
    return {
        "notifications": [
            {"kind": item.kind, "message": item.message, "is_read": item.is_read, "created_at": item.created_at}
            for item in found
        ],
        "notification_preferences": {"muted": chosen.muted, "digest": chosen.wants_digest},
    }


def list_erasures(person_id: ObjectId) -> tuple[ErasedPart, ...]:
    """Return how many notifications go with the person."""
    count = notifications.count({"recipient_id": person_id}, limit=COLLECTED_AT_MOST)
    return (ErasedPart(kind="notifications", count=count, outcome=Outcome.DELETED),)
