"""People as the mails of other capabilities need them; the address goes nowhere else."""

from dataclasses import dataclass

from bson import ObjectId

from lyceum.accounts.documents import profiles
from lyceum.accounts.models import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Correspondent:
    """Where and how to write to a person.

    `name` is empty where it is not known that the address is theirs: whoever registers with another's address must
    not be able to have a text of theirs sent there. `language` is a tag (BCP 47), `timezone` a name (IANA).
    """

    person_id: ObjectId
    email: str
    name: str
    language: str
    timezone: str


def find_correspondent(person_id: ObjectId) -> Correspondent | None:
    """Return where to write to a person, or None where they have gone or their account is closed."""
    profile = profiles.find_by_id(person_id)
    account = None if profile is None else Account.objects.filter(pk=profile.account_id, is_active=True).first()
    if profile is None or account is None:
        return None
    is_known = account.email_verified_at is not None or not account.has_usable_password()
    return Correspondent(
        person_id=person_id,
        email=account.email,
        name=profile.name if is_known else "",
        language=profile.locale,
        timezone=profile.timezone,
    )
