"""People for the tests of every capability, signed in by a real session; without a password, which costs a hash."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from bson import ObjectId
from rest_framework.test import APIClient

from lyceum.accounts.models import Account
from lyceum.accounts.selectors.people import actor_of
from lyceum.accounts.services.people import NewPerson, register_person
from lyceum.accounts.services.sessions import start_session
from lyceum.platform.actors import Actor, Role
from lyceum.platform.clock import utc_now

_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class TestPerson:
    """A person and a client that is signed in as them."""

    __test__ = False  # not a class of tests

    person_id: ObjectId
    username: str
    email: str
    actor: Actor
    client: APIClient
    access: str
    refresh: str

    @property
    def id(self) -> str:
        return str(self.person_id)


def make_person(
    *,
    roles: Iterable[str] = ("student",),
    name: str = "Sam Student",
    username: str = "",
    password: str | None = None,
) -> TestPerson:
    """Make a person with these roles, signed in."""
    username = username or f"person{next(_numbers)}"
    new = NewPerson(
        username=username,
        email=f"{username}@example.com",
        name=name,
        password=password,
        roles=frozenset({Role.STUDENT, *map(Role, roles)}),
    )
    account, profile = register_person(new)
    signed_in = start_session(account, profile, user_agent="Test", now=utc_now())
    return TestPerson(
        person_id=profile.id,
        username=new.username,
        email=new.email,
        actor=actor_of(profile),
        client=client_with(signed_in.access),
        access=signed_in.access,
        refresh=signed_in.refresh,
    )


def client_with(access: str) -> APIClient:
    """Return a client that sends this access token."""
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {access}")
    return client


def close_account(person: TestPerson) -> None:
    """Close a person's account, as an administrator does."""
    Account.objects.filter(email=person.email).update(is_active=False)


def account_id_of(person: TestPerson) -> int:
    """Return the key of a person's account, as events of accounts name it."""
    return Account.objects.get(email=person.email).pk
