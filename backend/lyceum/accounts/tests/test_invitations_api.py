"""Invitations of people by administrators, through the HTTP API."""

import pytest

from lyceum.accounts.models import Account
from lyceum.accounts.tests.factories import make_person

URL = "/api/users/"
INVITATION = {"username": "new", "email": "new@example.org", "name": "Nia New", "roles": ["instructor"]}


@pytest.fixture
def people():
    return {
        "student": make_person(name="Stu"),
        "other": make_person(name="Otto"),
        "instructor": make_person(name="Ina", roles=["instructor"]),
        "admin": make_person(name="Adi", roles=["admin"]),
    }


def as_(who, people, api):
    return api if who == "nobody" else people[who].client


def test_invited_person_chooses_a_password_by_a_link(people, api, receiver, run_outbox):
    reply = people["admin"].client.post(URL, INVITATION)
    run_outbox()

    assert reply.status_code == 201
    assert reply.json()["roles"] == ["student", "instructor"]
    assert reply.json()["invited"] is True
    [mail] = receiver.mails
    assert mail.to == ["new@example.org"]
    assert "Hello Nia New" in mail.text
    body = {"token": mail.token, "new_password": "a song about looms"}
    assert api.post("/api/auth/password/reset/confirm/", body).status_code == 204
    assert api.post("/api/auth/password/reset/confirm/", body).status_code == 400
    login = {"username": "new", "password": "a song about looms"}
    assert api.post("/api/auth/login/", login).status_code == 200


def test_invitation_is_sent_again_until_there_is_a_password(people, receiver, run_outbox):
    admin = people["admin"].client
    url_of = f"{URL}{admin.post(URL, INVITATION).json()['id']}/invite/"
    assert admin.post(url_of).status_code == 204
    run_outbox()
    assert len(receiver.mails) == 2
    Account.objects.filter(username="new").update(password="set")

    assert admin.post(url_of).json()["code"] == "password_set"


def test_invitation_in_a_language(people, receiver, run_outbox):
    people["admin"].client.post(URL, INVITATION | {"locale": "ar"})
    run_outbox()

    assert "دعوة" in receiver.mails[0].subject


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"username": ""}, "username"),
        ({"username": "a@b"}, "username"),
        ({"email": "x"}, "email"),
        ({"name": "a\nb"}, "name"),
        ({"roles": ["king"]}, "roles.0"),
        ({"locale": "!"}, "locale"),
    ],
)
def test_malformed_invitation_is_refused(people, changes, field):
    reply = people["admin"].client.post(URL, INVITATION | changes)

    assert reply.status_code == 400
    assert reply.json()["errors"][0]["field"] == field
    assert Account.objects.count() == 4


@pytest.mark.parametrize(("who", "status"), [("nobody", 401), ("student", 403), ("instructor", 403)])
def test_others_cannot_invite(who, status, people, api):
    assert as_(who, people, api).post(URL, INVITATION).status_code == status
    assert Account.objects.count() == 4
