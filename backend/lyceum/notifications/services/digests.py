"""The daily digest: a mail at 08:00 where the person is, with what is new and unread."""

from datetime import datetime
from typing import Final

from bson import ObjectId
from django.conf import settings

from lyceum.accounts import public as accounts
from lyceum.notifications.documents import Preferences, notifications, preferences
from lyceum.notifications.events import DigestDue, DigestsDue
from lyceum.notifications.rules.digests import next_digest
from lyceum.notifications.rules.kinds import DIGEST
from lyceum.notifications.rules.messages import message_of
from lyceum.notifications.selectors.inbox import NEWEST_FIRST, get_inbox
from lyceum.notifications.selectors.unsubscribe_links import Subscription
from lyceum.notifications.services.mails import send_once
from lyceum.platform import mongo
from lyceum.platform.events import announce
from lyceum.platform.ids import derive_id

DUE_AT_ONCE: Final = 50
LINES: Final = 10
COUNTED_AT_MOST: Final = 100


def look_for_digests(*, now: datetime) -> None:
    """Have the outbox look who is to get a digest; called once in each period."""
    mongo.run_in_transaction(lambda: announce(DigestsDue(due_at=now)))


def start_digests(*, due_at: datetime) -> None:
    """Owe a digest to some of those for whom it is time, and to the others in a later turn; in a transaction."""
    some = preferences.find({"next_digest_at": {"$lte": due_at}}, limit=DUE_AT_ONCE)
    for chosen in some:
        _start_digest(chosen, due_at)
    if len(some) == DUE_AT_ONCE:
        announce(DigestsDue(due_at=due_at))


def mail_digest(event: DigestDue) -> None:
    """Mail somebody what is new and unread; nothing where nothing is.

    Raises:
        MailNotSentError: the mail server did not take it.
    """
    where = {
        "recipient_id": event.person_id,
        "is_read": False,
        "seq": {"$gt": event.after_seq, "$lte": event.up_to_seq},
    }
    unread = notifications.find(where, sort=NEWEST_FIRST, limit=COUNTED_AT_MOST)
    person = accounts.find_correspondent(event.person_id)
    if unread and person is not None:
        send_once(
            derive_id("digest", event.person_id, event.due_at.isoformat()),
            Subscription(person_id=event.person_id, subject=DIGEST),
            context={
                "count": len(unread),
                "lines": [message_of(item.kind, item.data, language=person.language) for item in unread[:LINES]],
                "link": f"{settings.PUBLIC_URL}/notifications",
            },
        )


def _start_digest(chosen: Preferences, due_at: datetime) -> None:
    """Set the next time, and owe the digest unless the person has moved: then it waits for 08:00 in the new place."""
    person = accounts.find_correspondent(chosen.id)
    if person is None or chosen.next_digest_at is None:
        _change(chosen.id, {"next_digest_at": None, "wants_digest": False})
        return
    changes = {
        "next_digest_at": next_digest(after=due_at, timezone=person.timezone),
        "digest_timezone": person.timezone,
    }
    if person.timezone != chosen.digest_timezone:
        _change(chosen.id, changes)
        return
    last_seq = get_inbox(chosen.id).last_seq
    _change(chosen.id, {**changes, "digested_seq": last_seq})
    if last_seq > chosen.digested_seq:
        due = DigestDue(
            person_id=chosen.id, due_at=chosen.next_digest_at, after_seq=chosen.digested_seq, up_to_seq=last_seq
        )
        announce(due)


def _change(person_id: ObjectId, changes: dict[str, object]) -> None:
    preferences.update({"_id": person_id}, {"$set": changes})
