"""Telling people things in their list of notifications, once each, and marking them as read."""

from datetime import datetime
from typing import Final

from bson import ObjectId

from lyceum.notifications.documents import Inbox, Notification, inboxes, notifications
from lyceum.notifications.rules.kinds import Channel
from lyceum.notifications.rules.messages import expiry
from lyceum.notifications.selectors.facts import Fact
from lyceum.notifications.selectors.inbox import (
    FIRST_PAGE,
    get_inbox,
    get_notification,
    notification_frame,
    unread_frame,
)
from lyceum.notifications.selectors.preferences import get_preferences, wants
from lyceum.platform import cache, mongo, realtime
from lyceum.platform.clock import utc_now
from lyceum.platform.ids import derive_id

READ_AT_ONCE: Final = 200
BATCHES_AT_MOST: Final = 20


def tell(fact: Fact) -> None:
    """Store a notification and push it, unless the fact was told before or its recipient does not want that."""

    def store() -> None:
        notification_id = derive_id(fact.recipient_id, *fact.parts)
        chosen = get_preferences(fact.recipient_id)
        if not wants(chosen, fact.kind, Channel.IN_APP) or notifications.find_by_id(notification_id) is not None:
            return
        inbox = _count_one_more(fact.recipient_id)
        notification = Notification(
            id=notification_id,
            recipient_id=fact.recipient_id,
            seq=inbox.last_seq,
            kind=fact.kind,
            message=fact.message,
            data=fact.data,
            created_at=utc_now(),
        )
        notifications.insert_once(notification)
        cache.forget(FIRST_PAGE.key(id=fact.recipient_id))
        if wants(chosen, fact.kind, Channel.PUSH):
            realtime.push(fact.recipient_id, notification_frame(notification))
        realtime.push(fact.recipient_id, unread_frame(inbox.unread_count))

    mongo.run_in_transaction(store)


def read_notification(notification_id: ObjectId, *, recipient_id: ObjectId, now: datetime) -> Notification:
    """Mark a notification of the person as read; reading it again changes nothing.

    Raises:
        NotFoundError: there is none, or it is somebody else's.
    """
    get_notification(notification_id, recipient_id=recipient_id)
    mongo.run_in_transaction(lambda: _read([notification_id], recipient_id, now))
    return get_notification(notification_id, recipient_id=recipient_id)


def read_all_notifications(*, recipient_id: ObjectId, now: datetime) -> int:
    """Mark what the person has not read, some at a time; return how many are left unread."""
    for _ in range(BATCHES_AT_MOST):
        if _read_some(recipient_id, now) < READ_AT_ONCE:
            break
    return get_inbox(recipient_id).unread_count


def _read_some(recipient_id: ObjectId, now: datetime) -> int:
    where = {"recipient_id": recipient_id, "is_read": False}
    unread = [item.id for item in notifications.find(where, limit=READ_AT_ONCE)]
    if unread:
        mongo.run_in_transaction(lambda: _read(unread, recipient_id, now))
    return len(unread)


def _count_one_more(recipient_id: ObjectId) -> Inbox:
    """Take the recipient's next number, in the transaction that uses it."""
    one_more = {"$inc": {"last_seq": 1, "unread_count": 1}}
    if not inboxes.update({"_id": recipient_id}, one_more):
        inboxes.insert_once(Inbox(id=recipient_id, last_seq=1, unread_count=1))
    return get_inbox(recipient_id)


def _read(notification_ids: list[ObjectId], recipient_id: ObjectId, now: datetime) -> None:
    """Mark notifications as read, each by a guarded update of its own; part of a transaction."""
    is_read = {"$set": {"is_read": True, "expires_at": expiry(read_at=now)}}
    newly_read = notifications.update_each(
        [({"_id": notification_id, "is_read": False}, is_read) for notification_id in notification_ids]
    )
    if newly_read:
        inboxes.update({"_id": recipient_id}, {"$inc": {"unread_count": -newly_read}})
        realtime.push(recipient_id, unread_frame(get_inbox(recipient_id).unread_count))
    cache.forget(FIRST_PAGE.key(id=recipient_id))
