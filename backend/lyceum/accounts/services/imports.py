"""Making many people at once, whom nobody can sign in as until somebody sets their passwords."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bson import ObjectId
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from lyceum.accounts.documents import Profile, profiles
from lyceum.accounts.errors import UnfitNameError
from lyceum.accounts.models import Account
from lyceum.accounts.rules import names
from lyceum.accounts.rules.search import search_terms
from lyceum.accounts.services.people import in_order
from lyceum.platform.actors import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDraft:
    """A person who is new, with an address that needs no verifying; administrators are not made so."""

    person_id: ObjectId
    username: str
    email: str
    name: str
    joined_at: datetime
    is_instructor: bool = False
    locale: str = "en"
    timezone: str = "UTC"


def create_people(drafts: Sequence[PersonDraft]) -> None:
    """Make people in two bulk writes: the accounts first, then the profiles.

    Raises:
        UnfitNameError: a username or e-mail cannot be used or is taken; nobody was made.
    """
    for draft in drafts:
        names.check_username(draft.username)
        names.check_email(draft.email)
    try:
        with transaction.atomic():
            accounts = Account.objects.bulk_create([_account(draft) for draft in drafts])
    except IntegrityError as error:  # the unique keys decide, as everywhere
        raise UnfitNameError("A username or an e-mail address is taken.") from error
    profiles.insert_all([_profile(draft, account) for draft, account in zip(drafts, accounts, strict=True)])


def _account(draft: PersonDraft) -> Account:
    """Return the account with its keys, which a bulk write does not make."""
    return Account(
        username=draft.username,
        username_key=names.name_key(draft.username),
        email=draft.email,
        email_key=names.name_key(draft.email),
        email_verified_at=draft.joined_at,
        date_joined=draft.joined_at,
        password=make_password(None),
    )


def _profile(draft: PersonDraft, account: Account) -> Profile:
    roles = frozenset({Role.STUDENT, Role.INSTRUCTOR} if draft.is_instructor else {Role.STUDENT})
    return Profile(
        id=draft.person_id,
        account_id=account.pk,
        name=draft.name,
        roles=in_order(roles),
        locale=draft.locale,
        timezone=draft.timezone,
        search_terms=search_terms(draft.name, draft.username),
    )
