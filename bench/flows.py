"""Measures what learners do on a site as `lyceum up` runs it: CPU of our processes a request, and what the worker does.

    .venv/bin/python bench/flows.py [--learners 200] [--only enroll ...]

CPU is read from the kernel (user and system time of each process and its threads), so that other work on the machine
changes it less than it changes wall times. Eight learners are at it at once. The stores write through to the disk
after every commit, mails go to a real SMTP receiver.
"""

import argparse
import http.client
import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

BACKEND: Final = Path(__file__).resolve().parents[1] / "backend"
sys.path.insert(0, str(BACKEND))

from lyceum.platform.tests.mail_receiver import MailReceiver  # noqa: E402 - found by the line above
from tests.joined import join  # noqa: E402 - as above
from tests.site import Site, children_of, running_site  # noqa: E402 - as above

AT_ONCE: Final = 8
TICK_MS: Final = 1000 / os.sysconf("SC_CLK_TCK")
QUESTIONS: Final = 10
PASSWORD: Final = "a-password-for-the-bench"


@dataclass(frozen=True, slots=True)
class Call:
    """One request of one person."""

    method: str
    path: str
    token: str
    body: dict[str, Any] | None = None
    expected: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one scenario cost."""

    name: str
    requests: int
    web_ms: float
    stores_ms: float
    worker_ms: float
    wall_p50_ms: float
    wall_p95_ms: float
    seconds: float
    budget_ms: float | None


@dataclass(slots=True)
class School:
    """People and a course to be learned."""

    site: Site
    learners: list[Any]
    course: Any
    quiz: Any
    times: list[float] = field(default_factory=list)


def cpu_ms(pids: list[int]) -> float:
    """Sum the CPU time of processes, threads included."""
    total = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total * TICK_MS


def cpu_by_process(site: Site) -> dict[str, float]:
    """Return the CPU time of each child of `lyceum up`, with what it has started."""
    return {name: cpu_ms([pid, *children_of(pid)]) for name, pid in site.processes.items()}


class Caller:
    """One connection that is kept open, as a browser keeps it."""

    def __init__(self, url: str) -> None:
        host = url.removeprefix("http://").rstrip("/")
        self._connection = http.client.HTTPConnection(host, timeout=60)

    def send(self, call: Call) -> float:
        """Send one request; return how many seconds it took."""
        headers = {"Accept": "application/json"}
        if call.token:
            headers["Authorization"] = f"Bearer {call.token}"
        body = None if call.body is None else json.dumps(call.body)
        if body is not None:
            headers["Content-Type"] = "application/json"
        started_at = time.perf_counter()
        self._connection.request(call.method, call.path, body=body, headers=headers)
        reply = self._connection.getresponse()
        text = reply.read()
        seconds = time.perf_counter() - started_at
        if reply.status != call.expected:
            sys.exit(f"{call.method} {call.path}: {reply.status} {text[:500]!r}")
        return seconds


def send_all(url: str, calls: list[Call]) -> list[float]:
    """Send requests, eight at once; return how long each took."""
    local = threading.local()

    def send(call: Call) -> float:
        if not hasattr(local, "caller"):
            local.caller = Caller(url)
        return local.caller.send(call)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(send, calls))


def measure(school: School, name: str, calls: list[Call], *, budget_ms: float | None, warm: bool = False) -> Row:
    """Send requests and read what they cost; `warm` sends them once before."""
    url = school.site.url
    if warm:
        send_all(url, calls)
    settle()
    before = cpu_by_process(school.site)
    started_at = time.perf_counter()
    times = sorted(send_all(url, calls))
    seconds = time.perf_counter() - started_at
    after = cpu_by_process(school.site)
    spent = {process: (after[process] - before[process]) / len(calls) for process in after}
    return Row(
        name=name,
        requests=len(calls),
        web_ms=spent["web"],
        stores_ms=spent["mongo"] + spent["valkey"],
        worker_ms=spent["worker"],
        wall_p50_ms=times[len(times) // 2] * 1000,
        wall_p95_ms=times[int(len(times) * 0.95)] * 1000,
        seconds=seconds,
        budget_ms=budget_ms,
    )


def settle() -> float:
    """Wait until nothing is owed any more; return how many seconds that took."""
    from lyceum.platform import errands, outbox

    started_at = time.perf_counter()
    while any(rows.find({}, limit=1) for rows in (outbox.outbox_rows, outbox.retry_rows, errands.errands)):
        time.sleep(0.05)
    return time.perf_counter() - started_at


def settle_outbox() -> float:
    """Wait until the relay has nothing more to do; mails may follow."""
    from lyceum.platform import outbox

    started_at = time.perf_counter()
    while any(rows.find({}, limit=1) for rows in (outbox.outbox_rows, outbox.retry_rows)):
        time.sleep(0.05)
    return time.perf_counter() - started_at


def make_school(site: Site, *, learners: int) -> School:
    """Make people and a course in the stores of the site."""
    from lyceum.accounts.tests.factories import make_person
    from lyceum.assessment.tests.factories import SINGLE, make_quiz
    from lyceum.catalog.tests.factories import make_course

    instructor = make_person(roles=("instructor",), username="bench-instructor")
    course = make_course(instructor, lessons=12, title="A course for the bench")
    quiz = make_quiz(course.lesson_ids[0], instructor, questions=(SINGLE,) * QUESTIONS)
    people = [make_person(username=f"bench-{number}") for number in range(learners)]
    return School(site=site, learners=people, course=course, quiz=quiz)


def enrolling(school: School) -> list[Call]:
    """Everybody enrolls."""
    body = {"course": school.course.id}
    return [Call("POST", "/api/enrollments/", person.access, body, 201) for person in school.learners]


def completing(school: School) -> list[Call]:
    """Everybody completes two lessons that have no quiz."""
    return [
        Call("POST", "/api/progress/", person.access, {"lesson": str(lesson_id), "completed": True})
        for lesson_id in school.course.lesson_ids[2:4]
        for person in school.learners
    ]


def submitting(school: School, *, right: bool) -> list[Call]:
    """Everybody hands the quiz in."""
    body = school.quiz.submission(right=right)
    return [Call("POST", "/api/quiz-submissions/", person.access, body, 201) for person in school.learners]


def reading(school: School, path: str, *, times: int) -> list[Call]:
    """Some people read the same address several times."""
    return [Call("GET", path, person.access) for person in school.learners[:20] for _ in range(times)]


def signing_in(school: School) -> list[Call]:
    """One person after the other signs in."""
    from lyceum.accounts.tests.factories import make_person

    names = [f"signs-in-{number}" for number in range(24)]
    for name in names:
        make_person(username=name, password=PASSWORD)
    return [Call("POST", "/api/auth/login/", "", {"username": name, "password": PASSWORD}) for name in names]


def hash_ms() -> float:
    """Return what checking a password costs by itself."""
    from django.contrib.auth.hashers import check_password, make_password

    hashed = make_password(PASSWORD)
    before = time.process_time()
    for _ in range(10):
        check_password(PASSWORD, hashed)
    return (time.process_time() - before) * 100


def run_writes(school: School) -> Iterator[Row]:
    """Measure what changes something, in the order in which a learner does it."""
    yield measure(school, "enroll", enrolling(school), budget_ms=8)
    print(f"outbox settled {settle_outbox():.1f} s after the last reply, mails {settle():.1f} s later", flush=True)
    yield measure(school, "complete a lesson", completing(school), budget_ms=5)
    print(f"settled {settle():.1f} s after the last reply", flush=True)
    yield measure(school, "submit a quiz of 10, not passed", submitting(school, right=False), budget_ms=8)
    yield measure(school, "submit a quiz of 10, passed", submitting(school, right=True), budget_ms=8)
    print(f"settled {settle():.1f} s after the last reply", flush=True)


def run_reads(school: School) -> Iterator[Row]:
    """Measure what is read again and again."""
    course = school.course
    paths = {
        "notifications": "/api/notifications/",
        "unread count": "/api/notifications/unread-count/",
        "course": course.url,
        "outline": f"{course.url}outline/",
        "lesson": course.lesson_urls[1],
        "dashboard": "/api/dashboard/",
        "enrollments": "/api/enrollments/",
        "progress of a course": f"/api/progress/?course={course.id}",
    }
    for name, path in paths.items():
        yield measure(school, f"{name}, warm", reading(school, path, times=20), budget_ms=1.5, warm=True)


def show(row: Row) -> None:
    """Print a row of the table."""
    budget = "" if row.budget_ms is None else f"{row.budget_ms:.1f}"
    print(
        f"| {row.name} | {row.requests} | {row.web_ms:.2f} | {budget} | {row.stores_ms:.2f} | {row.worker_ms:.2f} "
        f"| {row.wall_p50_ms:.0f} | {row.wall_p95_ms:.0f} | {row.requests / row.seconds:.0f} |",
        flush=True,
    )


@contextmanager
def running(folder: Path) -> Iterator[Site]:
    """Run a site whose mails go to a receiver of ours."""
    dist = folder / "dist"
    dist.mkdir()
    (dist / "index.html").write_text("<!doctype html><title>Lyceum</title>")
    with MailReceiver() as receiver:
        # Limits of rates are for people; here one machine is hundreds of them.
        with running_site(folder / "home", "--no-sample", front_end=dist, EMAIL_URL=receiver.url) as site:
            yield site


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--learners", type=int, default=200, help="how many people there are (default: %(default)s)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lyceum-bench-") as name, running(Path(name)) as site:
        join(site)
        school = make_school(site, learners=options.learners)
        print("| what | requests | web ms | budget | stores ms | worker ms | p50 ms | p95 ms | per s |")
        print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
        for run in (run_writes, run_reads):
            for row in run(school):
                show(row)
        check_ms = hash_ms()
        row = measure(school, f"sign in (the hash alone {check_ms:.1f})", signing_in(school), budget_ms=check_ms + 3)
        show(row)


if __name__ == "__main__":
    main()
