"""Erasing what notifications holds about a person who is gone."""

from typing import Final

from bson import ObjectId

from lyceum.notifications.documents import inboxes, notifications, preferences
from lyceum.notifications.selectors.inbox import FIRST_PAGE
from lyceum.platform import cache

ERASED_AT_ONCE: Final = 200


def erase_personal_data(person_id: ObjectId) -> bool:
    """Delete some of a person's notifications, in the caller's transaction; tell whether nothing is left."""
    some = notifications.find({"recipient_id": person_id}, limit=ERASED_AT_ONCE)
    for notification in some:
        notifications.delete({"_id": notification.id})
    if len(some) == ERASED_AT_ONCE:
        return False
    inboxes.delete({"_id": person_id})
    preferences.delete({"_id": person_id})
    cache.forget(FIRST_PAGE.key(id=person_id))
    return True
