"""Reads of announcements: those who are in a course see them, and its instructor."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bson import ObjectId

from lyceum.accounts import public as accounts
from lyceum.accounts.public import Person
from lyceum.catalog import public as catalog
from lyceum.learning import public as learning
from lyceum.notifications.documents import Announcement, announcements
from lyceum.platform.actors import Actor
from lyceum.platform.errors import ForbiddenError, NotFoundError
from lyceum.platform.paging import Page, PageRequest, find_page

NEWEST_FIRST: Final = (("created_at", -1), ("_id", -1))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementOverview:
    """An announcement as people see it."""

    announcement_id: ObjectId
    course_id: ObjectId
    author: Person
    title: str
    body: str
    body_html: str
    created_at: datetime
    updated_at: datetime


def list_announcements(course_id: ObjectId, *, actor: Actor, page: PageRequest) -> Page[AnnouncementOverview]:
    """List the announcements of a course, the newest first.

    Raises:
        NotFoundError: the course is absent or hidden.
        NotEnrolledError: the actor sees the course, but has no place in it.
    """
    _check_may_read(course_id, actor=actor)
    found = find_page(announcements, Announcement, {"course_id": course_id}, sort=NEWEST_FIRST, page=page)
    people = accounts.list_people({item.author_id for item in found.items})
    return found.map(lambda item: _overview(item, people))


def get_announcement(announcement_id: ObjectId, *, actor: Actor) -> AnnouncementOverview:
    """Return an announcement of a course that the actor is in, or teaches.

    Raises:
        NotFoundError: it is absent or hidden.
    """
    return describe_announcement(get_readable_announcement(announcement_id, actor=actor))


def describe_announcement(announcement: Announcement) -> AnnouncementOverview:
    """Add the author's name and the addresses of media."""
    return _overview(announcement, accounts.list_people([announcement.author_id]))


def get_readable_announcement(announcement_id: ObjectId, *, actor: Actor) -> Announcement:
    """Return a stored announcement if the actor may read it.

    Raises:
        NotFoundError: it is absent or hidden.
    """
    announcement = announcements.find_by_id(announcement_id)
    if announcement is None:
        raise NotFoundError("There is no such announcement.")
    try:
        _check_may_read(announcement.course_id, actor=actor)
    except (ForbiddenError, NotFoundError):  # hidden and absent look the same
        raise NotFoundError("There is no such announcement.") from None
    return announcement


def get_authored_announcement(announcement_id: ObjectId, *, actor: Actor) -> Announcement:
    """Return a stored announcement if the actor may change it.

    Raises:
        NotFoundError: it is absent or hidden.
        ForbiddenError: the actor may read it only.
    """
    announcement = get_readable_announcement(announcement_id, actor=actor)
    catalog.get_authored_course(announcement.course_id, actor=actor)
    return announcement


def _check_may_read(course_id: ObjectId, *, actor: Actor) -> None:
    offer = catalog.get_course_offer(course_id, actor=actor)
    is_author = actor.is_admin or (actor.is_instructor and offer.instructor_id == actor.user_id)
    if not is_author:
        learning.check_enrolled(student_id=actor.user_id, course_id=course_id)


def _overview(item: Announcement, people: dict[ObjectId, Person]) -> AnnouncementOverview:
    return AnnouncementOverview(
        announcement_id=item.id,
        course_id=item.course_id,
        author=people.get(item.author_id) or Person(person_id=item.author_id, name=""),
        title=item.title,
        body=item.body,
        body_html=catalog.resolve_html(item.body_html, course_id=item.course_id),
        created_at=item.created_at,
        updated_at=item.updated_at,
    )
