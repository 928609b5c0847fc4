"""One's own profile, through the HTTP API."""

import pytest

from lyceum.accounts.events import PersonRenamed
from lyceum.accounts.tests.factories import make_person

URL = "/api/auth/user/"


def test_change_is_seen_by_the_next_read():
    ada = make_person(name="Ada")
    changes = {"name": "Ada L.", "bio": "Engines.", "locale": "pt-BR", "timezone": "Europe/Vienna"}

    reply = ada.client.patch(URL, changes)

    assert reply.status_code == 200
    assert reply.json() == ada.client.get(URL).json()
    assert reply.json() == reply.json() | changes


def test_names_roles_and_ids_cannot_be_changed():
    ada = make_person()
    before = ada.client.get(URL).json()

    reply = ada.client.patch(URL, {"roles": ["admin"], "username": "root", "email": "x@y.zz", "id": "0" * 24})

    assert (reply.status_code, reply.json()) == (200, before)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": {"$set": 1}}, "name"),
        ({"name": "a\u202eb"}, "name"),
        ({"bio": "x" * 2001}, "bio"),
        ({"locale": "English!"}, "locale"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"timezone": "../../etc/passwd"}, "timezone"),
    ],
)
def test_unfit_value_is_named_and_changes_nothing(changes, field):
    ada = make_person()
    before = ada.client.get(URL).json()

    reply = ada.client.patch(URL, {"bio": "new"} | changes)

    assert reply.status_code == 400
    assert [error["field"] for error in reply.json()["errors"]] == [field]
    assert ada.client.get(URL).json() == before


def test_nobody_has_no_profile(api):
    assert api.get(URL).status_code == 401
    assert api.patch(URL, {"name": "x"}).status_code == 401


def test_new_name_is_announced_and_an_old_one_is_not(hear):
    ada, heard = make_person(name="Ada"), hear(PersonRenamed)

    ada.client.patch(URL, {"name": "Ada", "bio": "Engines."})
    ada.client.patch(URL, {"name": "Ada L."})

    assert heard == [PersonRenamed(person_id=ada.person_id, name="Ada L.")]
