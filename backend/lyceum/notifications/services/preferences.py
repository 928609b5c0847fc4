"""Changing how one wants to be told."""

from datetime import datetime

from bson import ObjectId

from lyceum.accounts import public as accounts
from lyceum.notifications.documents import Preferences, preferences
from lyceum.notifications.rules.digests import next_digest
from lyceum.notifications.rules.kinds import DIGEST, Channel, NotificationKind, muted_name
from lyceum.notifications.selectors.inbox import get_inbox
from lyceum.notifications.selectors.preferences import Choices, get_preferences
from lyceum.notifications.selectors.unsubscribe_links import Subscription


def set_preferences(person_id: ObjectId, choices: Choices, *, wants_digest: bool, now: datetime) -> Preferences:
    """Set all of a person's choices: for each kind its channels, and whether they want a daily digest."""
    muted = [
        muted_name(kind, channel) for kind in NotificationKind for channel in Channel if not choices[kind][channel]
    ]
    changes = {"muted": muted, **_digest_changes(get_preferences(person_id), wants_digest=wants_digest, now=now)}
    preferences.update({"_id": person_id}, {"$set": changes}, upsert=True)
    return get_preferences(person_id)


def unsubscribe(subscription: Subscription) -> None:
    """End the mails of one kind, or the digests; ending them again changes nothing."""
    mine = {"_id": subscription.person_id}
    if subscription.subject == DIGEST:
        preferences.update(mine, {"$set": {"wants_digest": False, "next_digest_at": None}}, upsert=True)
    else:
        muted = muted_name(NotificationKind(subscription.subject), Channel.MAIL)
        preferences.update(mine, {"$addToSet": {"muted": muted}}, upsert=True)


def _digest_changes(chosen: Preferences, *, wants_digest: bool, now: datetime) -> dict[str, object]:
    """Return what changes about the digest; one that goes on keeps its time, one that begins tells of what is new."""
    if not wants_digest:
        return {"wants_digest": False, "next_digest_at": None}
    if chosen.wants_digest:
        return {}
    person = accounts.find_correspondent(chosen.id)
    timezone = "UTC" if person is None else person.timezone
    return {
        "wants_digest": True,
        "next_digest_at": next_digest(after=now, timezone=timezone),
        "digest_timezone": timezone,
        "digested_seq": get_inbox(chosen.id).last_seq,
    }
