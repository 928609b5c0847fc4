"""Stored notifications; only this capability's services and selectors import this module."""

from datetime import datetime
from enum import StrEnum

from bson import ObjectId
from pymongo import ASCENDING, DESCENDING, IndexModel

from lyceum.platform import mongo


class NotificationKind(StrEnum):
    """What a notification is about; clients choose their text by it."""

    ENROLLED = "enrolled"
    MILESTONE = "milestone"
    QUIZ_PASSED = "quiz_passed"
    QUIZ_RETRY = "quiz_retry"


class Notification(mongo.Document, frozen=True, kw_only=True):
    """One thing told to one person.

    The id is derived from the recipient and the fact, so that telling a fact twice makes one notification. `seq`
    counts the recipient's notifications from 1. `data` is what a translated text is made of: ids, titles and
    numbers, open to what further kinds need.
    """

    recipient_id: ObjectId
    seq: int
    kind: NotificationKind
    message: str
    data: dict[str, str | int]
    created_at: datetime
    is_read: bool = False
    expires_at: datetime | None = None


class Inbox(mongo.Document, frozen=True, kw_only=True):
    """The counters of one person's notifications, under the person's id."""

    last_seq: int = 0
    unread_count: int = 0


notifications = mongo.Collection(
    "notifications",
    Notification,
    indexes=[
        IndexModel([("recipient_id", ASCENDING), ("seq", DESCENDING)], name="recipient_seq", unique=True),
        IndexModel(
            [("recipient_id", ASCENDING), ("is_read", ASCENDING), ("seq", DESCENDING)],
            name="recipient_unread",
        ),
        IndexModel([("expires_at", ASCENDING)], name="expiry", expireAfterSeconds=0),
    ],
)

inboxes = mongo.Collection("inboxes", Inbox)
