"""Days in a row: continuing them, and reminding in the evening those who are about to lose them."""

from datetime import date, datetime
from typing import Final

from bson import ObjectId

from lyceum.accounts import public as accounts
from lyceum.analytics import rules
from lyceum.analytics.documents import Streak, streaks
from lyceum.analytics.events import StreakAtRisk, StreakRemindersDue
from lyceum.analytics.selectors.dashboards import STREAK
from lyceum.notifications import public as notifications
from lyceum.platform import cache, mongo
from lyceum.platform.clock import local_day
from lyceum.platform.events import announce

LOOKED_AT_ONCE: Final = 50


def continue_streak(person_id: ObjectId, *, now: datetime) -> bool:
    """Note that a person did something today, where they live; tell whether it was the first thing today."""
    timezone = _timezone_of(person_id)
    today = local_day(now, timezone=timezone)
    known = streaks.find_by_id(person_id)
    last_day = None if known is None else date.fromisoformat(known.last_day)
    if last_day is not None and today <= last_day:
        return False
    length = rules.next_streak(last_day=last_day, length=0 if known is None else known.length, today=today)
    new = Streak(
        id=person_id,
        last_day=today.isoformat(),
        length=length,
        longest=max(length, 0 if known is None else known.longest),
        timezone=timezone,
        remind_at=rules.next_reminder(after=now, timezone=timezone),
    )
    if not streaks.replace(new):
        streaks.insert_once(new)
    cache.forget(STREAK.key(id=person_id))
    return True


def look_for_reminders(*, now: datetime) -> None:
    """Have the outbox look who is to be reminded; called once in each period."""
    mongo.run_in_transaction(lambda: announce(StreakRemindersDue(due_at=now)))


def start_reminders(*, due_at: datetime) -> None:
    """Owe a reminder to some of those for whom it is time, and to the others in a later turn; in a transaction."""
    some = streaks.find({"remind_at": {"$lte": due_at}}, limit=LOOKED_AT_ONCE)
    for streak in some:
        _start_reminder(streak, due_at)
    if len(some) == LOOKED_AT_ONCE:
        announce(StreakRemindersDue(due_at=due_at))


def tell_at_risk(event: StreakAtRisk) -> None:
    """Remind somebody in their list of notifications, unless they have done something since."""
    if _is_still_at_risk(event):
        notifications.tell_streak_at_risk(event.person_id, day=date.fromisoformat(event.day), days=event.days)


def mail_at_risk(event: StreakAtRisk) -> None:
    """Remind somebody by mail, unless they have done something since.

    Raises:
        MailNotSentError: the mail server did not take it.
    """
    if _is_still_at_risk(event):
        notifications.mail_streak_at_risk(event.person_id, day=date.fromisoformat(event.day), days=event.days)


def erase_personal_data(person_id: ObjectId) -> bool:
    """Delete a person's days in a row, in the caller's transaction; tell that nothing is left."""
    streaks.delete({"_id": person_id})
    cache.forget(STREAK.key(id=person_id))
    return True


def _start_reminder(streak: Streak, due_at: datetime) -> None:
    """Owe the reminder, once; who has moved is looked at in the evening of the new place, who is late not at all."""
    timezone = _timezone_of(streak.id)
    today = local_day(due_at, timezone=timezone)
    last_day = date.fromisoformat(streak.last_day)
    has_moved = timezone != streak.timezone and today <= last_day + rules.DAY
    evening = rules.next_reminder(after=due_at - rules.DAY, timezone=timezone)
    remind_at = evening if has_moved and evening > due_at else None
    streaks.update({"_id": streak.id}, {"$set": {"remind_at": remind_at, "timezone": timezone}})
    cache.forget(STREAK.key(id=streak.id))
    if remind_at is None and rules.is_at_risk(last_day=last_day, length=streak.length, today=today):
        announce(StreakAtRisk(person_id=streak.id, day=today.isoformat(), days=streak.length))


def _is_still_at_risk(event: StreakAtRisk) -> bool:
    streak = streaks.find_by_id(event.person_id)
    return streak is not None and streak.last_day < event.day


def _timezone_of(person_id: ObjectId) -> str:
    person = accounts.find_correspondent(person_id)
    return "UTC" if person is None else person.timezone
