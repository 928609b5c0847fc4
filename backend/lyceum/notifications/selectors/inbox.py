"""Reads of notifications: a person's list, how many are unread, and what a window has missed."""

from typing import Any, Final

from bson import ObjectId

from lyceum.notifications.documents import Inbox, Notification, inboxes, notifications
from lyceum.platform import cache, mongo
from lyceum.platform.errors import NotFoundError
from lyceum.platform.paging import PAGE_SIZE, Page, PageRequest, find_page

MISSED_AT_MOST: Final = 100
NEWEST_FIRST: Final = (("seq", -1),)


class FirstPage(mongo.Embedded, frozen=True, kw_only=True):
    """What nearly every look at one's notifications asks for."""

    unread_count: int
    items: tuple[Notification, ...]
    count: int
    count_is_lower_bound: bool


FIRST_PAGE: Final = cache.declare(
    "notifications:user:{id}",
    kind=FirstPage,
    ttl_s=2 * 60,
    invalidated_by=("the person is notified", "the person reads notifications"),
)


def list_notifications(recipient_id: ObjectId, *, is_unread_only: bool, page: PageRequest) -> Page[Notification]:
    """List a person's notifications, newest first."""
    if page == PageRequest() and not is_unread_only:
        first = _get_first_page(recipient_id)
        return Page(items=first.items, count=first.count, count_is_lower_bound=first.count_is_lower_bound)
    return _find_page(recipient_id, is_unread_only=is_unread_only, page=page)


def count_unread(recipient_id: ObjectId) -> int:
    """Count a person's unread notifications."""
    return _get_first_page(recipient_id).unread_count


def get_notification(notification_id: ObjectId, *, recipient_id: ObjectId) -> Notification:
    """Return one of a person's notifications.

    Raises:
        NotFoundError: there is none, or it is somebody else's.
    """
    notification = notifications.find_by_id(notification_id)
    if notification is None or notification.recipient_id != recipient_id:
        raise NotFoundError("There is no such notification.")
    return notification


def list_missed(recipient_id: ObjectId, last_seq: int) -> tuple[dict[str, Any], ...]:
    """List the frames that a window which has seen `last_seq` has missed, oldest first, the unread count last.

    Where more than `MISSED_AT_MOST` were missed, the newest of them.
    """
    where = {"recipient_id": recipient_id, "seq": {"$gt": last_seq}}
    missed = notifications.find(where, sort=NEWEST_FIRST, limit=MISSED_AT_MOST)
    unread = unread_frame(get_inbox(recipient_id).unread_count)
    return (*(notification_frame(item) for item in reversed(missed)), unread)


def get_inbox(recipient_id: ObjectId) -> Inbox:
    """Return the counters of a person's notifications."""
    return inboxes.find_by_id(recipient_id) or Inbox(id=recipient_id)


def notification_frame(notification: Notification) -> dict[str, Any]:
    """Make the real-time message about a notification."""
    return {"type": "notification", "seq": notification.seq, "notification": notification_body(notification)}


def notification_body(notification: Notification) -> dict[str, Any]:
    """Write a notification as the contract says, for the HTTP API and for windows."""
    return {
        "id": str(notification.id),
        "seq": notification.seq,
        "kind": notification.kind.value,
        "message": notification.message,
        "data": notification.data,
        "is_read": notification.is_read,
        "created_at": notification.created_at.isoformat().replace("+00:00", "Z"),
    }


def unread_frame(count: int) -> dict[str, Any]:
    """Make the real-time message about the number of unread notifications."""
    return {"type": "unread", "count": count}


def _get_first_page(recipient_id: ObjectId) -> FirstPage:
    return cache.read_through(FIRST_PAGE, lambda: _load_first_page(recipient_id), id=recipient_id)


def _load_first_page(recipient_id: ObjectId) -> FirstPage:
    page = _find_page(recipient_id, is_unread_only=False, page=PageRequest(size=PAGE_SIZE))
    return FirstPage(
        unread_count=get_inbox(recipient_id).unread_count,
        items=page.items,
        count=page.count,
        count_is_lower_bound=page.count_is_lower_bound,
    )


def _find_page(recipient_id: ObjectId, *, is_unread_only: bool, page: PageRequest) -> Page[Notification]:
    where: dict[str, Any] = {"recipient_id": recipient_id}
    if is_unread_only:
        where["is_read"] = False
    return find_page(notifications, Notification, where, sort=NEWEST_FIRST, page=page)
