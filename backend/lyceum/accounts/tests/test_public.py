"""The door of accounts for other capabilities."""

import pytest
from bson import ObjectId

from lyceum.accounts import public as accounts
from lyceum.accounts.errors import UnfitNameError, WeakPasswordError
from lyceum.accounts.tests.factories import make_person
from lyceum.platform.errors import NotFoundError

ADA = {
    "username": "ada",
    "email": "ada@example.org",
    "name": "Ada",
    "password": None,
    "roles": ["instructor"],
}


def test_people_are_found_by_id_username_and_address():
    ada = make_person(username="Ada", name="Ada L.")

    for identifier in (ada.id, "ada", "ADA@example.com"):
        assert accounts.find_person(identifier) == accounts.Person(person_id=ada.person_id, name="Ada L.")


@pytest.mark.parametrize("identifier", ["", "x", "0" * 24, "a@b", "\x00"])
def test_who_is_nobody_is_not_found(identifier):
    assert accounts.find_person(identifier) is None
    with pytest.raises(NotFoundError):
        accounts.get_actor(identifier)


def test_many_people_cost_one_query(mongo_commands):
    people = [make_person(name=name) for name in "ab"]

    with mongo_commands.at_most(1):
        found = accounts.list_people([*(person.person_id for person in people), ObjectId()])

    assert {person.name for person in found.values()} == {"a", "b"}


def test_person_is_cached(mongo_commands):
    person_id = make_person(name="Ada").person_id
    accounts.get_person(person_id)
    accounts.get_person(person_id)

    with mongo_commands.at_most(0):
        assert accounts.get_person(person_id).name == "Ada"


def test_unknown_person_is_not_found():
    with pytest.raises(NotFoundError):
        accounts.get_person(ObjectId())


def test_commands_make_people():
    person = accounts.create_person(**ADA)

    assert accounts.get_actor("ada").user_id == person.person_id
    assert accounts.get_actor("ada").roles == {"student", "instructor"}


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"username": "a b"}, UnfitNameError),
        ({"email": "nowhere"}, UnfitNameError),
        ({"password": "ada"}, WeakPasswordError),
    ],
)
def test_commands_cannot_make_unfit_people(changes, refusal):
    with pytest.raises(refusal):
        accounts.create_person(**ADA | changes)
