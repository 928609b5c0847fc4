"""The real web process with real people and courses: the edge, the WebSocket and the API's documentation."""

import contextlib
import json
from collections.abc import Iterator
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from lyceum.accounts.tests.factories import TestPerson, make_person
from lyceum.catalog.tests.factories import make_course
from lyceum.catalog.tests.files import MP4_FILE, VTT_FILE
from lyceum.platform import cache, realtime
from lyceum.platform.tests.conftest import dist, site
from lyceum.platform.tests.serving import DEADLINE_S, Server, wait_until

__all__ = ["dist", "site"]  # fixtures
PICTURES = bytes(range(256)) * 10_000


def titles(server: Server) -> set[str]:
    return {course["title"] for course in server.client.get("/api/courses/").json()["results"]}


def bearer(person: TestPerson) -> dict[str, str]:
    return {"Authorization": f"Bearer {person.access}"}


@contextlib.contextmanager
def window_of(server: Server, person: TestPerson) -> Iterator[ClientConnection]:
    """Open a WebSocket as the person, and wait until it was let in."""
    ticket = server.client.post("/api/realtime/ticket/", headers=bearer(person))
    assert ticket.status_code == 201, ticket.text
    with connect(f"ws://127.0.0.1:{server.port}/ws/", origin=server.url, proxy=None) as window:
        window.send(json.dumps({"type": "hello", "ticket": ticket.json()["ticket"], "last_seq": 0}))
        assert receive(window) == {"type": "unread", "count": 0}
        yield window


def receive(window: ClientConnection) -> Any:
    return json.loads(window.recv(timeout=DEADLINE_S))


def test_a_published_course_is_seen_by_the_next_visitor(site: Server) -> None:
    instructor = make_person(roles=("instructor",))
    first = make_course(instructor)
    cache.make_tokens("catalog")
    for _ in range(2):
        assert titles(site) == {first.title}
    second = make_course(instructor, title="Another course")
    assert titles(site) == {first.title, second.title}


def test_the_catalogue_is_answered_from_ready_bytes(site: Server) -> None:
    course = make_course(make_person(roles=("instructor",)))
    cache.make_tokens("catalog")
    for path in ("/api/courses/", course.url, f"{course.url}outline/", "/api/categories/"):
        site.client.get(path)
        again = site.client.get(path)
        assert again.headers["cache-control"] == "public, max-age=0, s-maxage=0, must-revalidate", path
        assert site.client.get(path, headers={"If-None-Match": again.headers["etag"]}).status_code == 304


def test_a_signed_in_persons_window_gets_news_until_the_session_ends(site: Server) -> None:
    wait_until(lambda: "realtime_listening" in site.logged())
    person = make_person()
    with window_of(site, person) as window:
        realtime.push(person.person_id, {"type": "unread", "count": 1})
        assert receive(window) == {"type": "unread", "count": 1}
        signed_out = site.client.post("/api/auth/logout/", headers=bearer(person))
        assert signed_out.is_success, signed_out.text
        with pytest.raises(ConnectionClosed) as closed:
            window.recv(timeout=DEADLINE_S)
        assert closed.value.rcvd.code == 4401


@pytest.mark.parametrize("path", ["/api/docs/", "/api/redoc/"])
def test_the_documentation_needs_no_inline_script_and_no_foreign_host(site: Server, path: str) -> None:
    response = site.client.get(path)
    assert response.status_code == 200
    assert "script-src 'self';" in response.headers["content-security-policy"]
    assert "<script>" not in response.text


def test_a_film_is_uploaded_put_into_a_lesson_and_played_by_ranges(site: Server) -> None:
    instructor, student = make_person(roles=("instructor",)), make_person()
    course = make_course(instructor, lessons=1, previews=1)
    film = MP4_FILE + len(PICTURES).to_bytes(4) + b"mdat" + PICTURES[8:]

    def send(content: bytes, **fields: str) -> str:
        sent = {"file": ("../../film.mp4", content)}
        data = {"course": course.id, "purpose": "lesson", **fields}
        kept = site.client.post("/api/media/", files=sent, data=data, headers=bearer(instructor))
        assert kept.status_code == 201, kept.text
        assert kept.json()["name"] == "film.mp4"
        return str(kept.json()["id"])

    body = {"video_url": send(film), "captions": [{"id": send(VTT_FILE, purpose="caption", language="en")}]}
    assert site.client.patch(course.lesson_urls[0], json=body, headers=bearer(instructor)).status_code == 200
    shown = site.client.get(course.lesson_urls[0], headers=bearer(student)).json()
    assert site.client.get(shown["captions"][0]["url"]).content == VTT_FILE
    start = site.client.get(shown["video_url"], headers={"Range": "bytes=0-27"})
    rest = site.client.get(shown["video_url"], headers={"Range": "bytes=28-"})
    assert (start.status_code, rest.status_code) == (206, 206)
    assert start.content + rest.content == film
    assert rest.headers["content-range"] == f"bytes 28-{len(film) - 1}/{len(film)}"
    nobody = site.client.post("/api/media/", files={"file": ("x.png", film)}, data={"purpose": "avatar"})
    assert (nobody.status_code, nobody.json()["code"]) == (401, "not_authenticated")
