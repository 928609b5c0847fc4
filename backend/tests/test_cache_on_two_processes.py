"""Two web processes on the same stores: what one writes, the next reader of the other sees; Redis may come and go."""

import contextlib
import subprocess
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from django.conf import settings

from lyceum.accounts.tests.factories import TestPerson, make_person
from lyceum.catalog.tests.factories import TestCourse, make_course
from lyceum.learning.tests.factories import enroll
from lyceum.platform import cache
from lyceum.platform.tests.serving import Server, serve, wait_until
from tests import stores

ROUNDS: Final = 5
EDGE_ANSWER: Final = "public, max-age=0, s-maxage=0, must-revalidate"


@pytest.fixture(scope="module")
def both(_stores: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Server]]:
    variables = {"FRONTEND_DIST": str(tmp_path_factory.mktemp("dist")), "MEDIA_ROOT": str(settings.MEDIA_ROOT)}
    cache.connection().set(cache.EPOCH_KEY, b"of a process that was killed")
    with serve("config.asgi:app", **variables) as one, serve("config.asgi:app", **variables) as other:
        assert cache.connection().get(cache.EPOCH_KEY) != b"of a process that was killed"
        yield one, other


class School:
    """A published course, its instructor and a student, asking two processes."""

    def __init__(self, both: tuple[Server, Server]) -> None:
        self.writer, self.reader = (server.client for server in both)
        self.written_log = both[0].logged
        self.own: TestPerson = make_person(roles=("instructor",))
        self.student: TestPerson = make_person()
        self.course: TestCourse = make_course(self.own, previews=1)
        cache.make_tokens("catalog")

    def read(self, path: str, who: TestPerson | None = None) -> Any:
        answer = self.reader.get(path, headers=bearer(who))
        assert answer.status_code == 200, answer.text
        return answer.json()

    def write(self, method: str, path: str, body: dict[str, Any], who: TestPerson) -> Any:
        answer = self.writer.request(method, path, json=body, headers=bearer(who))
        assert answer.is_success, answer.text + self.written_log()
        return answer.json() if answer.content else None


def bearer(person: TestPerson | None) -> dict[str, str]:
    return {"Authorization": f"Bearer {person.access}"} if person else {}


@pytest.fixture
def school(both: tuple[Server, Server]) -> School:
    return School(both)


@pytest.mark.parametrize("is_signed_in", [False, True])
def test_a_changed_course_is_seen_in_page_and_list(school: School, is_signed_in: bool) -> None:
    who = school.student if is_signed_in else None
    for number in range(ROUNDS):
        title = f"Title {number}"
        school.write("PATCH", school.course.url, {"title": title}, school.own)
        assert school.read(school.course.url, who)["title"] == title
        assert [course["title"] for course in school.read("/api/courses/", who)["results"]] == [title]


@pytest.mark.parametrize("is_signed_in", [False, True])
def test_a_changed_lesson_is_seen_in_page_and_outline(school: School, is_signed_in: bool) -> None:
    who = school.student if is_signed_in else None
    lesson = school.course.lesson_urls[0]
    for number in range(ROUNDS):
        title = f"Lesson {number}"
        school.write("PATCH", lesson, {"title": title}, school.own)
        assert school.read(lesson, who)["title"] == title
        outline = school.read(f"{school.course.url}outline/", who)
        assert outline["sections"][0]["lessons"][0]["title"] == title


def test_an_enrollment_opens_the_lessons_at_once(school: School) -> None:
    closed = school.course.lesson_urls[1]
    for _ in range(ROUNDS):
        assert school.reader.get(closed, headers=bearer(school.student)).status_code == 403
        place = school.write("POST", "/api/enrollments/", {"course": school.course.id}, school.student)
        assert school.read(closed, school.student)["id"] in closed
        assert school.read("/api/enrollments/", school.student)["count"] == 1
        school.write("DELETE", f"/api/enrollments/{place['id']}/", {}, school.student)


def test_progress_is_seen_at_once(school: School) -> None:
    enroll(school.student, school.course)
    for number, lesson in enumerate(school.course.lesson_ids, start=1):
        school.write("POST", "/api/progress/", {"lesson": str(lesson), "completed": True}, school.student)
        [row] = school.read("/api/enrollments/", school.student)["results"]
        assert row["progress"]["completed"] == number


