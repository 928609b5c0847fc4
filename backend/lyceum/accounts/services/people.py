"""Making and changing people: the account in SQL first, then the profile."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import structlog
from bson import ObjectId
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from pymongo.errors import DuplicateKeyError

from lyceum.accounts.documents import Profile, profiles
from lyceum.accounts.errors import UnfitNameError, WeakPasswordError
from lyceum.accounts.events import PersonRenamed
from lyceum.accounts.models import Account
from lyceum.accounts.ports import avatars
from lyceum.accounts.rules import names
from lyceum.accounts.rules.profiles import ProfileChanges, check_profile
from lyceum.accounts.rules.search import search_terms
from lyceum.accounts.selectors import people
from lyceum.accounts.selectors.people import Person, User
from lyceum.accounts.services.sessions import forget_sessions
from lyceum.platform import cache, events, mongo
from lyceum.platform.actors import Actor, Role
from lyceum.platform.clock import utc_now
from lyceum.platform.errors import FieldError, InvalidError

log = structlog.get_logger(__name__)

UNNAMED: Final = "Unnamed"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """What is needed to make a person; without a password nobody can sign in as them.

    `request_id` names the request that makes somebody without a password, so that its repetition finds what it left.
    """

    username: str
    email: str
    name: str
    password: str | None
    roles: frozenset[Role] = frozenset({Role.STUDENT})
    locale: str = "en"
    email_verified_at: datetime | None = None
    request_id: str | None = None


def create_person(*, username: str, email: str, name: str, password: str | None, roles: Iterable[str]) -> Person:
    """Make a person, for commands.

    Raises:
        UnfitNameError: username or e-mail cannot be used or are taken.
        WeakPasswordError: the password is too easy to guess.
    """
    new = NewPerson(
        username=username,
        email=email,
        name=name,
        password=password,
        roles=frozenset(map(Role, roles)),
        email_verified_at=utc_now(),  # whoever runs commands vouches for it
    )
    _, profile = register_person(new)
    return Person(person_id=profile.id, name=profile.name)


def register_person(new: NewPerson) -> tuple[Account, Profile]:
    """Store an account and its profile; of two at the same moment, the unique keys let one win.

    Raises:
        UnfitNameError: username or e-mail cannot be used or are taken.
        WeakPasswordError: the password is too easy to guess.
    """
    names.check_username(new.username)
    names.check_email(new.email)
    check_profile({"name": new.name, "locale": new.locale})
    account = Account(
        username=new.username,
        email=new.email,
        email_verified_at=new.email_verified_at,
        is_staff=Role.ADMIN in new.roles,
    )
    left = _find_left_by(new, account)
    if left is None:
        _check_free(account)
        _set_password(account, new)
        store_account(account)
    account = left or account
    profile = ensure_profile(account, name=new.name, roles=new.roles, locale=new.locale)
    log.info("person_registered", person_id=str(profile.id))
    return account, profile


def ensure_profile(
    account: Account, *, name: str = UNNAMED, roles: frozenset[Role] = frozenset(), locale: str = "en"
) -> Profile:
    """Return the profile of an account, made now where a crash or a lost store left none."""
    found = people.find_profile_of(account)
    if found is not None:
        return found
    profile = Profile(
        account_id=account.pk,
        name=name,
        roles=in_order(roles | _roles_of(account)),
        locale=locale,
        search_terms=search_terms(name, account.username),
    )
    try:
        profiles.insert(profile)
    except DuplicateKeyError:  # another request was quicker
        return ensure_profile(account)
    return profile


def change_profile(actor: Actor, changes: ProfileChanges) -> User:
    """Change the actor's own name, bio, locale, timezone or picture; `profile_picture` is a reference or "".

    Raises:
        UnfitNameError: one of them cannot be used.
    """
    check_profile(changes)
    profile = people.get_profile(actor.user_id)
    if changes:
        mongo.run_in_transaction(lambda: _store_changes(profile, changes))
        forget_person(profile)
    return people.get_user(actor.user_id)


def find_picture(media_id: ObjectId, *, actor: Actor) -> str:
    """Return the reference of a picture that the actor uploaded as their avatar.

    Raises:
        InvalidError: there is none, or it is somebody else's.
    """
    reference = avatars.get().find_own_avatar(media_id, owner_id=actor.user_id)
    if reference is None:
        message = "Upload a picture with the purpose `avatar` first."
        raise InvalidError(message, errors=(FieldError(field="profile_picture", code="invalid", message=message),))
    return reference


def _store_changes(profile: Profile, changes: ProfileChanges) -> None:
    profiles.update({"_id": profile.id}, {"$set": changes})
    if profile.profile_picture and changes.get("profile_picture", profile.profile_picture) != profile.profile_picture:
        avatars.get().remove_avatar(profile.profile_picture)
    name = changes.get("name", profile.name)
    if name != profile.name:
        rename(profile, name, username=people.get_account(profile).username)


def rename(profile: Profile, name: str, *, username: str) -> None:
    """Give a person another name; part of the running transaction.

    The profile is made stale before the news makes pages stale: none is made again from the old name.
    """
    profiles.update({"_id": profile.id}, {"$set": {"name": name, "search_terms": search_terms(name, username)}})
    cache.forget(people.PROFILE.key(id=profile.id))
    events.announce(PersonRenamed(person_id=profile.id, name=name))


def forget_person(profile: Profile) -> None:
    """Make everything stale that is kept about a person: first the profile, then who is behind their tokens."""
    cache.forget(people.PROFILE.key(id=profile.id))
    forget_sessions(profile.account_id)


def _check_free(account: Account) -> None:
    errors = []
    others = Account.objects.exclude(pk=account.pk)
    if others.filter(username_key=names.name_key(account.username)).exists():
        errors.append(_taken("username", "This username is taken."))
    if others.filter(email_key=names.name_key(account.email)).exists():
        errors.append(_taken("email", "An account with this e-mail address exists."))
    if errors:
        raise UnfitNameError("The name is taken.", errors=tuple(errors))


def _taken(field: str, message: str) -> FieldError:
    return FieldError(field=field, code="unique", message=message)


def _set_password(account: Account, new: NewPerson) -> None:
    if new.password is None:
        account.password = _no_password(new)
        return
    check_password_strength(new.password, account=account)
    account.set_password(new.password)


def _no_password(new: NewPerson) -> str:
    """Return what no password matches; it tells by which request the account was made, if that has a name."""
    return make_password(None) if new.request_id is None else f"{UNUSABLE_PASSWORD_PREFIX}{new.request_id}"


def _find_left_by(new: NewPerson, account: Account) -> Account | None:
    """Return the same account where this very request has made it before and died before it made the profile."""
    if new.password is not None or new.request_id is None:
        return None
    same = Account.objects.filter(
        username=account.username, email=account.email, is_staff=account.is_staff, password=_no_password(new)
    ).first()
    return same if same is not None and people.find_profile_of(same) is None else None


def check_password_strength(password: str, *, account: Account, field: str = "password") -> None:
    """Check a new password against the site's rules.

    Raises:
        WeakPasswordError: it breaks some; each is named.
    """
    try:
        validate_password(password, account)
    except ValidationError as refused:
        errors = tuple(
            FieldError(field=field, code=error.code or "invalid", message=message)
            for error in refused.error_list
            for message in error.messages
        )
        raise WeakPasswordError("Choose another password.", errors=errors) from None


def store_account(account: Account) -> None:
    """Store an account; of two with one name at the same moment one wins."""
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError:  # somebody took a name since we looked
        _check_free(account)
        raise


def _roles_of(account: Account) -> frozenset[Role]:
    return frozenset({Role.STUDENT, Role.ADMIN} if account.is_staff else {Role.STUDENT})


def in_order(roles: frozenset[Role]) -> tuple[Role, ...]:
    """Return roles as they are stored and shown."""
    return tuple(role for role in Role if role in roles)
