"""Where somebody is signed in, through the HTTP API."""

from datetime import timedelta

import pytest

from lyceum.accounts import handlers
from lyceum.accounts.models import Session
from lyceum.accounts.selectors.people import get_account, get_profile
from lyceum.accounts.selectors.sessions import SESSION_ACTOR
from lyceum.accounts.services.sessions import start_session
from lyceum.accounts.tests.factories import client_with, make_person
from lyceum.platform import cache
from lyceum.platform.clock import utc_now

URL = "/api/auth/sessions/"


def sign_in_again(person, user_agent="Phone"):
    profile = get_profile(person.person_id)
    return start_session(get_account(profile), profile, user_agent=user_agent, now=utc_now())


def test_own_sessions_are_listed_with_the_asking_one_marked():
    ada, _ = make_person(), make_person()
    sign_in_again(ada)

    found = ada.client.get(URL).json()

    assert [(item["user_agent"], item["current"]) for item in found] == [
        ("Phone", False),
        ("Test", True),
    ]
    assert set(found[0]) == {"id", "created_at", "last_seen_at", "user_agent", "current"}


def test_expired_sessions_are_not_listed():
    ada = make_person()
    sign_in_again(ada)
    Session.objects.filter(user_agent="Phone").update(last_seen_at=utc_now() - timedelta(days=15))

    assert [item["user_agent"] for item in ada.client.get(URL).json()] == ["Test"]


def test_ending_another_session_of_mine_refuses_its_token():
    ada = make_person()
    phone = client_with(sign_in_again(ada).access)
    assert phone.get("/api/auth/user/").status_code == 200
    [session_id] = [item["id"] for item in ada.client.get(URL).json() if not item["current"]]

    assert ada.client.delete(f"{URL}{session_id}/").status_code == 204

    assert phone.get("/api/auth/user/").status_code == 401
    assert ada.client.get("/api/auth/user/").status_code == 200
    assert ada.client.delete(f"{URL}{session_id}/").status_code == 404


@pytest.mark.parametrize("redis", ["up", "emptied", "down"])
def test_an_ended_session_is_refused_at_once_whatever_is_known_of_it(redis, request):
    ada = make_person()
    phone = client_with(sign_in_again(ada).access)
    [session_id] = [item["id"] for item in ada.client.get(URL).json() if not item["current"]]
    while not cache.connection().exists(SESSION_ACTOR.key(sid=session_id)):
        assert phone.get("/api/auth/user/").status_code == 200
    if redis == "down":
        request.getfixturevalue("without_redis")

    assert ada.client.delete(f"{URL}{session_id}/").status_code == 204
    if redis == "emptied":
        cache.connection().flushdb()

    assert [phone.get("/api/auth/user/").status_code for _ in range(3)] == [401] * 3


def test_session_of_somebody_else_is_hidden():
    ada, eve = make_person(), make_person()
    [session_id] = [item["id"] for item in ada.client.get(URL).json()]

    assert eve.client.delete(f"{URL}{session_id}/").status_code == 404
    assert ada.client.get(URL).status_code == 200


@pytest.mark.parametrize("session_id", ["x", "0" * 32, "%00", "z" * 32, "{$ne}"])
def test_what_is_no_session_is_not_found(session_id):
    assert make_person().client.delete(f"{URL}{session_id}/").status_code == 404


def test_sessions_are_for_people_who_are_signed_in(api):
    assert api.get(URL).status_code == 401
    assert api.delete(f"{URL}{'0' * 32}/").status_code == 401


def test_expired_sessions_are_deleted_and_live_ones_stay():
    ada = make_person()
    sign_in_again(ada)
    Session.objects.filter(user_agent="Phone").update(last_seen_at=utc_now() - timedelta(days=15))

    handlers.delete_expired_sessions()

    assert [session.user_agent for session in Session.objects.all()] == ["Test"]
    assert ada.client.get(URL).status_code == 200