def test_a_notification_and_its_reading_are_seen_at_once(school: School, run_outbox: Callable[[], None]) -> None:
    assert school.read("/api/notifications/unread-count/", school.student) == {"count": 0}
    school.write("POST", "/api/enrollments/", {"course": school.course.id}, school.student)
    run_outbox()
    assert school.read("/api/notifications/unread-count/", school.student) == {"count": 1}
    school.write("POST", "/api/notifications/read-all/", {}, school.student)
    assert school.read("/api/notifications/unread-count/", school.student) == {"count": 0}


def test_an_archived_course_is_gone_from_every_process(school: School) -> None:
    school.read(school.course.url)
    school.write("POST", f"{school.course.url}archive/", {}, school.own)
    assert school.reader.get(school.course.url).status_code == 404
    assert school.read("/api/courses/")["count"] == 0


def test_a_name_changed_on_one_process_is_shown_by_the_other(school: School) -> None:
    school.read(school.course.url)
    school.write("PATCH", "/api/auth/user/", {"name": "Ada Lovelace"}, school.own)
    assert school.read(school.course.url)["instructor"]["name"] == "Ada Lovelace"


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("", {"Host": "evil.example"}),
        ("", {"Host": "127.0.0.1:80@evil.example"}),
        ("", {"X-Forwarded-Host": "evil.example", "Cookie": f"{settings.SESSION_COOKIE_NAME}=x"}),
        ("?utm_source=x", {}),
        ("?page=1&page=2", {}),
        ("", {"Authorization": "Bearer nonsense"}),
    ],
)
def test_odd_requests_never_enter_the_edge(school: School, path: str, headers: dict[str, str]) -> None:
    odd = school.reader.get(school.course.url + path, headers=headers)
    assert odd.headers.get("cache-control") != EDGE_ANSWER
    ordinary = school.reader.get(school.course.url)
    assert ordinary.headers["cache-control"] == EDGE_ANSWER
    assert "evil.example" not in ordinary.text + str(ordinary.headers)
    assert "set-cookie" not in ordinary.headers


def test_many_first_readers_share_one_answer(school: School) -> None:
    school.read(school.course.url)
    cache.forget("catalog")
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda _: school.read(school.course.url), range(24)))
    assert all(answer == answers[0] for answer in answers)


@contextlib.contextmanager
def own_redis(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run a Valkey on a chosen port, so that it can come back there."""
    command = stores.valkey_command(folder, port)
    with subprocess.Popen(command) as process:
        try:
            wait_until(lambda: stores.answers_redis(f"redis://127.0.0.1:{port}"))
            yield process
        finally:
            process.kill()


@pytest.mark.usefixtures("_stores")
def test_redis_may_stop_and_return_under_load(tmp_path: Path) -> None:
    port = stores.free_port()
    variables = {"REDIS_URL": f"redis://127.0.0.1:{port}/0", "FRONTEND_DIST": str(tmp_path)}
    with contextlib.ExitStack() as stack:
        redis = stack.enter_context(contextlib.ExitStack())
        redis.enter_context(own_redis(tmp_path, port))
        pair = tuple(stack.enter_context(serve("config.asgi:app", **variables)) for _ in range(2))
        school = School(pair)
        with _load(pair, school) as statuses:
            _write_and_read(school, "before", 3)
            redis.close()
            _write_and_read(school, "without", 3)
            stack.enter_context(own_redis(tmp_path, port))
            _write_and_read(school, "again", 12)
        assert len(statuses) > ROUNDS
        assert set(statuses) == {200}


def _write_and_read(school: School, word: str, times: int) -> None:
    """Change the title in one process; the next reading in the other is never an old one."""
    for number in range(times):
        title = f"{word} {number}"
        school.write("PATCH", school.course.url, {"title": title}, school.own)
        for who in (None, school.student):
            assert school.read(school.course.url, who)["title"] == title


@contextlib.contextmanager
def _load(pair: tuple[Server, ...], school: School) -> Iterator[list[int]]:
    """Read all the time, signed in and not; collects the statuses."""
    statuses: list[int] = []
    is_over = threading.Event()

    def read(server: Server, who: TestPerson | None) -> None:
        with httpx.Client(base_url=server.url, timeout=20) as client:
            while not is_over.is_set():
                answers = [client.get(path, headers=bearer(who)) for path in (school.course.url, "/api/courses/")]
                statuses.extend(answer.status_code for answer in answers)

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read, server, who) for server in pair for who in (None, school.student)]
        try:
            yield statuses
        finally:
            is_over.set()
        for reader in readers:
            reader.result()
