"""Deleting what learning holds about a person that bears their name or is in their words."""

from collections.abc import Sequence
from typing import Any, Final

from bson import ObjectId

from lyceum.learning.documents import bookmarks, certificates, notes
from lyceum.platform import mongo

DELETED_AT_ONCE: Final = 100
DELETED: Final[Sequence[mongo.Collection[Any]]] = (certificates, notes, bookmarks)


def erase_personal_data(person_id: ObjectId) -> bool:
    """Delete some certificates, notes and bookmarks of the person; tell whether all are gone; in a transaction.

    Enrollments and progress hold nothing personal but the id, and stay.
    """
    count = 0
    for held in DELETED:
        for item in held.find({"student_id": person_id}, limit=DELETED_AT_ONCE - count):
            held.delete({"_id": item.id})
            count += 1
        if count == DELETED_AT_ONCE:
            return False
    return True
