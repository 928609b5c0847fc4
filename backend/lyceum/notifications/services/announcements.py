"""Announcing something to everybody in a course: the worker tells them page by page, each once."""

from datetime import datetime
from typing import Final, TypedDict

import structlog
from bson import ObjectId
from django.conf import settings

from lyceum.catalog import public as catalog
from lyceum.learning import public as learning
from lyceum.notifications.documents import Announcement, announcements
from lyceum.notifications.events import AnnouncementAddressed, AnnouncementPosted, AnnouncementsLeft
from lyceum.notifications.selectors import facts
from lyceum.notifications.selectors.announcements import (
    AnnouncementOverview,
    describe_announcement,
    get_authored_announcement,
)
from lyceum.notifications.services.inbox import tell
from lyceum.notifications.services.mails import mail_fact
from lyceum.platform import mongo
from lyceum.platform.actors import Actor
from lyceum.platform.events import announce
from lyceum.platform.mail_texts import RichText, render_for_mail

log = structlog.get_logger(__name__)

ADDRESSED_AT_ONCE: Final = 200
REMOVED_AT_ONCE: Final = 100


class AnnouncementChanges(TypedDict, total=False):
    """New values of an announcement; what is absent stays."""

    title: str
    body: str


def post_announcement(
    *, course_id: ObjectId, title: str, body: str, actor: Actor, now: datetime
) -> AnnouncementOverview:
    """Announce something to everybody in a course of the actor's own.

    Raises:
        NotFoundError: the course is absent or hidden.
        ForbiddenError: the actor may see it only.
    """
    catalog.get_authored_course(course_id, actor=actor)
    announcement = Announcement(
        course_id=course_id,
        author_id=actor.user_id,
        title=title,
        body=body,
        body_html=catalog.render_text(body, course_id=course_id),
        created_at=now,
        updated_at=now,
    )

    def store() -> None:
        announcements.insert(announcement)
        announce(AnnouncementPosted(announcement_id=announcement.id, after_enrollment_id=None))

    mongo.run_in_transaction(store)
    log.info("announcement_posted", announcement_id=str(announcement.id), course_id=str(course_id))
    return describe_announcement(announcement)


def change_announcement(
    announcement_id: ObjectId, changes: AnnouncementChanges, *, actor: Actor, now: datetime
) -> AnnouncementOverview:
    """Change the words of an announcement; nobody is told again.

    Raises:
        NotFoundError: it is absent or hidden.
        ForbiddenError: the actor may read it only.
    """
    announcement = get_authored_announcement(announcement_id, actor=actor)
    body = changes.get("body", announcement.body)
    html = catalog.render_text(body, course_id=announcement.course_id)
    announcements.update({"_id": announcement_id}, {"$set": {**changes, "body_html": html, "updated_at": now}})
    return describe_announcement(get_authored_announcement(announcement_id, actor=actor))


def remove_announcement(announcement_id: ObjectId, *, actor: Actor) -> None:
    """Delete an announcement; who has not been told of it yet never is.

    Raises:
        NotFoundError: it is absent or hidden.
        ForbiddenError: the actor may read it only.
    """
    get_authored_announcement(announcement_id, actor=actor)
    announcements.delete({"_id": announcement_id})
    log.info("announcement_removed", announcement_id=str(announcement_id))


def address_announcement(announcement_id: ObjectId, *, after_enrollment_id: ObjectId | None) -> None:
    """Owe an announcement to some of the course, and the others to a later turn; in the outbox's transaction."""
    announcement = announcements.find_by_id(announcement_id)
    if announcement is None:  # deleted since
        return
    some = learning.list_learners(
        announcement.course_id, after_enrollment_id=after_enrollment_id, limit=ADDRESSED_AT_ONCE
    )
    announce(
        *(AnnouncementAddressed(announcement_id=announcement_id, recipient_id=person) for person in some.student_ids)
    )
    if some.last_enrollment_id is not None:
        announce(AnnouncementPosted(announcement_id=announcement_id, after_enrollment_id=some.last_enrollment_id))


def tell_announcement(announcement_id: ObjectId, *, recipient_id: ObjectId) -> None:
    """Tell one person of an announcement, unless it was deleted since."""
    announcement = announcements.find_by_id(announcement_id)
    if announcement is not None:
        tell(facts.announced(announcement, recipient_id=recipient_id))


def mail_announcement(announcement_id: ObjectId, *, recipient_id: ObjectId) -> None:
    """Mail one person an announcement, unless it was deleted since.

    Raises:
        MailNotSentError: the mail server did not take it.
    """
    announcement = announcements.find_by_id(announcement_id)
    if announcement is not None:
        fact = facts.announced(announcement, recipient_id=recipient_id)
        mail_fact(fact, further={"body": _render_body(announcement)})


def _render_body(announcement: Announcement) -> RichText:
    course = f"{settings.PUBLIC_URL}/courses/{announcement.course_id}"
    return render_for_mail(announcement.body, lesson=lambda reference: f"{course}/lessons/{reference}")


def remove_announcements(course_id: ObjectId) -> None:
    """Delete some announcements of a course that is gone, and the others in a later turn."""
    some = announcements.find({"course_id": course_id}, limit=REMOVED_AT_ONCE)
    for announcement in some:
        announcements.delete({"_id": announcement.id})
    if len(some) == REMOVED_AT_ONCE:
        announce(AnnouncementsLeft(course_id=course_id))
