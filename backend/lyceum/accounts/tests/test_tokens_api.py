"""Access tokens, refresh tokens and what ends them, through the HTTP API."""

from datetime import timedelta

import jwt
import pytest
from django.conf import settings
from rest_framework.test import APIClient

from lyceum.accounts.models import Account, Session
from lyceum.accounts.rules.rotation import GRACE
from lyceum.accounts.tests.factories import client_with, make_person
from lyceum.platform import cache

REFRESH = "/api/auth/token/refresh/"
VERIFY = "/api/auth/token/verify/"


@pytest.fixture
def ada():
    return make_person(username="ada")


def refresh(token, **headers):
    client = APIClient()
    if token:
        client.cookies["lyceum_refresh"] = token
    return client.post(REFRESH, headers={"X-Requested-With": "lyceum"} | headers)


def is_let_in(access):
    return client_with(access).get("/api/auth/user/").status_code == 200


def pass_time(by):
    session = Session.objects.get()
    Session.objects.update(rotated_at=session.rotated_at - by)


def forge(token, key=None, **claims):
    payload = jwt.decode(token, options={"verify_signature": False}) | claims
    return jwt.encode(payload, key or settings.JWT_SIGNING_KEY, "HS256")


def test_refreshing_gives_a_new_pair(ada):
    reply = refresh(ada.refresh)

    assert reply.status_code == 200
    assert reply.json()["user"]["id"] == ada.id
    assert is_let_in(reply.json()["access"])
    assert reply.cookies["lyceum_refresh"].value != ada.refresh


def test_two_tabs_get_the_same_successor(ada):
    first, second = refresh(ada.refresh), refresh(ada.refresh)

    assert second.status_code == 200
    assert first.cookies["lyceum_refresh"].value == second.cookies["lyceum_refresh"].value


def test_tabs_at_the_same_moment_get_the_same_successor(ada, in_threads):
    replies = in_threads([lambda: refresh(ada.refresh)] * 4)

    assert {reply.status_code for reply in replies} == {200}
    assert len({reply.cookies["lyceum_refresh"].value for reply in replies}) == 1


def test_replaced_token_used_late_ends_the_session(ada):
    successor = refresh(ada.refresh)
    pass_time(GRACE + timedelta(seconds=1))

    assert refresh(ada.refresh).status_code == 401
    assert refresh(successor.cookies["lyceum_refresh"].value).status_code == 401
    assert not is_let_in(successor.json()["access"])


def test_token_before_the_replaced_one_ends_the_session_at_once(ada):
    second = refresh(ada.refresh).cookies["lyceum_refresh"].value
    third = refresh(second)

    assert refresh(ada.refresh).status_code == 401
    assert not is_let_in(third.json()["access"])


def test_refreshing_without_the_cookie_is_refused(ada):
    assert refresh("").status_code == 401


@pytest.mark.parametrize(
    "headers",
    [{"X-Requested-With": ""}, {"X-Requested-With": "x"}, {"Origin": "https://evil.test"}],
)
def test_other_pages_cannot_refresh(ada, headers):
    reply = refresh(ada.refresh, **headers)

    assert (reply.status_code, reply.json()["code"]) == (403, "untrusted_origin")
    assert Session.objects.get().previous_jti == ""


@pytest.mark.parametrize("origin", ["http://testserver", "http://127.0.0.1:8000"])
def test_our_own_pages_can_refresh(ada, origin):
    assert refresh(ada.refresh, Origin=origin).status_code == 200


def test_access_token_cannot_refresh_and_a_refresh_token_opens_nothing(ada):
    assert refresh(ada.access).status_code == 401
    assert not is_let_in(ada.refresh)


def test_revoked_session_stays_out_when_redis_is_emptied(ada):
    assert is_let_in(ada.access)
    ada.client.post("/api/auth/logout/")
    cache.connection().flushall()

    assert not is_let_in(ada.access)
    assert not is_let_in(ada.access)
    assert refresh(ada.refresh).status_code == 401


def test_revoked_session_stays_out_without_redis(ada, without_redis):
    assert is_let_in(ada.access)
    ada.client.post("/api/auth/logout/")

    assert not is_let_in(ada.access)


def test_closed_account_is_refused(ada):
    Account.objects.update(is_active=False)

    assert not is_let_in(ada.access)
    assert refresh(ada.refresh).status_code == 401


@pytest.mark.parametrize(
    "claims",
    [{"exp": 0}, {"sid": ""}, {"sid": "00" * 16}, {"sid": 7}, {"sub": "x"}, {"sub": None}, {"jti": None}],
)
def test_token_with_strange_claims_is_refused(ada, claims):
    assert not is_let_in(forge(ada.access, **claims))
    assert refresh(forge(ada.refresh, **claims)).status_code == 401


def test_token_signed_by_somebody_else_is_refused(ada):
    assert not is_let_in(forge(ada.access, key="k" * 40))


def test_roles_in_a_token_count_for_nothing(ada):
    client = client_with(forge(ada.access, roles=["admin"]))

    assert client.get("/api/auth/user/").json()["roles"] == ["student"]


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Basic YTpi", "Bearer x", "Bearer a.b.c", "Bearer é", "token"])
def test_malformed_header_is_refused(api, header):
    api.credentials(HTTP_AUTHORIZATION=header)

    reply = api.get("/api/auth/user/")

    assert (reply.status_code, reply.json()["code"]) == (401, "session_ended")


def test_good_token_is_verified(api, ada):
    assert api.post(VERIFY, {"token": ada.access}).json() == {"active": True}


def test_token_of_an_ended_session_is_not_verified(api, ada):
    ada.client.post("/api/auth/logout/")

    assert api.post(VERIFY, {"token": ada.access}).status_code == 401


@pytest.mark.parametrize(("body", "status"), [({}, 400), ({"token": {}}, 400), ({"token": "x"}, 401)])
def test_what_is_no_token_is_not_verified(api, body, status):
    assert api.post(VERIFY, body).status_code == status


def test_warm_request_asks_no_store(ada, mongo_commands, django_assert_num_queries):
    client = client_with(ada.access)
    client.get("/api/users/")
    client.get("/api/users/")

    with mongo_commands.at_most(1), django_assert_num_queries(0):  # one for the list itself
        client.get("/api/users/")
