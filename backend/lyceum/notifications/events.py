"""Facts that notifications announces."""

from dataclasses import dataclass
from datetime import datetime

from bson import ObjectId

from lyceum.platform.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementPosted(Event):
    """An instructor has announced something; those who came to the course after an enrollment are still to be told."""

    announcement_id: ObjectId
    after_enrollment_id: ObjectId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementAddressed(Event):
    """Somebody is to be told of an announcement."""

    announcement_id: ObjectId
    recipient_id: ObjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementsLeft(Event):
    """A course that was removed may still have announcements."""

    course_id: ObjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestsDue(Event):
    """It is time to look for people whose digest is due."""

    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestDue(Event):
    """A digest is to be mailed, once for `due_at`: of what is unread and was not in the one before."""

    person_id: ObjectId
    due_at: datetime
    after_seq: int
    up_to_seq: int
