"""What notifications stores; only this capability's services and selectors import this module."""

from datetime import datetime, timedelta
from typing import Final

from bson import ObjectId
from pymongo import ASCENDING, DESCENDING, IndexModel

from lyceum.notifications.rules.kinds import NotificationKind
from lyceum.platform import mongo

MARK_KEPT_FOR: Final = timedelta(days=90)


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


class Preferences(mongo.Document, frozen=True, kw_only=True):
    """How one person wants to be told, under the person's id; what nobody has set is wanted.

    `muted` holds pairs such as `milestone.mail`. `digested_seq` is the last notification that a digest has told of.
    """

    muted: tuple[str, ...] = ()
    wants_digest: bool = False
    next_digest_at: datetime | None = None
    digest_timezone: str = "UTC"
    digested_seq: int = 0


class SentMail(mongo.Document, frozen=True, kw_only=True):
    """That a mail about a fact has left; the id derives from the recipient and the fact."""

    sent_at: datetime


class Announcement(mongo.Document, frozen=True, kw_only=True):
    """Something that the instructor of a course tells everybody in it; `body` is Markdown."""

    course_id: ObjectId
    author_id: ObjectId
    title: str
    body: str
    body_html: str
    created_at: datetime
    updated_at: datetime


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
preferences = mongo.Collection(
    "notification_preferences",
    Preferences,
    indexes=[IndexModel([("next_digest_at", ASCENDING)], name="next_digest_at")],
)
sent_mails = mongo.Collection(
    "sent_mails",
    SentMail,
    indexes=[
        IndexModel([("sent_at", ASCENDING)], name="expiry", expireAfterSeconds=int(MARK_KEPT_FOR.total_seconds()))
    ],
)
announcements = mongo.Collection(
    "announcements",
    Announcement,
    indexes=[IndexModel([("course_id", ASCENDING), ("created_at", DESCENDING), ("_id", DESCENDING)], name="newest")],
)
