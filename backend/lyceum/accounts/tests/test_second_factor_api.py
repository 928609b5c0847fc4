"""The second factor, through the HTTP API with codes as an authenticator app makes them."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from rest_framework.test import APIClient

from lyceum.accounts.models import Account
from lyceum.accounts.services import attempts, second_factor, sign_in
from lyceum.accounts.tests.factories import client_with, make_person

MFA = "/api/auth/mfa/"
SETUP, CONFIRM, DISABLE = f"{MFA}totp/", f"{MFA}totp/confirm/", f"{MFA}totp/disable/"
VERIFY, RECOVERY = f"{MFA}verify/", f"{MFA}recovery-codes/"
PASSWORD = "a poem about engines"
SECRET_LENGTH = 32


def code_of(secret, *, step=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def make_ada():
    return make_person(username="ada", password=PASSWORD)


def begin(person, password=PASSWORD):
    return person.client.post(SETUP, {"password": password})


def turn_on(person):
    """Turn the second factor on with the code of the step before; return the secret and the recovery codes."""
    setup = begin(person).json()
    body = {"setup_token": setup["setup_token"], "code": code_of(setup["secret"], step=-1)}
    reply = person.client.post(CONFIRM, body)
    assert reply.status_code == 200, reply.json()
    return setup["secret"], reply.json()["recovery_codes"]


def first_step(api, password=PASSWORD):
    return api.post("/api/auth/login/", {"username": "ada", "password": password})


def second_step(api, code, token=None, **headers):
    token = token or first_step(api).json()["mfa_token"]
    return api.post(VERIFY, {"mfa_token": token, "code": code}, **headers)


@pytest.fixture
def ada():
    return make_ada()


@pytest.fixture
def secret(ada):
    return turn_on(ada)[0]


def test_setup_gives_secret_address_and_picture_and_changes_nothing(ada, api):
    setup = begin(ada).json()

    assert len(setup["secret"]) == SECRET_LENGTH
    assert setup["otpauth_uri"].startswith("otpauth://totp/")
    assert f"secret={setup['secret']}&issuer=Lyceum" in setup["otpauth_uri"]
    assert "<svg" in setup["qr_svg"]
    assert "script" not in setup["qr_svg"]
    assert "access" in first_step(api).json()
    assert not Authenticator.objects.exists()


def test_turned_on_it_asks_for_a_code(ada, secret, api):
    reply = first_step(api)

    assert reply.status_code == 200
    body = reply.json()
    assert (body["mfa_required"], body["methods"]) == (True, ["totp", "recovery_codes"])
    assert set(body) == {"mfa_required", "mfa_token", "methods"}
    assert "lyceum_refresh" not in reply.cookies


def test_code_of_the_app_opens_a_session(ada, secret, api):
    reply = second_step(api, code_of(secret))

    assert reply.status_code == 200
    assert reply.json()["user"]["id"] == ada.id
    assert "lyceum_refresh" in reply.cookies
    assert client_with(reply.json()["access"]).get("/api/auth/user/").status_code == 200


def test_token_of_the_first_step_opens_nothing_else(ada, secret, api):
    token = first_step(api).json()["mfa_token"]

    assert client_with(token).get("/api/auth/user/").status_code == 401


def test_each_code_works_once(ada, secret, api):
    code = code_of(secret)
    assert second_step(api, code).status_code == 200

    reply = second_step(api, code)

    assert (reply.status_code, reply.json()["code"]) == (401, "wrong_code")


def test_code_of_the_setup_and_older_ones_do_not_work(ada, secret, api):
    assert second_step(api, code_of(secret, step=-1)).status_code == 401
    assert second_step(api, code_of(secret, step=-5)).status_code == 401


def test_code_used_twice_at_the_same_moment_works_once(ada, secret, api, in_threads):
    token, code = first_step(api).json()["mfa_token"], code_of(secret)

    replies = in_threads([lambda: second_step(APIClient(), code, token)] * 4)

    assert sorted(reply.status_code for reply in replies) == [200, 401, 401, 401]


def test_each_recovery_code_works_once(ada, api):
    _, codes = turn_on(ada)
    assert len(set(codes)) == 10

    assert second_step(api, codes[3]).status_code == 200
    assert second_step(api, codes[3]).status_code == 401
    assert second_step(api, codes[4]).status_code == 200
    assert ada.client.get(MFA).json()["recovery_codes_left"] == 8


def test_recovery_code_used_twice_at_the_same_moment_works_once(ada, api, in_threads):
    _, codes = turn_on(ada)
    token = first_step(api).json()["mfa_token"]

    replies = in_threads([lambda: second_step(APIClient(), codes[0], token)] * 4)

    assert sorted(reply.status_code for reply in replies) == [200, 401, 401, 401]


def test_new_recovery_codes_replace_the_old_ones(ada, api):
    _, old = turn_on(ada)

    new = ada.client.post(RECOVERY, {"password": PASSWORD}).json()["recovery_codes"]

    assert not set(old) & set(new)
    assert second_step(api, old[0]).status_code == 401
    assert second_step(api, new[0]).status_code == 200


def test_wrong_codes_must_wait(ada, secret, api):
    token = first_step(api).json()["mfa_token"]
    for _ in range(attempts.CODES.attempts):
        assert second_step(api, "000000", token).status_code == 401

    assert second_step(api, code_of(secret), token).status_code == 429
    assert second_step(api, code_of(secret), token, REMOTE_ADDR="198.51.100.1").status_code == 200


def test_first_step_expires(ada, secret, api, monkeypatch):
    token = first_step(api).json()["mfa_token"]
    monkeypatch.setattr(sign_in, "CHALLENGE_LIFE", -sign_in.CHALLENGE_LIFE)

    reply = second_step(api, code_of(secret), token)

    assert (reply.status_code, reply.json()["code"]) == (401, "sign_in_expired")


def test_changed_password_ends_what_began_with_the_old_one(ada, secret, api):
    token = first_step(api).json()["mfa_token"]
    ada.client.post("/api/auth/password/change/", {"old_password": PASSWORD, "new_password": "a song about looms"})

    assert second_step(api, code_of(secret), token).json()["code"] == "sign_in_expired"


def test_closed_account_stays_closed(ada, secret, api):
    token = first_step(api).json()["mfa_token"]
    Account.objects.update(is_active=False)

    assert second_step(api, code_of(secret), token).status_code == 401


def test_code_of_somebody_else_opens_nothing(ada, secret, api):
    grace = make_person(username="grace", password=PASSWORD)
    other, _ = turn_on(grace)

    assert second_step(api, code_of(other)).status_code == 401


@pytest.mark.parametrize(
    "body", [{}, {"mfa_token": "x"}, {"mfa_token": {}, "code": "1"}, {"mfa_token": "x", "code": "1" * 30}]
)
def test_malformed_second_step_is_refused(api, body):
    assert api.post(VERIFY, body).status_code == 400


def test_made_up_token_is_refused(api):
    assert api.post(VERIFY, {"mfa_token": "a:b:c", "code": "123456"}).status_code == 401


def test_wrong_code_does_not_turn_it_on(ada):
    setup = begin(ada).json()

    reply = ada.client.post(CONFIRM, {"setup_token": setup["setup_token"], "code": "000000"})

    assert (reply.status_code, reply.json()["code"]) == (400, "wrong_code")
    assert ada.client.get(MFA).json() == {"enabled": False, "methods": [], "recovery_codes_left": 0}


def test_setup_of_another_person_and_an_old_one_are_refused(ada, monkeypatch):
    grace = make_person(username="grace", password=PASSWORD)
    setup = begin(grace).json()
    body = {"setup_token": setup["setup_token"], "code": code_of(setup["secret"])}

    assert ada.client.post(CONFIRM, body).status_code == 400
    monkeypatch.setattr(second_factor, "SETUP_LIFE", -second_factor.SETUP_LIFE)
    assert grace.client.post(CONFIRM, body).status_code == 400


def test_turning_it_on_twice_at_the_same_moment_happens_once(ada, in_threads):
    setup = begin(ada).json()
    body = {"setup_token": setup["setup_token"], "code": code_of(setup["secret"])}

    replies = in_threads([lambda: client_with(ada.access).post(CONFIRM, body)] * 3)

    assert sorted(reply.status_code for reply in replies) == [200, 409, 409]


@pytest.mark.parametrize("url", [SETUP, DISABLE, RECOVERY])
def test_password_is_asked_for_again(ada, url):
    if url != SETUP:
        turn_on(ada)

    reply = ada.client.post(url, {"password": "not this one"})

    assert (reply.status_code, reply.json()["code"]) == (400, "wrong_password")
    assert ada.client.post(url, {}).status_code == 400
    assert ada.client.post(url, {"password": {"$ne": 1}}).status_code == 400


def test_turned_off_it_asks_for_no_code(ada, secret, api):
    assert ada.client.post(DISABLE, {"password": PASSWORD}).status_code == 204
    assert "access" in first_step(api).json()
    assert not Authenticator.objects.exists()


def test_what_is_on_or_off_already_is_refused(ada):
    assert ada.client.post(DISABLE, {"password": PASSWORD}).json()["code"] == "second_factor_off"
    assert ada.client.post(RECOVERY, {"password": PASSWORD}).json()["code"] == "second_factor_off"
    turn_on(ada)
    assert begin(ada).json()["code"] == "second_factor_on"


@pytest.mark.parametrize("url", [SETUP, CONFIRM, DISABLE, RECOVERY])
def test_nobody_has_no_second_factor(api, url):
    assert api.post(url, {"password": PASSWORD}).status_code == 401
    assert api.get(MFA).status_code == 401


def test_secrets_are_stored_encrypted(ada, secret):
    stored = repr(list(Authenticator.objects.values_list("data", flat=True)))

    assert secret not in stored
    assert settings.SECRET_KEY not in stored


def test_owner_is_told(ada, receiver, run_outbox):
    turn_on(ada)
    ada.client.post(DISABLE, {"password": PASSWORD})
    run_outbox()

    assert {mail.subject for mail in receiver.mails} == {
        "Signing in to Lyceum now needs a code",
        "Signing in to Lyceum no longer needs a code",
    }
