"""Telling people of streaks that they are about to lose; who that is, the caller knows."""

from datetime import date

from bson import ObjectId

from lyceum.notifications.selectors import facts
from lyceum.notifications.services.inbox import tell
from lyceum.notifications.services.mails import mail_fact


def tell_streak_at_risk(person_id: ObjectId, *, day: date, days: int) -> None:
    """Tell a person, once a day, that so many days in a row end with `day`."""
    tell(facts.streak_at_risk(person_id=person_id, day=day, days=days))


def mail_streak_at_risk(person_id: ObjectId, *, day: date, days: int) -> None:
    """Mail a person, once a day, that so many days in a row end with `day`.

    Raises:
        MailNotSentError: the mail server did not take it.
        MailRefusedError: it never will.
    """
    mail_fact(facts.streak_at_risk(person_id=person_id, day=day, days=days))
