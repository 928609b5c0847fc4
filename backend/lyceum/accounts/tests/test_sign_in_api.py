"""Signing in and out, through the HTTP API."""

import pytest
from argon2 import low_level
from rest_framework.test import APIClient

from lyceum.accounts.documents import profiles
from lyceum.accounts.models import Account
from lyceum.accounts.services import attempts
from lyceum.accounts.tests.factories import client_with, make_person
from lyceum.platform import cache

URL = "/api/auth/login/"
PASSWORD = "a poem about engines"


@pytest.fixture
def ada():
    return make_person(username="Ada", password=PASSWORD)


def sign_in(client, username, password=PASSWORD, **headers):
    return client.post(URL, {"username": username, "password": password}, **headers)


@pytest.mark.parametrize("name", ["Ada", "ada", " ADA ", "ada@example.com", "ADA@Example.com"])
def test_username_or_address_opens_a_session(api, ada, name):
    reply = sign_in(api, name)

    assert reply.status_code == 200
    body = reply.json()
    assert body["user"]["id"] == ada.id
    assert body["token"] == body["access"]
    assert client_with(body["access"]).get("/api/auth/user/").status_code == 200
    assert "lyceum_refresh" in reply.cookies


def test_wrong_password_and_unknown_name_get_the_same_answer(api, ada):
    wrong, unknown = sign_in(api, "ada", "not this one"), sign_in(api, "grace")

    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()
    assert wrong.json()["code"] == "wrong_credentials"
    assert "lyceum_refresh" not in wrong.cookies


def test_unknown_name_costs_a_password_hash_as_well(api, ada, monkeypatch):
    hashed = []
    real = low_level.hash_secret
    monkeypatch.setattr(
        low_level, "hash_secret", lambda *given, **parameters: hashed.append(parameters) or real(*given, **parameters)
    )

    assert sign_in(api, "grace").status_code == 401

    assert len(hashed) == 1


def test_closed_account_gets_the_answer_of_a_wrong_password(api, ada):
    Account.objects.update(is_active=False)

    assert sign_in(api, "ada").json()["code"] == "wrong_credentials"


def test_person_without_a_password_cannot_be_signed_in_as(api):
    make_person(username="ghost")

    assert sign_in(api, "ghost", "!").status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"username": "ada"},
        {"username": "ada", "password": ""},
        {"username": {"$gt": ""}, "password": {"$gt": ""}},
        {"username": "a\x00", "password": "x"},
        {"username": "x" * 300, "password": "x"},
    ],
)
def test_malformed_sign_in_is_refused(api, body):
    assert api.post(URL, body).status_code == 400


def test_lost_profile_is_made_again(api, ada):
    profiles.delete({"_id": ada.person_id})
    cache.connection().flushall()

    body = sign_in(api, "ada").json()

    assert body["user"]["roles"] == ["student"]
    assert client_with(body["access"]).get("/api/auth/user/").status_code == 200


def test_too_many_wrong_passwords_must_wait(api, ada):
    for _ in range(attempts.PER_ACCOUNT_AND_ADDRESS.attempts):
        assert sign_in(api, "ada", "wrong").status_code == 401

    refused = sign_in(api, "ada")

    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= attempts.PER_ACCOUNT_AND_ADDRESS.window_s


def test_unknown_names_must_wait_as_known_ones_do(api):
    for _ in range(attempts.PER_ACCOUNT_AND_ADDRESS.attempts):
        sign_in(api, "grace", "wrong")

    assert sign_in(api, "grace").status_code == 429


def test_attacker_elsewhere_does_not_lock_the_owner_out(api, ada):
    for _ in range(attempts.PER_ACCOUNT_AND_ADDRESS.attempts + 1):
        sign_in(api, "ada", "wrong", REMOTE_ADDR="203.0.113.7")

    assert sign_in(api, "ada", REMOTE_ADDR="198.51.100.1").status_code == 200


def test_addresses_of_one_ipv6_network_count_as_one(api, ada):
    for number in range(attempts.PER_ACCOUNT_AND_ADDRESS.attempts):
        sign_in(api, "ada", "wrong", REMOTE_ADDR=f"2001:db8:0:1::{number:x}")

    assert sign_in(api, "ada", REMOTE_ADDR="2001:db8:0:1:ffff::1").status_code == 429
    assert sign_in(api, "ada", REMOTE_ADDR="2001:db8:0:2::1").status_code == 200


def test_attack_from_everywhere_does_not_lock_a_known_device_out(ada):
    laptop = APIClient()
    assert sign_in(laptop, "ada").status_code == 200
    account = str(Account.objects.get().pk)
    for number in range(attempts.PER_ACCOUNT.attempts):
        attempts.spend(attempts.sign_in_counters(account=account, address=f"203.0.113.{number}", device=None))

    assert sign_in(APIClient(), "ada", REMOTE_ADDR="198.51.100.1").status_code == 429
    assert sign_in(laptop, "ada").status_code == 200


def test_device_of_one_account_is_not_known_for_another(api, ada):
    make_person(username="grace", password=PASSWORD)
    assert sign_in(api, "grace").status_code == 200
    for _ in range(attempts.PER_ACCOUNT_AND_ADDRESS.attempts):
        sign_in(api, "ada", "wrong")

    assert sign_in(api, "ada").status_code == 429


def test_good_sign_ins_do_not_use_the_limits_up(ada):
    for _ in range(attempts.PER_ACCOUNT_AND_ADDRESS.attempts + 2):
        assert sign_in(APIClient(), "ada").status_code == 200


def test_limits_hold_without_redis(api, ada, without_redis):
    for _ in range(attempts.PER_ACCOUNT_AND_ADDRESS.attempts):
        assert sign_in(api, "ada", "wrong", REMOTE_ADDR="192.0.2.1").status_code == 401

    assert sign_in(api, "ada", REMOTE_ADDR="192.0.2.1").status_code == 429
    assert sign_in(api, "ada", REMOTE_ADDR="192.0.2.2").status_code == 200


def test_signing_out_ends_the_session(ada):
    assert ada.client.post("/api/auth/logout/").status_code == 204
    assert ada.client.get("/api/auth/user/").status_code == 401


def test_signing_out_without_being_signed_in_is_refused(api):
    reply = api.post("/api/auth/logout/")

    assert reply.status_code == 401
    assert reply["WWW-Authenticate"] == "Bearer"
