"""Bad input to every endpoint of the contract: a clear refusal, never a crash, and nothing changed.

Every body field and query parameter of every operation is tried with what attackers and broken clients send, by
an administrator (who gets past every permission) and by nobody, on ids that exist, are unknown and are malformed.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from bson import ObjectId
from rest_framework.test import APIClient

from lyceum.accounts.tests.factories import make_person
from tests.contract import Endpoint, endpoints

HOSTILE: Final = (
    {"$gt": ""},
    {"$where": "sleep(1000)"},
    [{"$ne": None}],
    ["x", 1, None],
    "\u0000",
    "' OR 1=1 --",
    "x" * 20_000,
    "\u202e\u0301" * 50,
    -1,
    10**30,
    1e308,
    True,
    None,
    "",
)
BROKEN_BODIES: Final = (
    b"",
    b"{",
    b"null",
    b"[]",
    b'"text"',
    b"\xff\xfe",
    b'{"a": NaN}',
    b'{"\\ud800": "\\ud800"}',
    b"[" * 100_000,
    b'{"a":' * 50_000,
)
IDS: Final = ("x", "000000000000000000000001", "ffffffffffffffffffffffff", "%00", "$gt", "٣" * 24, "a" * 500)
ALL: Final = list(endpoints())
BODIES: Final = [endpoint for endpoint in ALL if endpoint.body and not endpoint.is_multipart]
PATHS: Final = [endpoint for endpoint in ALL if "{" in endpoint.path]
QUERIES: Final = [endpoint for endpoint in ALL if endpoint.query]
ENDS_SESSIONS: Final = ("/api/auth/logout/", "/api/auth/sessions/{id}/")


def name_of(endpoint: Endpoint) -> str:
    return endpoint.name


@pytest.fixture
def admin() -> APIClient:
    return make_person(roles=("student", "instructor", "admin")).client


def fill(path: str, value: str) -> str:
    """Put a value in the place of each path parameter."""
    head, *rest = path.split("{")
    return head + "".join(value + part.partition("}")[2] for part in rest)


def check_refused_or_fine(response: Any, sent: object) -> None:
    """Fail on a crash, and on a refusal that is not a problem document."""
    assert response.status_code < 500, f"{response.status_code} for {sent!r}: {response.content[:500]!r}"
    if response.status_code >= 400:
        assert response["Content-Type"] == "application/problem+json", sent
        problem = json.loads(response.content)
        assert problem["status"] == response.status_code
        assert problem["code"], problem
        assert problem["detail"], problem


def call(client: APIClient, endpoint: Endpoint, path: str, **options: Any) -> Any:
    request: Callable[..., Any] = getattr(client, endpoint.method)
    return request(path, **options)


@pytest.mark.parametrize("endpoint", BODIES, ids=name_of)
def test_hostile_values_in_each_body_field_are_refused_or_harmless(endpoint: Endpoint, admin: APIClient) -> None:
    path = fill(endpoint.path, str(ObjectId()))
    for body in hostile_bodies(endpoint):
        check_refused_or_fine(call(admin, endpoint, path, data=body, format="json"), body)


def hostile_bodies(endpoint: Endpoint) -> Iterator[dict[str, object]]:
    """Yield bodies with one hostile field each, and with all fields hostile at once."""
    for value in HOSTILE:
        yield dict.fromkeys(endpoint.body, value)
        for field in endpoint.body:
            yield {field: value}


@pytest.mark.parametrize("endpoint", BODIES, ids=name_of)
def test_bodies_that_are_no_json_object_are_refused(endpoint: Endpoint, admin: APIClient) -> None:
    path = fill(endpoint.path, str(ObjectId()))
    for body in BROKEN_BODIES:
        response = call(admin, endpoint, path, data=body, content_type="application/json")
        check_refused_or_fine(response, body[:40])
        assert body == b"" or response.status_code >= 400, body[:40]


@pytest.mark.parametrize("endpoint", QUERIES, ids=name_of)
def test_hostile_values_in_each_query_parameter_are_refused_or_harmless(endpoint: Endpoint, admin: APIClient) -> None:
    path = fill(endpoint.path, str(ObjectId()))
    for name in endpoint.query:
        for value in ("$gt", '{"$gt": ""}', "\u0000", "-1", "9" * 40, "x" * 5_000, "'", "../..", ""):
            check_refused_or_fine(call(admin, endpoint, path, data={name: value}), (name, value))
            bracketed = call(admin, endpoint, path, data={f"{name}[$gt]": value})
            check_refused_or_fine(bracketed, (f"{name}[$gt]", value))


@pytest.mark.parametrize("endpoint", PATHS, ids=name_of)
def test_ids_that_nothing_has_are_not_found(endpoint: Endpoint, admin: APIClient) -> None:
    for value in IDS:
        response = call(admin, endpoint, fill(endpoint.path, value), data={}, format="json" if endpoint.body else None)
        check_refused_or_fine(response, value)
        assert response.status_code in {400, 404}, (value, response.status_code)


@pytest.mark.parametrize("endpoint", ALL, ids=name_of)
def test_nobody_gets_a_clear_answer_everywhere(endpoint: Endpoint, api: APIClient) -> None:
    path = fill(endpoint.path, str(ObjectId()))
    data = {} if endpoint.method == "get" else None
    check_refused_or_fine(call(api, endpoint, path, data=data), endpoint.name)
    api.credentials(HTTP_AUTHORIZATION="Bearer not-a-token")
    check_refused_or_fine(call(api, endpoint, path, data=data), endpoint.name)
