"""Links that end one kind of mail for one person, without signing in; they do not expire, since mails do not either."""

from dataclasses import dataclass
from typing import Final

from bson import ObjectId
from django.conf import settings
from django.core import signing

from lyceum.accounts import public as accounts
from lyceum.notifications.rules.kinds import DIGEST, NotificationKind
from lyceum.platform.errors import NotFoundError

PATH: Final = "/api/notifications/unsubscribe/"
_SALT: Final = "lyceum.notifications.unsubscribe"
_SUBJECTS: Final = frozenset({*NotificationKind, DIGEST})


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """The mails of one kind, or the digests, to one person."""

    person_id: ObjectId
    subject: str


def make_unsubscribe_link(subscription: Subscription) -> str:
    """Return the address that ends these mails."""
    token = signing.dumps([str(subscription.person_id), subscription.subject], salt=_SALT)
    return f"{settings.PUBLIC_URL}{PATH}?token={token}"


def read_unsubscribe_token(token: str) -> Subscription:
    """Return which mails a token ends.

    Raises:
        NotFoundError: we have not made it.
    """
    try:
        person_id, subject = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        raise NotFoundError("There is no such link. Copy the whole address from the mail.") from None
    if subject not in _SUBJECTS:  # a kind of an older release
        raise NotFoundError("There are no such mails any more.")
    return Subscription(person_id=ObjectId(person_id), subject=subject)


def find_reader_language(person_id: ObjectId) -> str:
    """Return the language of a person (BCP 47); English for one who has gone."""
    person = accounts.find_correspondent(person_id)
    return "en" if person is None else person.language
