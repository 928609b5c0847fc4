"""Facts that analytics announces."""

from dataclasses import dataclass
from datetime import datetime

from bson import ObjectId

from lyceum.platform.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class StreakRemindersDue(Event):
    """It is time to look for people who are about to lose their streak."""

    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StreakAtRisk(Event):
    """Somebody's days in a row end with `day` (ISO 8601, where they live) unless they complete something on it."""

    person_id: ObjectId
    day: str
    days: int
