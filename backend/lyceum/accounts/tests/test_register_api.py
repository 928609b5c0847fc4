"""Registering, through the HTTP API."""

import pytest
from rest_framework.test import APIClient

from lyceum.accounts.documents import profiles
from lyceum.accounts.models import Account
from lyceum.accounts.services import attempts
from lyceum.accounts.tests.factories import client_with, make_person

URL = "/api/auth/registration/"
PASSWORD = "a poem about engines"


def registration(**changes):
    return {
        "username": "ada",
        "email": "ada@example.org",
        "name": "Ada Lovelace",
        "password": PASSWORD,
    } | changes


def test_registering_signs_in_as_a_student(api):
    reply = api.post(URL, registration())

    assert reply.status_code == 201
    body = reply.json()
    assert body["token"] == body["access"]
    assert body["user"]["username"] == "ada"
    assert body["user"]["email"] == "ada@example.org"
    assert body["user"]["roles"] == ["student"]
    assert (body["user"]["is_student"], body["user"]["is_instructor"]) == (True, False)
    assert client_with(body["access"]).get("/api/auth/user/").json() == body["user"]


def test_refresh_token_is_in_a_cookie_that_pages_cannot_read(api):
    reply = api.post(URL, registration())

    cookie = reply.cookies["lyceum_refresh"]
    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["path"]) == ("Strict", "/api/auth/")
    assert cookie.value not in reply.content.decode()


def test_password_is_stored_as_argon2id_with_the_parameters_of_owasp(api):
    api.post(URL, registration())

    assert Account.objects.get().password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


def test_roles_cannot_be_taken_by_registering(api):
    body = api.post(URL, registration(roles=["admin"], is_staff=True)).json()

    assert body["user"]["roles"] == ["student"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"username": "ADA"}, "username"),
        ({"username": "\uff21da"}, "username"),
        ({"email": "ADA@Example.Org"}, "email"),
    ],
)
def test_name_that_somebody_has_is_refused(api, changes, field):
    api.post(URL, registration())

    reply = api.post(URL, registration(username="grace", email="grace@example.org") | changes)

    assert reply.status_code == 400
    assert [(error["field"], error["code"]) for error in reply.json()["errors"]] == [(field, "unique")]
    assert Account.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"username": ""}, "username"),
        ({"username": "ada@home"}, "username"),
        ({"username": {"$gt": ""}}, "username"),
        ({"username": "x" * 65}, "username"),
        ({"email": "nowhere"}, "email"),
        ({"email": ["a@b.de"]}, "email"),
        ({"name": "Ada\nBcc: all"}, "name"),
        ({"name": None}, "name"),
        ({"password": "short"}, "password"),
        ({"password": "1029384756102"}, "password"),
        ({"password": "adaadaada@example.org"}, "password"),
        ({"password": "x" * 257}, "password"),
        ({"password": {"$ne": None}}, "password"),
    ],
)
def test_unfit_field_is_named(api, changes, field):
    reply = api.post(URL, registration(**changes))

    assert reply.status_code == 400
    assert {error["field"] for error in reply.json()["errors"]} == {field}
    assert not Account.objects.exists()
    assert not profiles.find({}, limit=1)


@pytest.mark.parametrize("body", ["", "[]", "{", '"text"', '{"username": "\\ud800"}'])
def test_malformed_body_is_refused(api, body):
    reply = api.post(URL, body, content_type="application/json")

    assert reply.status_code == 400
    assert reply["Content-Type"] == "application/problem+json"


def test_of_two_registrations_at_the_same_moment_one_wins(in_threads):
    spellings = ["Turing", "turing", "TURING", "tUrInG"]

    replies = in_threads(
        [
            lambda name=name: APIClient().post(URL, registration(username=name, email=f"{name}@example.org"))
            for name in spellings
        ]
    )

    assert sorted(reply.status_code for reply in replies) == [201, 400, 400, 400]
    assert Account.objects.count() == 1
    assert len(profiles.find({}, limit=10)) == 1


def test_of_two_registrations_of_one_address_at_the_same_moment_one_wins(in_threads):
    emails = ["alan@example.org", "Alan@Example.ORG", "ALAN@EXAMPLE.ORG"]

    replies = in_threads(
        [
            lambda number=number, email=email: APIClient().post(
                URL, registration(username=f"alan{number}", email=email)
            )
            for number, email in enumerate(emails)
        ]
    )

    assert sorted(reply.status_code for reply in replies) == [201, 400, 400]
    assert len(profiles.find({}, limit=10)) == 1


def test_too_many_registrations_from_one_address_must_wait(api):
    counters = attempts.registration_counters(address="127.0.0.1")
    for _ in range(attempts.REGISTRATIONS.attempts):
        attempts.spend(counters)

    reply = api.post(URL, registration())

    assert reply.status_code == 429
    assert int(reply["Retry-After"]) > 0


def test_person_of_the_factory_is_whole():
    person = make_person(roles=["instructor"])

    assert person.client.get("/api/auth/user/").json()["roles"] == ["student", "instructor"]
