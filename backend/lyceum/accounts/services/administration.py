"""What administrators do to people: inviting, changing, closing accounts, ending sessions. All of it is audited."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any, Final, TypedDict

import structlog
from bson import ObjectId
from django.db import transaction

from lyceum.accounts.documents import Profile, profiles
from lyceum.accounts.errors import LastAdminError, OwnRoleError, PasswordSetError
from lyceum.accounts.events import PersonInvited
from lyceum.accounts.models import Account
from lyceum.accounts.rules import names
from lyceum.accounts.rules.profiles import check_profile
from lyceum.accounts.selectors import people
from lyceum.accounts.selectors.administration import ManagedUser, check_admin, get_managed_user
from lyceum.accounts.services.people import (
    NewPerson,
    forget_person,
    in_order,
    register_person,
    rename,
    store_account,
)
from lyceum.accounts.services.sessions import revoke_sessions_of
from lyceum.platform import audit, events, mongo
from lyceum.platform.actors import Actor, Role

log = structlog.get_logger(__name__)

PERSON: Final = "person"


class PersonChanges(TypedDict, total=False):
    """New values that administrators give; what is absent stays."""

    name: str
    email: str
    roles: frozenset[Role]
    is_active: bool


def invite_person(new: NewPerson, *, actor: Actor) -> ManagedUser:
    """Make an account for somebody, who gets a mail with a link to choose a password.

    Raises:
        ForbiddenError: the actor does not administer the site.
        UnfitNameError: username or e-mail cannot be used or are taken.
    """
    check_admin(actor)
    account, profile = register_person(new)
    roles = [role.value for role in profile.roles]
    mongo.run_in_transaction(partial(_send_invitation, account, profile.id, actor=actor, data={"roles": roles}))
    return get_managed_user(profile.id)


def invite_again(person_id: ObjectId, *, actor: Actor) -> None:
    """Have another invitation mailed to somebody who has not chosen a password yet.

    Raises:
        NotFoundError: there is no such person, or they are hidden from the actor.
        ForbiddenError: the actor does not administer the site.
        PasswordSetError: they have.
    """
    profile = _get_managed(person_id, actor)
    account = people.get_account(profile)
    if account.has_usable_password():
        raise PasswordSetError("This person has chosen a password; they can reset it themselves.")
    mongo.run_in_transaction(partial(_send_invitation, account, person_id, actor=actor, data={}))


def change_person(person_id: ObjectId, changes: PersonChanges, *, actor: Actor, now: datetime) -> ManagedUser:
    """Change a person's name, address or roles, or close or open their account.

    Raises:
        NotFoundError: there is no such person, or they are hidden from the actor.
        ForbiddenError: the actor does not administer the site.
        OwnRoleError: administrators would lock themselves out.
        LastAdminError: nobody would be left to administer the site.
        UnfitNameError: a value cannot be used or is taken.
    """
    profile = _get_managed(person_id, actor)
    _check_changes(profile, changes, actor=actor)
    account = people.get_account(profile)
    mongo.run_in_transaction(partial(_store, profile, account, changes, actor=actor))
    if changes.get("is_active") is False:
        revoke_sessions_of(account.pk, now=now)
    forget_person(profile)
    log.info("person_changed", person_id=str(person_id), by=actor.pk, fields=sorted(changes))
    return get_managed_user(person_id)


def revoke_sessions(person_id: ObjectId, *, actor: Actor, now: datetime) -> int:
    """End all sessions of a person; return how many there were.

    Raises:
        NotFoundError: there is no such person, or they are hidden from the actor.
        ForbiddenError: the actor does not administer the site.
    """
    profile = _get_managed(person_id, actor)
    count = revoke_sessions_of(profile.account_id, now=now)
    record(actor, "sessions_revoked", person_id, {"count": count})
    return count


def record(actor: Actor, action: str, person_id: ObjectId, data: Mapping[str, Any]) -> None:
    """Note in the audit log what was done to a person."""
    audit.record(actor=actor, action=action, subject=audit.Subject(kind=PERSON, subject_id=person_id), data=data)


def lock_admins() -> frozenset[int]:
    """Lock, inside a transaction of SQL, who administers the site: until it ends nobody else can change who does.

    Always the first lock and in one order, so that two administrators who act on each other wait, not deadlock.
    """
    admins = Account.objects.select_for_update().filter(is_staff=True, is_active=True).order_by("pk")
    return frozenset(admins.values_list("pk", flat=True))


def check_admin_is_left(admins: frozenset[int], *, without: int) -> None:
    """Check that somebody administers the site when this account does not any more.

    Raises:
        LastAdminError: nobody would.
    """
    if admins == {without}:
        raise LastAdminError("Make somebody else an administrator first.")


def _get_managed(person_id: ObjectId, actor: Actor) -> Profile:
    people.get_visible(person_id, actor=actor)
    check_admin(actor)
    return people.get_profile(person_id)


def _check_changes(profile: Profile, changes: PersonChanges, *, actor: Actor) -> None:
    if "name" in changes:
        check_profile({"name": changes["name"]})
    if "email" in changes:
        names.check_email(changes["email"])
    loses_role = "roles" in changes and Role.ADMIN not in changes["roles"]
    if profile.id == actor.user_id and (loses_role or changes.get("is_active") is False):
        raise OwnRoleError("Ask another administrator to do this to you.")


def _store(profile: Profile, account: Account, changes: PersonChanges, *, actor: Actor) -> None:
    """Store changes in both stores with their audit entries; SQL commits first, right before MongoDB."""
    _record_changes(profile, account, changes, actor=actor)
    if "roles" in changes:
        roles = [role.value for role in in_order(changes["roles"] | {Role.STUDENT})]
        profiles.update({"_id": profile.id}, {"$set": {"roles": roles}})
    if changes.get("name", profile.name) != profile.name:
        rename(profile, changes["name"], username=account.username)
    with transaction.atomic():
        _store_in_sql(account.pk, changes)


def _store_in_sql(account_id: int, changes: PersonChanges) -> None:
    admins = lock_admins()
    account = Account.objects.select_for_update().get(pk=account_id)
    if "roles" in changes:
        account.is_staff = Role.ADMIN in changes["roles"]
    account.is_active = changes.get("is_active", account.is_active)
    if not (account.is_staff and account.is_active):
        check_admin_is_left(admins, without=account_id)
    if names.name_key(changes.get("email", account.email)) != account.email_key:
        account.email_verified_at = None
    account.email = changes.get("email", account.email)
    store_account(account)


def _record_changes(profile: Profile, account: Account, changes: PersonChanges, *, actor: Actor) -> None:
    if "roles" in changes:
        after = [role.value for role in in_order(changes["roles"] | {Role.STUDENT})]
        before = [role.value for role in profile.roles]
        if before != after:
            record(actor, "roles_changed", profile.id, {"before": before, "after": after})
    if changes.get("is_active", account.is_active) != account.is_active:
        record(actor, "person_activated" if changes["is_active"] else "person_deactivated", profile.id, {})
    fields = [name for name in ("name", "email") if name in changes]
    if fields:
        record(actor, "person_changed", profile.id, {"fields": fields})


def _send_invitation(account: Account, person_id: ObjectId, *, actor: Actor, data: Mapping[str, Any]) -> None:
    record(actor, "person_invited", person_id, data)
    events.announce(PersonInvited(account_id=account.pk))
