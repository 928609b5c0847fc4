"""Reading notifications and marking them as read, through the HTTP API."""

from datetime import timedelta

import pytest
from bson import ObjectId

from lyceum.accounts.tests.factories import make_person
from lyceum.notifications.documents import notifications
from lyceum.notifications.services import inbox
from lyceum.notifications.tests.factories import notify
from lyceum.platform import realtime
from lyceum.platform.clock import utc_now

URL = "/api/notifications/"


@pytest.fixture
def person():
    return make_person()


def unread(person):
    return person.client.get(f"{URL}unread-count/").json()["count"]


def test_the_list_is_empty_before_anything_has_happened(person):
    assert person.client.get(URL).json() == {"count": 0, "next": None, "previous": None, "results": []}
    assert unread(person) == 0


def test_the_list_shows_the_newest_first_and_counts_from_one(person):
    notify(person, times=3)

    results = person.client.get(URL).json()["results"]

    assert [item["seq"] for item in results] == [3, 2, 1]
    assert not any(item["is_read"] for item in results)
    assert unread(person) == 3


def test_a_new_notification_is_in_the_next_answer(person):
    assert person.client.get(URL).json()["count"] == 0
    notify(person)
    assert person.client.get(URL).json()["count"] == 1
    assert unread(person) == 1


def test_reading_one_marks_it_for_good_and_lets_it_expire_after_90_days(person):
    notify(person, times=2)
    first = person.client.get(URL).json()["results"][0]

    answers = [person.client.post(f"{URL}{first['id']}/read/") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == {**first, "is_read": True}
    assert unread(person) == 1
    stored = notifications.find_by_id(ObjectId(first["id"]))
    assert stored.expires_at - utc_now() > timedelta(days=89)


def test_only_the_unread_ones_are_listed_on_request(person):
    notify(person, times=3)
    newest = person.client.get(URL).json()["results"][0]
    person.client.post(f"{URL}{newest['id']}/read/")

    left = person.client.get(URL, {"unread": "true"}).json()

    assert [item["seq"] for item in left["results"]] == [2, 1]


def test_reading_all_leaves_none_unread(person, monkeypatch):
    monkeypatch.setattr(inbox, "READ_AT_ONCE", 2)
    notify(person, times=5)

    answer = person.client.post(f"{URL}read-all/")

    assert (answer.status_code, answer.json()) == (200, {"count": 0})
    assert unread(person) == 0
    assert all(item["is_read"] for item in person.client.get(URL).json()["results"])


def test_notifications_of_others_are_not_found_and_not_touched(person):
    notify(person)
    [mine] = person.client.get(URL).json()["results"]
    other = make_person(roles=("admin",))

    assert other.client.get(URL).json()["count"] == 0
    assert other.client.post(f"{URL}{mine['id']}/read/").status_code == 404
    assert other.client.post(f"{URL}read-all/").json() == {"count": 0}
    assert unread(person) == 1


@pytest.mark.parametrize("notification_id", ["x", "000000000000000000000000", "$ne"])
def test_an_unknown_notification_is_not_found(person, notification_id):
    assert person.client.post(f"{URL}{notification_id}/read/").status_code == 404


@pytest.mark.parametrize("query", [{"unread": "perhaps"}, {"page": "0"}, {"page_size": "101"}, {"page": "1e9"}])
def test_a_malformed_query_is_refused(person, query):
    assert person.client.get(URL, query).status_code == 400


def test_nobody_reads_notifications_without_signing_in(api):
    assert api.get(URL).status_code == 401
    assert api.get(f"{URL}unread-count/").status_code == 401
    assert api.post(f"{URL}read-all/").status_code == 401
    assert api.post(f"{URL}{ObjectId()}/read/").status_code == 401
    assert api.post("/api/realtime/ticket/").status_code == 401


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_clients_make_and_delete_no_notifications(person, method):
    assert getattr(person.client, method)(URL).status_code == 405


def test_pages_link_to_each_other(person):
    notify(person, times=3)

    page = person.client.get(URL, {"page": 2, "page_size": 1}).json()

    assert (page["count"], page["results"][0]["seq"]) == (3, 2)
    assert page["next"] == "/api/notifications/?page=3&page_size=1"
    assert page["previous"] == "/api/notifications/?page=1&page_size=1"


def test_reading_one_by_many_requests_at_once_counts_once(person, in_threads):
    notify(person, times=2)
    newest = person.client.get(URL).json()["results"][0]

    in_threads([lambda: person.client.post(f"{URL}{newest['id']}/read/")] * 8)

    assert unread(person) == 1


def test_a_warm_look_at_notifications_asks_the_store_nothing(person, mongo_commands):
    notify(person, times=25)
    person.client.get(URL)
    with mongo_commands.exactly(0):
        assert person.client.get(URL).json()["count"] == 25
        assert unread(person) == 25
    with mongo_commands.at_most(2):
        person.client.get(URL, {"page": 2})


def test_a_ticket_opens_the_websocket_for_this_person_and_session(person):
    answer = person.client.post("/api/realtime/ticket/")

    assert (answer.status_code, answer.json()["expires_in"]) == (201, 30)
    ticket = realtime.redeem_ticket(answer.json()["ticket"])
    assert (ticket.user_id, ticket.session_id) == (person.id, person.client.get("/api/auth/sessions/").json()[0]["id"])
