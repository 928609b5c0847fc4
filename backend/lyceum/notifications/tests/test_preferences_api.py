"""How one wants to be told, through the HTTP API, and the link in mails that ends them."""

import msgspec
import pytest

from lyceum.accounts.tests.factories import make_person
from lyceum.notifications.documents import preferences
from lyceum.notifications.rules.kinds import NotificationKind
from lyceum.notifications.selectors import facts
from lyceum.notifications.selectors.unsubscribe_links import Subscription, make_unsubscribe_link
from lyceum.notifications.services.inbox import tell
from lyceum.notifications.services.mails import mail_fact
from lyceum.notifications.tests.factories import quiz_result
from lyceum.platform import cache
from lyceum.platform.realtime import CHANNEL, News

URL = "/api/notifications/preferences/"
EVERYTHING = {
    **{kind.value: {"in_app": True, "mail": True, "push": True} for kind in NotificationKind},
    "digest": False,
}


@pytest.fixture
def person():
    return make_person()


def without(kind, channel):
    return {**EVERYTHING, kind: {**EVERYTHING[kind], channel: False}}


def link(person, subject="quiz_passed"):
    url = make_unsubscribe_link(Subscription(person_id=person.person_id, subject=subject))
    return url[url.index("/api/") :]


def test_everything_is_wanted_until_one_says_otherwise(person):
    assert person.client.get(URL).json() == EVERYTHING


def test_choices_are_kept_and_are_one_s_own(person):
    chosen = without("milestone", "mail")
    answer = person.client.put(URL, chosen)

    assert (answer.status_code, answer.json()) == (200, chosen)
    assert person.client.get(URL).json() == chosen
    assert make_person().client.get(URL).json() == EVERYTHING


def test_what_is_not_wanted_in_the_list_is_not_stored(person):
    person.client.put(URL, without("quiz_retry", "in_app"))
    tell(facts.quiz_retry(quiz_result(person)))
    tell(facts.quiz_passed(quiz_result(person)))

    assert [item["kind"] for item in person.client.get("/api/notifications/").json()["results"]] == ["quiz_passed"]


def test_what_is_not_wanted_by_mail_is_not_sent(person, receiver):
    person.client.put(URL, without("quiz_retry", "mail"))
    mail_fact(facts.quiz_retry(quiz_result(person)))
    mail_fact(facts.quiz_passed(quiz_result(person)))

    assert [mail.subject for mail in receiver.mails] == ["You passed the quiz “A quiz”"]


def _heard(listener):
    while message := listener.get_message(timeout=2):
        yield msgspec.msgpack.decode(message["data"], type=News)


def test_what_is_not_wanted_at_once_only_moves_the_count(person):
    person.client.put(URL, without("quiz_retry", "push"))
    with cache.connection().pubsub(ignore_subscribe_messages=True) as listener:
        listener.subscribe(CHANNEL)
        listener.get_message(timeout=2)
        tell(facts.quiz_retry(quiz_result(person)))
        # Tests that run beside this one tell news on the same channel.
        heard = next(news for news in _heard(listener) if news.recipient_id == str(person.person_id))

    assert msgspec.json.decode(heard.frame) == {"type": "unread", "count": 1}
    assert person.client.get("/api/notifications/").json()["count"] == 1


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "enrolled"),
        ({**EVERYTHING, "milestone": {"in_app": True, "mail": True}}, "milestone.push"),
        ({**EVERYTHING, "milestone": "all"}, "milestone"),
        ({**EVERYTHING, "digest": "sometimes"}, "digest"),
    ],
)
def test_a_malformed_choice_is_refused_and_changes_nothing(person, body, field):
    answer = person.client.put(URL, body)

    assert answer.status_code == 400
    assert field in {error["field"] for error in answer.json()["errors"]}
    assert person.client.get(URL).json() == EVERYTHING


def test_nobody_chooses_without_signing_in(api):
    assert api.get(URL).status_code == 401
    assert api.put(URL, EVERYTHING).status_code == 401


def test_choices_cost_few_commands(person, mongo_commands):
    for _ in range(2):
        person.client.get(URL)
    with mongo_commands.at_most(1):
        person.client.get(URL)
    with mongo_commands.at_most(3):
        person.client.put(URL, EVERYTHING)


def test_looking_at_the_link_shows_a_button_and_changes_nothing(person, api):
    answer = api.get(link(person), HTTP_ACCEPT="text/html")

    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/html")
    assert '<form method="post">' in answer.content.decode()
    assert "form-action 'self'" in answer["Content-Security-Policy"]
    assert person.client.get(URL).json() == EVERYTHING


@pytest.mark.parametrize(
    ("subject", "expected"), [("quiz_passed", without("quiz_passed", "mail")), ("digest", EVERYTHING)]
)
def test_using_the_link_ends_these_mails_however_often(person, api, subject, expected):
    person.client.put(URL, {**EVERYTHING, "digest": subject == "digest"})
    for _ in range(2):
        answer = api.post(link(person, subject), {"List-Unsubscribe": "One-Click"}, format="multipart")
        assert answer.status_code == 200
        assert "no more mails" in answer.content.decode()
    assert person.client.get(URL).json() == expected


def test_the_page_is_in_the_language_of_the_person(person, api):
    person.client.patch("/api/auth/user/", {"locale": "ar-EG"})
    assert 'lang="ar" dir="rtl"' in api.get(link(person)).content.decode()


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "%00", "é" * 300])
def test_a_link_that_is_not_ours_is_not_found(api, token):
    path = "/api/notifications/unsubscribe/"
    assert api.get(path, {"token": token}).status_code == 404
    assert api.post(f"{path}?token={token}").status_code == 404
    assert preferences.find({}, limit=1) == []


def test_a_changed_link_is_not_found(person, api):
    changed = link(person).replace("token=W", "token=X")
    assert changed != link(person)
    assert api.post(changed).status_code == 404
