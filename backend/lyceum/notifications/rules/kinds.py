"""What a person can be told about, and by which ways; free of storage and HTTP."""

from enum import StrEnum
from typing import Final


class NotificationKind(StrEnum):
    """What a notification is about; clients choose their text by it."""

    ENROLLED = "enrolled"
    QUEUED = "queued"
    SEAT_GRANTED = "seat_granted"
    MILESTONE = "milestone"
    CERTIFICATE = "certificate"
    QUIZ_PASSED = "quiz_passed"
    QUIZ_RETRY = "quiz_retry"
    ANNOUNCEMENT = "announcement"
    STREAK = "streak"


class Channel(StrEnum):
    """How a person is told: in the list of notifications, by mail, at once in an open window."""

    IN_APP = "in_app"
    MAIL = "mail"
    PUSH = "push"


DIGEST: Final = "digest"


def muted_name(kind: NotificationKind, channel: Channel) -> str:
    """Return the name under which it is stored that a person does not want this kind by this channel."""
    return f"{kind}.{channel}"
