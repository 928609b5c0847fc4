"""The edge: what it keeps, for whom, and until when."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from django.conf import settings

from lyceum.platform import cache
from lyceum.platform.tests.serving import Server, serve

COURSES = "/api/courses/"


@pytest.fixture(scope="module")
def running(_stores: None) -> Iterator[Server]:
    with serve("lyceum.platform.tests.edge_app:app") as server:
        yield server


@pytest.fixture
def server(running: Server) -> Server:
    """An edge that has tokens to trust (each test begins with an empty Redis)."""
    cache.make_tokens("catalog")
    return running


def ask(server: Server, path: str = COURSES, **headers: str) -> httpx.Response:
    return server.client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})


def number(response: httpx.Response) -> int:
    return int(response.json()["number"])


def test_a_second_reader_gets_the_kept_answer(server: Server) -> None:
    assert number(ask(server)) == number(ask(server))


def test_a_write_is_visible_to_the_next_reader(server: Server) -> None:
    before = number(ask(server))
    cache.forget("catalog")
    assert number(ask(server)) > before


def test_an_emptied_redis_makes_nothing_stale_be_shown(server: Server) -> None:
    before = number(ask(server))
    cache.connection().flushdb()
    assert number(ask(server)) > before


def test_parameters_in_another_order_ask_for_the_same(server: Server) -> None:
    first = number(ask(server, f"{COURSES}?search=a%20b&page=2"))
    assert number(ask(server, f"{COURSES}?page=2&search=a+b")) == first
    assert number(ask(server, f"{COURSES}?page=3&search=a+b")) != first


@pytest.mark.parametrize("query", ["?other=1", "?page=1&page=2", "?page", "?search=%ff", "?search=" + "x" * 500])
def test_unlisted_repeated_or_odd_parameters_are_not_kept(server: Server, query: str) -> None:
    assert number(ask(server, COURSES + query)) != number(ask(server, COURSES + query))


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "Bearer abc"},
        {"Cookie": f"theme=dark; {settings.SESSION_COOKIE_NAME}=abc"},
        {"Origin": "https://elsewhere.example"},
        {"Accept": "text/html"},
        {"Host": "elsewhere.example"},
    ],
)
def test_requests_that_could_get_another_answer_are_passed_on(server: Server, headers: dict[str, str]) -> None:
    kept = number(ask(server))
    assert number(ask(server, **headers)) != kept


def test_a_harmless_cookie_changes_nothing(server: Server) -> None:
    assert number(ask(server, Cookie="theme=dark")) == number(ask(server))


@pytest.mark.parametrize("path", ["/api/cookie/", "/api/private/", "/api/missing/"])
def test_answers_for_one_person_and_refusals_are_not_kept(server: Server, path: str) -> None:
    assert number(ask(server, path)) != number(ask(server, path))


def test_no_answer_carries_anothers_request_id(server: Server) -> None:
    ids = {ask(server).headers["x-request-id"] for _ in range(3)}
    assert len(ids) == 3


def test_writes_are_never_answered_here(server: Server) -> None:
    kept = number(ask(server))
    assert number(server.client.post(COURSES)) != kept


@pytest.mark.parametrize(("accepted", "encoding"), [("br, gzip", "br"), ("gzip", "gzip"), ("identity", None)])
def test_an_answer_comes_in_the_accepted_encoding(server: Server, accepted: str, encoding: str | None) -> None:
    kept = number(ask(server))
    response = ask(server, Accept_Encoding=accepted)
    assert response.headers.get("content-encoding") == encoding
    assert response.headers["vary"] == "Accept-Encoding, Origin"
    assert number(response) == kept


def test_a_reader_who_has_the_answer_gets_304(server: Server) -> None:
    first = ask(server)
    response = ask(server, If_None_Match=first.headers["etag"])
    assert response.status_code == 304
    assert response.content == b""
    assert response.headers["etag"] == first.headers["etag"]


def test_a_condition_of_the_first_reader_does_not_spoil_the_answer(server: Server) -> None:
    assert ask(server, If_None_Match='"something"').status_code == 200
    assert ask(server).status_code == 200


def test_head_is_answered_without_a_body(server: Server) -> None:
    kept = ask(server)
    response = server.client.head(COURSES)
    assert response.headers["etag"] == kept.headers["etag"]
    assert response.content == b""


def test_browsers_and_proxies_ask_again_each_time(server: Server) -> None:
    control = ask(server).headers["cache-control"]
    assert control == "public, max-age=0, s-maxage=0, must-revalidate"


def test_many_who_ask_at_once_share_one_answer(server: Server) -> None:
    with ThreadPoolExecutor(10) as readers:
        numbers = list(readers.map(lambda _: number(ask(server, "/api/slow/")), range(10)))
    assert len(set(numbers)) == 1


def test_without_redis_every_reader_is_answered_anew() -> None:
    nowhere = "redis://127.0.0.1:1/0"
    with serve("lyceum.platform.tests.edge_app:app", EDGE_REDIS_URL=nowhere, REDIS_URL=nowhere) as server:
        assert number(ask(server)) < number(ask(server)) < number(ask(server))


def test_an_address_that_asks_too_often_is_told_to_wait() -> None:
    with serve("lyceum.platform.tests.edge_app:app", EDGE_LIMIT="3/h") as server:
        assert [ask(server).status_code for _ in range(4)] == [200, 200, 200, 429]
        refused = ask(server)
        assert refused.json()["code"] == "too_many_requests"
        assert 0 < int(refused.headers["retry-after"]) <= 3600
