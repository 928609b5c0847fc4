"""Deleting people: the account at once, what other capabilities hold about them by the worker.

The profile stays as an id with no name, so that course statistics and the audit log keep something to refer to.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

import structlog
from allauth.mfa.models import Authenticator
from bson import ObjectId
from django.db import transaction

from lyceum.accounts.documents import Profile, data_exports, profiles
from lyceum.accounts.events import PersonalDataLeft, PersonDeleted, PersonRenamed
from lyceum.accounts.models import Account
from lyceum.accounts.ports import ErasedPart, Outcome, avatars, holders
from lyceum.accounts.selectors import people
from lyceum.accounts.selectors.administration import check_admin
from lyceum.accounts.services.administration import check_admin_is_left, lock_admins, record
from lyceum.accounts.services.confirmation import confirm_password
from lyceum.accounts.services.people import forget_person
from lyceum.accounts.services.sessions import revoke_sessions_of
from lyceum.platform import events, mongo
from lyceum.platform.actors import Actor

log = structlog.get_logger(__name__)

NOBODY_ANY_MORE: Final = "Deleted person"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptLine:
    """What becomes of one kind of data that one capability holds."""

    holder: str
    kind: str
    count: int
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was, and within moments will be, done about a person who is deleted."""

    person_id: ObjectId
    deleted_at: datetime
    items: tuple[ReceiptLine, ...]


def delete_own_account(actor: Actor, password: str, *, now: datetime) -> Receipt:
    """Delete the actor.

    Raises:
        WrongPasswordError: it is not their password.
        LastAdminError: nobody would be left to administer the site.
    """
    confirm_password(actor, password)
    return _delete(actor.user_id, actor=actor, now=now)


def delete_person(person_id: ObjectId, *, actor: Actor, now: datetime) -> Receipt:
    """Delete a person on behalf of an administrator.

    Raises:
        NotFoundError: there is no such person, or they are hidden from the actor.
        ForbiddenError: the actor does not administer the site.
        LastAdminError: nobody would be left to administer the site.
    """
    people.get_visible(person_id, actor=actor)
    check_admin(actor)
    return _delete(person_id, actor=actor, now=now)


def start_erasure(person_id: ObjectId) -> None:
    """Owe the erasure of what each capability holds; part of the running transaction."""
    for name in holders.get():
        events.announce(PersonalDataLeft(person_id=person_id, holder=name))


def erase_more(person_id: ObjectId, *, holder: str) -> None:
    """Have one capability erase some of what it holds, and come back for the rest."""
    if not holders.get()[holder].erase_personal_data(person_id):
        events.announce(PersonalDataLeft(person_id=person_id, holder=holder))


def _delete(person_id: ObjectId, *, actor: Actor, now: datetime) -> Receipt:
    profile = people.get_profile(person_id)
    account = people.get_account(profile)
    receipt = Receipt(person_id=person_id, deleted_at=now, items=_list_items(account, profile))
    mongo.run_in_transaction(partial(_delete_in_both, profile, actor=actor, now=now))
    forget_person(profile)
    log.info("person_deleted", person_id=str(person_id), by=actor.pk)
    return receipt


def _delete_in_both(profile: Profile, *, actor: Actor, now: datetime) -> None:
    """Delete the account and empty the profile; SQL commits first, right before MongoDB."""
    record(actor, "person_deleted", profile.id, {})
    profiles.replace(
        Profile(id=profile.id, account_id=-profile.account_id, name=NOBODY_ANY_MORE, roles=(), deleted_at=now)
    )
    data_exports.delete({"_id": profile.id})
    if profile.profile_picture:
        avatars.get().remove_avatar(profile.profile_picture)
    events.announce(PersonRenamed(person_id=profile.id, name=NOBODY_ANY_MORE))
    events.announce(PersonDeleted(person_id=profile.id))
    with transaction.atomic():
        check_admin_is_left(lock_admins(), without=profile.account_id)
        revoke_sessions_of(profile.account_id, now=now)
        Account.objects.filter(pk=profile.account_id).delete()


def _list_items(account: Account, profile: Profile) -> tuple[ReceiptLine, ...]:
    own = (
        ErasedPart(kind="account", count=1, outcome=Outcome.DELETED),
        ErasedPart(kind="profile", count=1, outcome=Outcome.DELETED),
        ErasedPart(kind="profile_picture", count=int(bool(profile.profile_picture)), outcome=Outcome.DELETED),
        ErasedPart(kind="sessions", count=account.sessions.count(), outcome=Outcome.DELETED),
        ErasedPart(
            kind="second_factor",
            count=Authenticator.objects.filter(user_id=account.pk).count(),
            outcome=Outcome.DELETED,
        ),
    )
    theirs = {name: holder.list_erasures(profile.id) for name, holder in holders.get().items()}
    return tuple(
        ReceiptLine(holder=name, kind=part.kind, count=part.count, outcome=part.outcome)
        for name, parts in {"accounts": own, **theirs}.items()
        for part in parts
        if part.count
    )
