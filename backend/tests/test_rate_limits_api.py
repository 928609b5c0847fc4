"""Rate limits of the API: who is counted for what, and what the answers say."""

import secrets
from typing import Any

import pytest
from rest_framework.test import APIClient

from lyceum.accounts.tests.factories import make_person
from lyceum.platform.tests.test_rate_limits import without_redis

__all__ = ["without_redis"]  # a fixture
COURSES = "/api/courses/"
ME = "/api/auth/user/"


def address() -> str:
    """An address that no other test has used."""
    return f"2001:db8:{secrets.randbelow(65536):x}:{secrets.randbelow(65536):x}::1"


def test_answers_say_what_is_left(api: APIClient) -> None:
    first = api.get(COURSES, REMOTE_ADDR=address())
    assert first["RateLimit-Limit"] == "6000"
    assert first["RateLimit-Remaining"] == "5999"
    assert first["RateLimit-Policy"] == "6000;w=60"
    assert 0 < int(first["RateLimit-Reset"]) <= 60


def test_a_person_who_asks_too_often_gets_a_problem_that_says_when_to_return(settings: Any) -> None:
    settings.RATE_LIMIT_READS = "2/min"
    person = make_person()
    assert [person.client.get(ME).status_code for _ in range(3)] == [200, 200, 429]
    refused = person.client.get(ME)
    assert refused.json()["code"] == "too_many_requests"
    assert refused["Content-Type"] == "application/problem+json"
    assert 0 < int(refused["Retry-After"]) <= 60
    assert refused["RateLimit-Remaining"] == "0"


def test_people_behind_one_address_do_not_share_a_limit(settings: Any) -> None:
    settings.RATE_LIMIT_READS = "2/min"
    for person in (make_person(), make_person()):
        assert [person.client.get(ME).status_code for _ in range(2)] == [200, 200]


def test_anonymous_people_are_counted_by_address(api: APIClient, settings: Any) -> None:
    settings.RATE_LIMIT_ANONYMOUS_READS = "2/min"
    here, elsewhere = address(), address()
    assert [api.get(COURSES, REMOTE_ADDR=here).status_code for _ in range(3)] == [200, 200, 429]
    assert api.get(COURSES, REMOTE_ADDR=elsewhere).status_code == 200


def test_reads_and_writes_are_counted_apart(settings: Any) -> None:
    settings.RATE_LIMIT_WRITES = "1/min"
    person = make_person()
    assert [person.client.patch(ME, {"bio": text}).status_code for text in "ab"] == [200, 429]
    assert person.client.get(ME).json()["bio"] == "a"


def test_uploads_are_counted_apart(settings: Any) -> None:
    settings.RATE_LIMIT_UPLOADS = "1/min"
    person = make_person(roles=("instructor",))
    answers = [person.client.post("/api/media/", {"purpose": "avatar"}, format="multipart") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [400, 429]


@pytest.mark.usefixtures("without_redis")
def test_a_site_without_redis_goes_on_and_still_limits(settings: Any) -> None:
    settings.RATE_LIMIT_READS = "2/min"
    person = make_person()
    assert [person.client.get(ME).status_code for _ in range(3)] == [200, 200, 429]


def test_exports_are_counted_apart(settings: Any) -> None:
    settings.RATE_LIMIT_EXPORTS = "1/h"
    person = make_person()
    answers = [person.client.get("/api/auth/user/export/file/") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [404, 429]
    assert person.client.get(ME).status_code == 200
