"""Confirming e-mail addresses by policy, through the HTTP API and a real mail server."""

import pytest
from django.conf import settings

from lyceum.accounts.models import Account
from lyceum.accounts.public import create_person
from lyceum.accounts.tests.factories import make_person

VERIFY = "/api/auth/email/verify/"
RESEND = "/api/auth/email/resend/"
PASSWORD = "a poem about engines"
NEW = {"username": "ada", "email": "ada@example.org", "name": "Ada", "password": PASSWORD}


@pytest.fixture
def policy(monkeypatch):
    return lambda value: monkeypatch.setattr(settings, "EMAIL_VERIFICATION", value)


def register(api, **changes):
    return api.post("/api/auth/registration/", NEW | changes)


def sign_in(api, password=PASSWORD):
    return api.post("/api/auth/login/", {"username": "ada", "password": password})


def test_without_the_policy_no_mail_is_sent(api, receiver, run_outbox):
    assert "access" in register(api).json()
    run_outbox()

    assert receiver.mails == []


def test_optional_policy_signs_in_and_mails_a_link(api, policy, receiver, run_outbox):
    policy("optional")
    assert "access" in register(api, locale="ar").json()
    run_outbox()

    [mail] = receiver.mails
    assert "تأكيد" in mail.subject
    assert api.post(VERIFY, {"token": mail.token}).status_code == 204
    assert Account.objects.get().email_verified_at is not None


def test_mandatory_policy_lets_in_after_the_address_was_confirmed(api, policy, receiver, run_outbox):
    policy("mandatory")

    reply = register(api)

    assert reply.status_code == 201
    assert set(reply.json()) == {"user", "verification_required"}
    assert reply.json()["verification_required"] is True
    assert "lyceum_refresh" not in reply.cookies
    refused = sign_in(api)
    assert (refused.status_code, refused.json()["code"]) == (403, "email_not_verified")
    run_outbox()
    api.post(VERIFY, {"token": receiver.mails[0].token})
    assert sign_in(api).status_code == 200


def test_wrong_password_does_not_tell_that_the_address_is_to_be_confirmed(api, policy):
    policy("mandatory")
    register(api)

    assert sign_in(api, "not this one").status_code == 401


def test_people_made_by_command_are_let_in(api, policy):
    policy("mandatory")
    create_person(username="ada", email="a@b.de", name="Ada", password=PASSWORD, roles=[])

    assert sign_in(api).status_code == 200


def test_link_works_once(api, policy, receiver, run_outbox):
    policy("mandatory")
    register(api)
    run_outbox()
    token = receiver.mails[0].token
    api.post(VERIFY, {"token": token})

    reply = api.post(VERIFY, {"token": token})

    assert (reply.status_code, reply.json()["code"]) == (400, "link_expired")


def test_link_of_an_old_address_does_not_confirm_a_new_one(api, policy, receiver, run_outbox):
    policy("mandatory")
    register(api)
    run_outbox()
    account = Account.objects.get()
    account.email = "other@example.org"
    account.save()

    assert api.post(VERIFY, {"token": receiver.mails[0].token}).status_code == 400


def test_link_of_a_reset_does_not_confirm_and_the_other_way_round(api, policy, receiver, run_outbox):
    policy("mandatory")
    register(api)
    api.post("/api/auth/password/reset/", {"email": "ada@example.org"})
    run_outbox()
    tokens = [mail.token for mail in receiver.mails]

    assert [api.post(VERIFY, {"token": token}).status_code for token in tokens] == [204, 400]
    body = {"token": tokens[0], "new_password": "a song about looms"}
    assert api.post("/api/auth/password/reset/confirm/", body).status_code == 400


def test_link_is_sent_again_to_who_needs_it_only(api, policy, receiver, run_outbox):
    policy("mandatory")
    register(api)
    make_person(username="done")
    Account.objects.filter(username="done").update(email_verified_at="2026-01-01T00:00Z")

    emails = ["ada@example.org", "nobody@example.org", "done@example.com"]
    replies = [api.post(RESEND, {"email": email}) for email in emails]
    run_outbox()

    assert {reply.status_code for reply in replies} == {200}
    assert len({reply.content for reply in replies}) == 1
    assert [mail.to for mail in receiver.mails] == [["ada@example.org"]] * 2


@pytest.mark.parametrize("body", [{}, {"token": ""}, {"token": {}}, {"token": "a:b:c"}])
def test_malformed_token_is_refused(api, body):
    assert api.post(VERIFY, body).status_code == 400


@pytest.mark.parametrize("body", [{}, {"email": "x"}, {"email": []}])
def test_malformed_resend_is_refused(api, body):
    assert api.post(RESEND, body).status_code == 400
