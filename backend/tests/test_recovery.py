"""Kills each process of a real site in the middle of its use, and compares what was acknowledged with what is there.

A `kill -9` shows that a process may end at any moment. It shows nothing about a loss of power.
"""

import os
import random
import secrets
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from lyceum.platform.tests.serving import wait_until
from tests.site import Site, running_site

SEED = int(os.environ.get("RECOVERY_SEED") or secrets.randbelow(1_000_000))
PROCESSES = ("mongo", "web", "worker", "valkey")
LEARNERS_AT_ONCE = 3
# A process that is killed inside a transaction leaves its documents locked for up to 60 s in SecantusDB.
PATIENCE_S = 100.0
TIMEOUT_S = 30.0
LOST = (httpx.TransportError, httpx.HTTPStatusError)


@dataclass(frozen=True, slots=True)
class Course:
    """What there is to do."""

    course_id: str
    lesson_ids: tuple[str, ...]
    quiz_id: str


@dataclass(slots=True)
class Learner:
    """One person at work, and what the site has acknowledged to them."""

    url: str
    token: str
    enrollment_id: str = ""
    completed: set[str] = field(default_factory=set)
    submitted: set[str] = field(default_factory=set)

    def insist(self, path: str, body: dict[str, Any]) -> httpx.Response:
        """Post until the site answers, as a browser's user would; any refusal is an answer."""
        answers: list[httpx.Response] = []
        wait_until(lambda: self._try(path, body, answers), seconds=PATIENCE_S)
        return answers[0]

    def list_all(self, path: str, **query: str) -> list[dict[str, Any]]:
        query = {"page_size": "100", **query}
        reply = httpx.get(f"{self.url}/api/{path}/", params=query, headers=self._headers(), timeout=TIMEOUT_S)
        return reply.raise_for_status().json()["results"]

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def _try(self, path: str, body: dict[str, Any], answers: list[httpx.Response]) -> bool:
        try:
            reply = httpx.post(f"{self.url}/api/{path}/", json=body, headers=self._headers(), timeout=TIMEOUT_S)
        except httpx.TransportError:  # what became of it is unknown
            return False
        if reply.status_code >= 500:
            return False
        answers.append(reply)
        return True


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    dist = tmp_path / "dist"
    dist.mkdir()
    (dist / "index.html").write_text("<!doctype html><title>Lyceum</title>")
    with running_site(tmp_path / "home", front_end=dist) as running:
        yield running


def read_course(url: str) -> Course:
    [course] = httpx.get(f"{url}/api/courses/").json()["results"]
    outline = httpx.get(f"{url}/api/courses/{course['id']}/outline/").json()
    lessons = [lesson for section in outline["sections"] for lesson in section["lessons"]]
    quizzes = [quiz["id"] for lesson in lessons for quiz in lesson["quizzes"]]
    return Course(course["id"], tuple(lesson["id"] for lesson in lessons), quizzes[0])


def register(url: str) -> Learner:
    """Make a new account; a try whose reply was lost is not repeated under the same name."""
    made: list[str] = []

    def try_once() -> bool:
        name = f"learner-{secrets.token_hex(6)}"
        body = {"username": name, "email": f"{name}@example.org", "password": secrets.token_urlsafe(16), "name": name}
        try:
            reply = httpx.post(f"{url}/api/auth/registration/", json=body, timeout=TIMEOUT_S).raise_for_status()
        except LOST:
            return False
        made.append(reply.json()["access"])
        return True

    wait_until(try_once, seconds=PATIENCE_S)
    return Learner(url, made[0])


def learn(url: str, course: Course, finished: threading.Event) -> Learner:
    """Enroll, read all lessons, and hand the first quiz in, again and again until all processes were killed."""
    learner = register(url)
    reply = learner.insist("enrollments", {"course": course.course_id})
    assert reply.status_code in {201, 400}, reply.text  # 400: it was stored before, and its reply was lost
    learner.enrollment_id = reply.json()["id"] if reply.status_code == 201 else ""
    for lesson_id in course.lesson_ids:
        reply = learner.insist("progress", {"lesson": lesson_id, "completed": True})
        assert reply.status_code in {200, 409}, reply.text  # 409: it waits for its quiz
        if reply.status_code == 200:
            learner.completed.add(lesson_id)
    while not finished.is_set():
        reply = learner.insist("quiz-submissions", {"quiz": course.quiz_id, "answers": []})
        assert reply.status_code == 201, reply.text
        learner.submitted.add(reply.json()["id"])
        if len(learner.submitted) >= 3:
            break
    return learner


def keep_learning(url: str, course: Course, finished: threading.Event) -> list[Learner]:
    """Send one learner after the other."""
    learners = []
    while not finished.is_set():
        learners.append(learn(url, course, finished))
    return learners


def kill_and_wait(site: Site, name: str) -> None:
    before = site.said().count(f"{name} runs again")
    os.kill(site.processes[name], signal.SIGKILL)
    wait_until(lambda: site.said().count(f"{name} runs again") > before, seconds=PATIENCE_S)


def test_nothing_that_was_acknowledged_is_lost_when_processes_are_killed(site: Site) -> None:
    print(f"RECOVERY_SEED={SEED}")  # noqa: T201 - to run a failure again
    order = random.Random(SEED).sample(PROCESSES * 2, len(PROCESSES) * 2)  # noqa: S311 - no secret
    course, finished = read_course(site.url), threading.Event()
    with ThreadPoolExecutor(LEARNERS_AT_ONCE) as pool:
        running = [pool.submit(keep_learning, site.url, course, finished) for _ in range(LEARNERS_AT_ONCE)]
        try:
            for name in order:
                kill_and_wait(site, name)
        finally:
            finished.set()
        learners = [learner for future in running for learner in future.result()]
    assert sum(len(learner.submitted) for learner in learners) > 0
    for learner in learners:
        check_kept(learner, course)


def check_kept(learner: Learner, course: Course) -> None:
    """Compare one learner's acknowledgements with what the site has; each enrollment is told of exactly once."""
    [enrollment] = learner.list_all("enrollments")
    assert learner.enrollment_id in {"", enrollment["id"]}
    progress = learner.list_all("progress", course=course.course_id)
    assert learner.completed <= {row["lesson"] for row in progress if row["completed"]}
    submissions = learner.list_all("quiz-submissions", quiz=course.quiz_id)
    assert learner.submitted <= {row["id"] for row in submissions}
    kinds: list[str] = []

    def is_told() -> bool:
        kinds[:] = [row["kind"] for row in learner.list_all("notifications")]
        return "enrolled" in kinds

    wait_until(is_told, seconds=PATIENCE_S)
    assert kinds.count("enrolled") == 1
