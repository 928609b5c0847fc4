"""The daily digest: who gets it, when, and with what."""

from datetime import timedelta

import pytest

from lyceum.accounts.tests.factories import close_account, make_person
from lyceum.notifications.documents import preferences
from lyceum.notifications.rules.digests import next_digest
from lyceum.notifications.services import digests
from lyceum.notifications.tests.factories import notify
from lyceum.notifications.tests.test_preferences_api import EVERYTHING, URL
from lyceum.platform.clock import utc_now


@pytest.fixture
def person():
    return subscriber()


def subscriber(timezone="Europe/Vienna"):
    person = make_person()
    person.client.patch("/api/auth/user/", {"timezone": timezone})
    person.client.put(URL, {**EVERYTHING, "digest": True})
    return person


@pytest.fixture
def morning(run_outbox):
    """Let a day and a bit pass for the digests: look for those that are due by then."""
    past = {"days": 0}

    def look():
        past["days"] += 1
        digests.look_for_digests(now=utc_now() + timedelta(days=past["days"], hours=1))
        run_outbox()

    return look


def test_it_tells_what_is_new_and_unread_newest_first(person, receiver, morning):
    notify(person, times=12)
    newest = person.client.get("/api/notifications/").json()["results"][0]
    person.client.post(f"/api/notifications/{newest['id']}/read/")
    morning()

    [mail] = receiver.mails
    assert (mail.to, mail.subject) == ([person.email], "11 new in Lyceum")
    assert mail.text.count("Have another try.") == digests.LINES
    assert "/notifications" in mail.text
    assert mail.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_what_one_digest_has_told_the_next_does_not(person, receiver, morning):
    notify(person)
    morning()
    morning()
    notify(person)
    morning()

    assert [mail.subject for mail in receiver.mails] == ["1 new in Lyceum"] * 2


def test_what_was_there_before_it_was_turned_on_is_not_told(receiver, morning):
    person = make_person()
    notify(person)
    person.client.put(URL, {**EVERYTHING, "digest": True})
    morning()

    assert receiver.mails == []


def test_nobody_gets_one_who_has_not_asked_or_is_gone(person, receiver, morning):
    other = make_person()
    notify(other)
    notify(person)
    close_account(person)
    morning()

    assert receiver.mails == []
    assert preferences.find({"next_digest_at": {"$lte": utc_now() + timedelta(days=99)}}, limit=1) == []


def test_it_is_not_due_before_eight_where_the_person_is(person, receiver, run_outbox):
    notify(person)
    due = preferences.find_by_id(person.person_id).next_digest_at
    assert due == next_digest(after=utc_now(), timezone="Europe/Vienna")
    digests.look_for_digests(now=due - timedelta(seconds=1))
    run_outbox()
    assert receiver.mails == []

    digests.look_for_digests(now=due)
    run_outbox()
    assert len(receiver.mails) == 1


def test_who_has_moved_gets_it_at_eight_in_the_new_place(person, receiver, run_outbox):
    notify(person)
    person.client.patch("/api/auth/user/", {"timezone": "America/New_York"})
    due = preferences.find_by_id(person.person_id).next_digest_at
    digests.look_for_digests(now=due)
    run_outbox()
    assert receiver.mails == []

    moved = preferences.find_by_id(person.person_id).next_digest_at
    assert moved == next_digest(after=due, timezone="America/New_York")
    digests.look_for_digests(now=moved)
    run_outbox()
    assert len(receiver.mails) == 1


def test_looking_twice_for_the_same_morning_sends_one(person, receiver, run_outbox):
    notify(person)
    due = preferences.find_by_id(person.person_id).next_digest_at
    for _ in range(2):
        digests.look_for_digests(now=due)
    run_outbox()

    assert len(receiver.mails) == 1


def test_many_are_served_some_at_a_time(receiver, morning, monkeypatch):
    monkeypatch.setattr(digests, "DUE_AT_ONCE", 2)
    people = [subscriber() for _ in range(5)]
    for person in people:
        notify(person)
    morning()

    assert sorted(mail.to[0] for mail in receiver.mails) == sorted(person.email for person in people)


def test_it_is_in_the_language_of_the_person(person, receiver, morning):
    person.client.patch("/api/auth/user/", {"locale": "ar"})
    notify(person)
    morning()

    [mail] = receiver.mails
    assert 'lang="ar" dir="rtl"' in mail.html
    assert "حصلت على ‎40 %‎ في اختبار «A quiz». حاول مرة أخرى." in mail.text
