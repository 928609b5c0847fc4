"""What learners do, made by the factories of the tests; imported once Django is set up for a running site."""

import secrets
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from django.contrib.auth.hashers import check_password, make_password
from measuring import AT_ONCE, Call, Row, measure, say, send_all

from lyceum.accounts.tests.factories import TestPerson, make_person
from lyceum.assessment.tests.factories import SINGLE, TestQuiz, make_quiz
from lyceum.catalog.tests.factories import TestCourse, make_course
from lyceum.platform import errands, outbox
from tests.site import Site

QUESTIONS: Final = 10
HASHES: Final = 24
PEOPLE_WHO_READ: Final = 20
OUTBOX: Final = (outbox.outbox_rows, outbox.retry_rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """People and a course to be learned."""

    site: Site
    learners: list[TestPerson]
    course: TestCourse
    quiz: TestQuiz


def make_school(site: Site, *, learners: int) -> School:
    """Make people and a course in the stores of the site."""
    instructor = make_person(roles=("instructor",), username="bench-instructor")
    course = make_course(instructor, lessons=12, title="A course for the bench")
    quiz = make_quiz(course.lesson_ids[0], instructor, questions=(SINGLE,) * QUESTIONS)
    people = [make_person(username=f"bench-{number}") for number in range(learners)]
    return School(site=site, learners=people, course=course, quiz=quiz)


def cost(school: School, name: str, calls: list[Call], *, budget_ms: float | None, warm: bool = False) -> Row:
    """Send requests, eight at once, and read what they cost; `warm` sends them once before."""
    url = school.site.url
    if warm:
        send_all(url, calls)
    settle()
    return measure(school.site, name, lambda: send_all(url, calls), budget_ms=budget_ms)


def settle() -> float:
    """Wait until nothing is owed any more; return how many seconds that took."""
    return _wait_while(lambda: any(rows.find({}, limit=1) for rows in (*OUTBOX, errands.errands)))


def settle_outbox() -> float:
    """Wait until the relay has nothing more to do; mails may follow."""
    return _wait_while(lambda: any(rows.find({}, limit=1) for rows in OUTBOX))


def _wait_while(is_owed: Callable[[], bool]) -> float:
    started_at = time.perf_counter()
    while is_owed():
        time.sleep(0.05)
    return time.perf_counter() - started_at


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
    return [Call("GET", path, person.access) for person in school.learners[:PEOPLE_WHO_READ] for _ in range(times)]


def run_sign_in(school: School) -> Row:
    """Measure one person signing in after the other, beside what the hash alone costs."""
    password = secrets.token_urlsafe(12)
    names = [f"signs-in-{number}" for number in range(24)]
    for name in names:
        make_person(username=name, password=password)
    calls = [Call("POST", "/api/auth/login/", "", {"username": name, "password": password}) for name in names]
    check_ms = hash_ms(password)
    return cost(school, f"sign in (the hash alone {check_ms:.1f})", calls, budget_ms=check_ms + 3)


def hash_ms(password: str) -> float:
    """Return what checking a password costs by itself, as many at once as people sign in: they share the memory bus."""
    hashed = make_password(password)
    before = time.process_time()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda _: check_password(password, hashed), range(HASHES)))
    return (time.process_time() - before) * 1000 / HASHES


def run_writes(school: School) -> Iterator[Row]:
    """Measure what changes something, in the order in which a learner does it."""
    yield cost(school, "enroll", enrolling(school), budget_ms=8)
    say(f"outbox settled {settle_outbox():.1f} s after the last reply, mails {settle():.1f} s later")
    yield cost(school, "complete a lesson", completing(school), budget_ms=5)
    say(f"settled {settle():.1f} s after the last reply")
    yield cost(school, "submit a quiz of 10, not passed", submitting(school, right=False), budget_ms=8)
    yield cost(school, "submit a quiz of 10, passed", submitting(school, right=True), budget_ms=8)
    say(f"settled {settle():.1f} s after the last reply")


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
        yield cost(school, f"{name}, warm", reading(school, path, times=20), budget_ms=1.5, warm=True)
