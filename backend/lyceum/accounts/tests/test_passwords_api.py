"""Changing a password and choosing one by a mailed link, through the HTTP API and a real mail server."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from rest_framework.test import APIClient

from lyceum.accounts.models import Account, Session
from lyceum.accounts.services import attempts
from lyceum.accounts.tests.factories import make_person
from lyceum.platform import errands

CHANGE = "/api/auth/password/change/"
RESET = "/api/auth/password/reset/"
CONFIRM = "/api/auth/password/reset/confirm/"
OLD, NEW = "a poem about engines", "a song about looms"


@pytest.fixture
def ada():
    return make_person(username="ada", name="Ada", password=OLD)


@pytest.fixture
def link_token(ada, api, receiver, run_outbox):
    api.post(RESET, {"email": ada.email})
    run_outbox()
    return receiver.mails.pop().token


def sign_in(password, name="ada"):
    return APIClient().post("/api/auth/login/", {"username": name, "password": password})


def change(person, old=OLD, new=NEW):
    return person.client.post(CHANGE, {"old_password": old, "new_password": new})


def confirm(token, new=NEW):
    return APIClient().post(CONFIRM, {"token": token, "new_password": new})


def test_changed_password_counts_at_once(ada):
    assert change(ada).status_code == 204
    assert sign_in(OLD).status_code == 401
    assert sign_in(NEW).status_code == 200


def test_changing_ends_the_other_sessions_only(ada):
    other = APIClient()
    other.credentials(HTTP_AUTHORIZATION=f"Bearer {sign_in(OLD).json()['access']}")

    change(ada)

    assert other.get("/api/auth/user/").status_code == 401
    assert ada.client.get("/api/auth/user/").status_code == 200


def test_changing_needs_the_present_password(ada):
    reply = change(ada, old="not this one")

    assert reply.status_code == 400
    assert reply.json()["code"] == "wrong_password"
    assert reply.json()["errors"][0]["field"] == "old_password"
    assert sign_in(OLD).status_code == 200


def test_guessing_the_present_password_must_wait(ada):
    for _ in range(attempts.CONFIRMATIONS.attempts):
        assert change(ada, old="not this one").status_code == 400

    assert change(ada).status_code == 429


@pytest.mark.parametrize("new", ["short", "12345678901234", "adaadaada@example.com"])
def test_weak_password_is_refused(ada, new):
    reply = change(ada, new=new)

    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, "new_password")
    assert sign_in(OLD).status_code == 200


@pytest.mark.parametrize("body", [{}, {"old_password": OLD}, {"old_password": OLD, "new_password": {"$ne": 1}}, []])
def test_malformed_change_is_refused(ada, body):
    assert ada.client.post(CHANGE, body).status_code == 400


def test_nobody_cannot_change_a_password(api):
    assert api.post(CHANGE, {"old_password": OLD, "new_password": NEW}).status_code == 401


def test_owner_is_told_of_a_change(ada, receiver, run_outbox):
    change(ada)
    run_outbox()

    [mail] = receiver.mails
    assert (mail.to, mail.subject) == ([ada.email], "Your password for Lyceum was changed")


def test_link_sets_a_password_and_ends_all_sessions(ada, link_token):
    assert confirm(link_token).status_code == 204
    assert ada.client.get("/api/auth/user/").status_code == 401
    assert sign_in(OLD).status_code == 401
    assert sign_in(NEW).status_code == 200


def test_mail_has_text_and_html_with_the_link(ada, api, receiver, run_outbox):
    api.post(RESET, {"email": ada.email.upper()})
    run_outbox()

    [mail] = receiver.mails
    assert mail.to == [ada.email]
    assert mail.subject == "Choose a new password for Lyceum"
    assert f"{settings.PUBLIC_URL}/set-password#token={mail.token}" in mail.html


def test_mail_is_in_the_language_of_the_person(ada, api, receiver, run_outbox):
    ada.client.patch("/api/auth/user/", {"locale": "ar"})
    api.post(RESET, {"email": ada.email})
    run_outbox()

    [mail] = receiver.mails
    assert "اختيار كلمة مرور" in mail.subject
    assert 'dir="rtl"' in mail.html


def test_no_text_of_a_stranger_is_sent_to_an_address_that_was_not_confirmed(api, receiver, run_outbox):
    make_person(username="spam", name="Win money at evil.example", password=OLD)
    api.post(RESET, {"email": "spam@example.com"})
    run_outbox()

    assert "evil" not in receiver.mails[0].text


@pytest.mark.parametrize("email", ["nobody@example.com", "ada@example.com"])
def test_answer_does_not_tell_whether_somebody_has_the_address(ada, api, email, mongo_commands):
    before = len(mongo_commands.counted)

    reply = api.post(RESET, {"email": email})

    assert reply.status_code == 200
    assert reply.json() == {"detail": "If the address is known here, a mail with a link is on its way."}
    assert mongo_commands.counted[before:] == ["insert errands"]


def test_nothing_is_mailed_to_strangers_and_closed_accounts(ada, api, receiver, run_outbox):
    Account.objects.update(is_active=False)

    for email in (ada.email, "nobody@example.com"):
        assert api.post(RESET, {"email": email}).status_code == 200
    run_outbox()

    assert receiver.mails == []


@pytest.mark.parametrize("body", [{}, {"email": "ada"}, {"email": {"$gt": ""}}, {"email": "x" * 300 + "@a.de"}])
def test_malformed_reset_is_refused(api, body):
    assert api.post(RESET, body).status_code == 400


def test_link_works_once(link_token):
    confirm(link_token)

    reply = confirm(link_token, new="another song about looms")

    assert (reply.status_code, reply.json()["code"]) == (400, "link_expired")
    assert sign_in(NEW).status_code == 200


def test_link_used_twice_at_the_same_moment_works_once(link_token, in_threads):
    words = ["wind", "rain", "snow", "hail"]

    replies = in_threads([lambda word=word: confirm(link_token, new=f"a song about {word}") for word in words])

    assert sorted(reply.status_code for reply in replies) == [204, 400, 400, 400]


def test_older_link_works_no_more_once_a_newer_was_used(ada, api, link_token, receiver, run_outbox):
    api.post(RESET, {"email": ada.email})
    run_outbox()
    confirm(receiver.mails[-1].token)

    assert confirm(link_token).status_code == 400


def test_link_expires(link_token, monkeypatch):
    monkeypatch.setattr(settings, "PASSWORD_RESET_LIFETIME", timedelta(seconds=-1))

    assert confirm(link_token).json()["code"] == "link_expired"


def test_link_of_a_closed_account_does_not_work(link_token):
    Account.objects.update(is_active=False)

    assert confirm(link_token).status_code == 400


def test_weak_password_leaves_the_link_good(link_token):
    assert confirm(link_token, new="short").json()["errors"][0]["field"] == "new_password"
    assert confirm(link_token).status_code == 204


@pytest.mark.parametrize("token", ["x", "a:b:c", "", {"$ne": ""}, "é" * 50])
def test_made_up_link_is_refused(api, token):
    assert api.post(CONFIRM, {"token": token, "new_password": NEW}).status_code == 400


def test_changed_link_is_refused(link_token):
    assert confirm(re.sub(r"^.", lambda found: "A" if found[0] != "A" else "B", link_token)).status_code == 400


def test_mail_server_that_is_away_keeps_nobody_waiting_and_gets_the_mail_later(ada, api, receiver):
    receiver.stop()
    assert api.post(RESET, {"email": ada.email}).status_code == 200
    errands.run_once()
    [waiting] = errands.errands.find({}, limit=2)
    assert (waiting.tries, ada.email in waiting.error) == (1, False)

    receiver.start()
    errands.errands.update({"_id": waiting.id}, {"$set": {"next_at": waiting.created_at}})
    errands.run_once()

    assert [mail.to for mail in receiver.mails] == [[ada.email]]
    assert not errands.errands.find({}, limit=1)


def test_queue_holds_no_token(ada, api):
    api.post(RESET, {"email": ada.email})

    [row] = errands.errands.find({}, limit=2)
    assert set(row.data) == {"account_id"}


def test_nobody_is_flooded_with_mails(ada, api, receiver, run_outbox):
    for _ in range(attempts.MAILS_PER_ACCOUNT.attempts + 3):
        assert api.post(RESET, {"email": ada.email}).status_code == 200
    run_outbox()

    assert len(receiver.mails) == attempts.MAILS_PER_ACCOUNT.attempts


def test_asking_for_many_addresses_must_wait(api):
    for number in range(attempts.MAILS_PER_ADDRESS.attempts):
        assert api.post(RESET, {"email": f"person{number}@example.com"}).status_code == 200

    assert api.post(RESET, {"email": "one@example.com"}).status_code == 429


def test_owner_who_was_locked_out_comes_back_by_a_link(ada, link_token):
    account = str(Account.objects.get().pk)
    for number in range(attempts.PER_ACCOUNT.attempts):
        attempts.spend(attempts.sign_in_counters(account=account, address=f"203.0.113.{number}", device=None))
    assert sign_in(OLD).status_code == 429

    confirm(link_token)

    assert sign_in(NEW).status_code == 200


def test_sessions_of_others_stay(ada, link_token):
    grace = make_person()

    confirm(link_token)

    assert grace.client.get("/api/auth/user/").status_code == 200
    assert Session.objects.filter(revoked_at=None).count() == 1
