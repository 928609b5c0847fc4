"""Reads of people: profiles, the accounts behind them, and what others may see of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bson import ObjectId

from lyceum.accounts.documents import PersonPart, PicturePart, Profile, profiles
from lyceum.accounts.models import Account
from lyceum.accounts.ports import avatars, learners
from lyceum.accounts.rules.names import name_key
from lyceum.platform import cache
from lyceum.platform.actors import Actor, Role
from lyceum.platform.errors import NotFoundError
from lyceum.platform.ids import is_id
from lyceum.platform.paging import Page, PageRequest, find_page

COUNTED_AT_MOST: Final = 100_000
PROFILE: Final = cache.declare(
    "user:{id}",
    kind=Profile,
    ttl_s=15 * 60,
    invalidated_by=("a person changes their profile", "an administrator changes roles"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person as others see them."""

    person_id: ObjectId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleCounts:
    """How many accounts there are, and how many people have each role; up to `COUNTED_AT_MOST` of each."""

    total: int
    by_role: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A person as they, and administrators, see themselves: profile and account."""

    person_id: ObjectId
    username: str
    email: str
    name: str
    roles: tuple[Role, ...]
    bio: str
    profile_picture: str
    locale: str
    timezone: str
    date_joined: datetime

    @property
    def is_student(self) -> bool:
        """Tell whether the person learns here; everybody does."""
        return Role.STUDENT in self.roles

    @property
    def is_instructor(self) -> bool:
        """Tell whether the person may author courses."""
        return Role.INSTRUCTOR in self.roles


def get_profile(person_id: ObjectId) -> Profile:
    """Return a profile, from the cache where it is there.

    Raises:
        NotFoundError: there is no such person.
    """
    return cache.read_through(PROFILE, lambda: _load_profile(person_id), id=person_id)


def find_profile(person_id: ObjectId) -> Profile | None:
    """Return a profile as it is stored now, or None."""
    return profiles.find_by_id(person_id)


def find_profile_of(account: Account) -> Profile | None:
    """Return the profile of an account, or None where it has not been made yet."""
    return profiles.find_one({"account_id": account.pk})


def get_user(person_id: ObjectId) -> User:
    """Return a person with their account.

    Raises:
        NotFoundError: there is no such person.
    """
    profile = get_profile(person_id)
    return user_of(get_account(profile), profile)


def get_account(profile: Profile) -> Account:
    """Return the account of a profile.

    Raises:
        NotFoundError: it is gone.
    """
    account = Account.objects.filter(pk=profile.account_id).first()
    if account is None:
        raise NotFoundError("There is no such person.")
    return account


def get_own_account(actor: Actor) -> Account:
    """Return the account of who is asking.

    Raises:
        NotFoundError: it is gone.
    """
    return get_account(get_profile(actor.user_id))


def user_of(account: Account, profile: Profile) -> User:
    """Put an account and its profile together."""
    return User(
        person_id=profile.id,
        username=account.username,
        email=account.email,
        name=profile.name,
        roles=profile.roles,
        bio=profile.bio,
        profile_picture=avatars.get().get_avatar_url(profile.profile_picture),
        locale=profile.locale,
        timezone=profile.timezone,
        date_joined=account.date_joined,
    )


def find_account(identifier: str) -> Account | None:
    """Return the account with this username or e-mail address, or None."""
    key = name_key(identifier.strip())
    if "\x00" in key:  # PostgreSQL stores no such text and refuses to look for one
        return None
    named = {"email_key": key} if "@" in key else {"username_key": key}
    return Account.objects.filter(**named).first()


def get_person(person_id: ObjectId) -> Person:
    """Return a person as others see them.

    Raises:
        NotFoundError: there is no such person.
    """
    return Person(person_id=person_id, name=get_profile(person_id).name)


def get_visible(person_id: ObjectId, *, actor: Actor) -> User | Person:
    """Return a person as the actor may see them.

    Whole to themselves and administrators; the name of instructors to all, of learners to those who teach them.

    Raises:
        NotFoundError: there is no such person, or they are hidden from the actor.
    """
    if actor.is_admin or person_id == actor.user_id:
        return get_user(person_id)
    profile = get_profile(person_id)
    if Role.INSTRUCTOR not in profile.roles and not _is_learner_of(profile, actor):
        raise NotFoundError("There is no such person.")
    return Person(person_id=profile.id, name=profile.name)


def _is_learner_of(profile: Profile, actor: Actor) -> bool:
    return (
        actor.is_instructor
        and profile.deleted_at is None
        and learners.get().is_learner_of(student_id=profile.id, instructor_id=actor.user_id)
    )


def list_people(person_ids: Iterable[ObjectId]) -> dict[ObjectId, Person]:
    """Return the people with these ids, in one query; unknown ids are left out."""
    wanted = list(set(person_ids))
    if not wanted:
        return {}
    found = profiles.find_as(PersonPart, {"_id": {"$in": wanted}}, limit=len(wanted))
    return {part.id: Person(person_id=part.id, name=part.name) for part in found}


def list_pictures(person_ids: Iterable[ObjectId]) -> frozenset[str]:
    """Return the references of the pictures that these people have, in one query."""
    wanted = list(set(person_ids))
    if not wanted:
        return frozenset()
    found = profiles.find_as(PicturePart, {"_id": {"$in": wanted}}, limit=len(wanted))
    return frozenset(part.profile_picture for part in found if part.profile_picture)


def find_person(identifier: str) -> Person | None:
    """Return the person with this id, username or e-mail address, or None."""
    profile = _find_profile(identifier)
    return None if profile is None else Person(person_id=profile.id, name=profile.name)


def get_actor(identifier: str) -> Actor:
    """Return the person with this id, username or e-mail address as an actor, for commands.

    Raises:
        NotFoundError: there is no such person.
    """
    profile = _find_profile(identifier)
    if profile is None:
        raise NotFoundError(f"There is no person {identifier!r}.")
    return actor_of(profile)


def find_actor_of(account: Account) -> Actor | None:
    """Return the person of an account as an actor, or None where there is no profile."""
    profile = find_profile_of(account)
    return None if profile is None else actor_of(profile)


def actor_of(profile: Profile, *, session_id: str = "") -> Actor:
    """Return the person as somebody who asks."""
    return Actor(
        user_id=profile.id,
        name=profile.name,
        roles=frozenset(profile.roles),
        session_id=session_id,
    )


def list_instructors(page: PageRequest) -> Page[Person]:
    """Return one page of those who author courses, by name."""
    where = {"roles": Role.INSTRUCTOR.value}
    found = find_page(profiles, PersonPart, where, sort=[("name", 1), ("_id", 1)], page=page)
    return found.map(lambda part: Person(person_id=part.id, name=part.name))


def _find_profile(identifier: str) -> Profile | None:
    profile = profiles.find_by_id(ObjectId(identifier)) if is_id(identifier) else None
    if profile is not None:
        return profile if profile.deleted_at is None else None
    account = find_account(identifier)
    return None if account is None else find_profile_of(account)


def _load_profile(person_id: ObjectId) -> Profile:
    profile = profiles.find_by_id(person_id)
    if profile is None:
        raise NotFoundError("There is no such person.")
    return profile


def count_people() -> PeopleCounts:
    """Count people, by the index of roles; no permission is checked."""
    return PeopleCounts(
        total=Account.objects.all()[:COUNTED_AT_MOST].count(),
        by_role={role.value: profiles.count({"roles": role.value}, limit=COUNTED_AT_MOST) for role in Role},
    )
