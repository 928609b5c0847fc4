"""What administrators see: everybody, whole, and the audit log."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bson import ObjectId

from lyceum.accounts.documents import Profile, profiles
from lyceum.accounts.models import Account
from lyceum.accounts.rules.names import name_key
from lyceum.accounts.rules.search import words_of
from lyceum.accounts.selectors.people import Person, User, get_account, get_profile, list_people, user_of
from lyceum.platform import audit
from lyceum.platform.actors import Actor, Role
from lyceum.platform.errors import ForbiddenError
from lyceum.platform.paging import Page, PageRequest, find_page

FOUND_BY_ADDRESS: Final = 100
BY_NAME: Final = (("name", 1), ("_id", 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagedUser(User):
    """A person as administrators see them."""

    is_active: bool
    email_verified: bool
    invited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """An entry of the audit log with the name of who did it; None for commands."""

    entry_id: ObjectId
    position: int
    at: datetime
    actor: Person | None
    action: str
    subject_kind: str
    subject_id: ObjectId
    data: dict[str, Any]


def check_admin(actor: Actor) -> None:
    """Check that the actor administers the site.

    Raises:
        ForbiddenError: they do not.
    """
    if not actor.is_admin:
        raise ForbiddenError("Only administrators may do this.")


def get_managed_user(person_id: ObjectId) -> ManagedUser:
    """Return a person as administrators see them.

    Raises:
        NotFoundError: there is no such person.
    """
    profile = get_profile(person_id)
    return _managed(get_account(profile), profile)


def list_users(page: PageRequest, *, search: str = "", role: Role | None = None) -> Page[ManagedUser]:
    """Return one page of everybody, by name.

    `search` is the beginning of an e-mail address, with its '@', or of words of the name or username.
    """
    where = _where(search, role)
    found = find_page(profiles, Profile, where, sort=BY_NAME, page=page)
    accounts = Account.objects.in_bulk([profile.account_id for profile in found.items])
    return Page(
        items=tuple(
            _managed(accounts[profile.account_id], profile) for profile in found.items if profile.account_id in accounts
        ),
        count=found.count,
        count_is_lower_bound=found.count_is_lower_bound,
    )


def list_audit_entries(wanted: audit.AuditFilter, *, actor: Actor, limit: int) -> tuple[AuditEntry, ...]:
    """Return a piece of the audit log, the newest first.

    Raises:
        ForbiddenError: the actor does not administer the site.
    """
    check_admin(actor)
    found = audit.list_entries(wanted, limit=limit)
    people = list_people(entry.actor_id for entry in found)
    return tuple(
        AuditEntry(
            entry_id=entry.id,
            position=entry.position,
            at=entry.at,
            actor=people.get(entry.actor_id),
            action=entry.action,
            subject_kind=entry.subject_kind,
            subject_id=entry.subject_id,
            data=entry.data,
        )
        for entry in found
    )


def _where(search: str, role: Role | None) -> dict[str, Any]:
    everybody = (role or Role.STUDENT).value  # who is deleted has no role
    if "@" in search:
        accounts = Account.objects.filter(email_key__startswith=name_key(search.strip()))
        ids = list(accounts.values_list("pk", flat=True)[:FOUND_BY_ADDRESS])
        return {"account_id": {"$in": ids}, "roles": everybody}
    words = words_of(search)
    if not words:
        return {"roles": everybody}
    return {"search_terms": max(words, key=len), "roles": everybody}


def _managed(account: Account, profile: Profile) -> ManagedUser:
    user = user_of(account, profile)
    return ManagedUser(
        **{name: getattr(user, name) for name in User.__dataclass_fields__},
        is_active=account.is_active,
        email_verified=account.email_verified_at is not None,
        invited=not account.has_usable_password(),
    )
