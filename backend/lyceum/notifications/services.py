"""Telling people things, once each, and marking them as read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bson import ObjectId

from lyceum.catalog import public as catalog
from lyceum.notifications import rules
from lyceum.notifications.documents import (
    Inbox,
    Notification,
    NotificationKind,
    inboxes,
    notifications,
)
from lyceum.notifications.selectors import (
    FIRST_PAGE,
    get_inbox,
    get_notification,
    notification_frame,
    unread_frame,
)
from lyceum.platform import cache, mongo, realtime
from lyceum.platform.clock import utc_now
from lyceum.platform.ids import derive_id

READ_AT_ONCE: Final = 200
BATCHES_AT_MOST: Final = 20
ERASED_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizResult:
    """How somebody did in a quiz."""

    attempt_id: ObjectId
    quiz_id: ObjectId
    quiz_title: str
    lesson_id: ObjectId
    course_id: ObjectId
    student_id: ObjectId
    percentage: int


def tell_enrolled(*, enrollment_id: ObjectId, student_id: ObjectId, course_id: ObjectId) -> None:
    """Tell a student that they have a place in a course."""
    course = _describe_course(course_id)
    _notify(
        student_id,
        fact=("enrolled", enrollment_id),
        kind=NotificationKind.ENROLLED,
        message=rules.enrolled_message(course_title=course["course_title"]),
        data={**course},
    )


def tell_milestone(*, student_id: ObjectId, course_id: ObjectId, percentage: int) -> None:
    """Tell a student that they have come as far as 25, 50, 75 or 100 per cent."""
    course = _describe_course(course_id)
    _notify(
        student_id,
        fact=("milestone", course_id, str(percentage)),
        kind=NotificationKind.MILESTONE,
        message=rules.milestone_message(course_title=course["course_title"], percentage=percentage),
        data={**course, "percentage": percentage},
    )


def tell_quiz_passed(result: QuizResult) -> None:
    """Tell a student that they have passed a quiz."""
    message = rules.quiz_passed_message(quiz_title=result.quiz_title, percentage=result.percentage)
    _tell_quiz_result(result, kind=NotificationKind.QUIZ_PASSED, message=message)


def tell_quiz_retry(result: QuizResult) -> None:
    """Tell a student that they have not passed a quiz yet."""
    message = rules.quiz_retry_message(quiz_title=result.quiz_title, percentage=result.percentage)
    _tell_quiz_result(result, kind=NotificationKind.QUIZ_RETRY, message=message)


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


def erase_personal_data(person_id: ObjectId) -> bool:
    """Delete some of a person's notifications, in the caller's transaction; tell whether none are left."""
    some = notifications.find({"recipient_id": person_id}, limit=ERASED_AT_ONCE)
    for notification in some:
        notifications.delete({"_id": notification.id})
    if len(some) == ERASED_AT_ONCE:
        return False
    inboxes.delete({"_id": person_id})
    cache.forget(FIRST_PAGE.key(id=person_id))
    return True


def _read_some(recipient_id: ObjectId, now: datetime) -> int:
    where = {"recipient_id": recipient_id, "is_read": False}
    unread = [item.id for item in notifications.find(where, limit=READ_AT_ONCE)]
    if unread:
        mongo.run_in_transaction(lambda: _read(unread, recipient_id, now))
    return len(unread)


def _describe_course(course_id: ObjectId) -> dict[str, str]:
    """Return what a text about a course is made of; a removed course has no title."""
    offer = catalog.find_course_offers([course_id]).get(course_id)
    return {
        "course": str(course_id),
        "course_title": "" if offer is None else offer.title,
        "course_slug": "" if offer is None else offer.slug,
    }


def _tell_quiz_result(result: QuizResult, *, kind: NotificationKind, message: str) -> None:
    _notify(
        result.student_id,
        fact=("quiz", result.attempt_id),
        kind=kind,
        message=message,
        data={
            **_describe_course(result.course_id),
            "lesson": str(result.lesson_id),
            "quiz": str(result.quiz_id),
            "quiz_title": result.quiz_title,
            "percentage": result.percentage,
        },
    )


def _notify(
    recipient_id: ObjectId,
    *,
    fact: tuple[ObjectId | str, ...],
    kind: NotificationKind,
    message: str,
    data: dict[str, str | int],
) -> None:
    """Store a notification and push it, unless the fact was told before."""

    def store() -> None:
        notification_id = derive_id(recipient_id, *fact)
        if notifications.find_by_id(notification_id) is not None:
            return
        inbox = _count_one_more(recipient_id)
        notification = Notification(
            id=notification_id,
            recipient_id=recipient_id,
            seq=inbox.last_seq,
            kind=kind,
            message=message,
            data=data,
            created_at=utc_now(),
        )
        notifications.insert_once(notification)
        _push(notification, inbox)

    mongo.run_in_transaction(store)


def _count_one_more(recipient_id: ObjectId) -> Inbox:
    """Take the recipient's next number, in the transaction that uses it."""
    one_more = {"$inc": {"last_seq": 1, "unread_count": 1}}
    if not inboxes.update({"_id": recipient_id}, one_more):
        inboxes.insert_once(Inbox(id=recipient_id, last_seq=1, unread_count=1))
    return get_inbox(recipient_id)


def _push(notification: Notification, inbox: Inbox) -> None:
    cache.forget(FIRST_PAGE.key(id=notification.recipient_id))
    realtime.push(notification.recipient_id, notification_frame(notification))
    realtime.push(notification.recipient_id, unread_frame(inbox.unread_count))


def _read(notification_ids: list[ObjectId], recipient_id: ObjectId, now: datetime) -> None:
    """Mark notifications as read, each by a guarded update of its own; part of a transaction."""
    is_read = {"$set": {"is_read": True, "expires_at": rules.expiry(read_at=now)}}
    newly_read = notifications.update_each(
        [({"_id": notification_id, "is_read": False}, is_read) for notification_id in notification_ids]
    )
    if newly_read:
        inboxes.update({"_id": recipient_id}, {"$inc": {"unread_count": -newly_read}})
        realtime.push(recipient_id, unread_frame(get_inbox(recipient_id).unread_count))
    cache.forget(FIRST_PAGE.key(id=recipient_id))
