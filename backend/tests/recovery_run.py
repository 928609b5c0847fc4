"""One recovery run: learners at work, processes killed in between, and what was owed compared with what is there.

Import it in a process that has joined a site (`tests.joined`); `tests.recovery` is the command.
"""

import os
import random
import secrets
import signal
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import httpx
from pymongo.errors import PyMongoError

from lyceum.accounts.tests.factories import TestPerson, make_person
from lyceum.analytics.documents import totals
from lyceum.assessment.documents import attempts, quiz_statistics
from lyceum.assessment.tests.factories import TestQuiz, make_quiz
from lyceum.catalog.documents import courses
from lyceum.catalog.tests.factories import TestCourse, make_course
from lyceum.learning.documents import enrollments, progress
from lyceum.notifications.documents import notifications
from lyceum.platform import errands, outbox
from lyceum.platform.tests.mail_receiver import MailReceiver
from lyceum.platform.tests.serving import wait_until
from tests.site import Site

PROCESSES = ("web", "worker", "mongo")
AT_ONCE = 8
LESSONS = 4
CALLS_EACH = 1 + (LESSONS - 1) + 2
TIMEOUT_S = 30.0
PATIENCE_S = 100.0
# What each learner hears of: a place, each milestone, a quiz that was not passed and passed, a certificate.
MILESTONES = (25, 50, 75, 100)
TOLD = {"enrolled": 1, "milestone": len(MILESTONES), "quiz_retry": 1, "quiz_passed": 1, "certificate": 1}


@dataclass(slots=True)
class Learner:
    """One person at work, and what the site has acknowledged to them."""

    person: TestPerson
    enrollment_id: str = ""
    attempt_ids: list[str] = field(default_factory=list)
    last_percentage: int = 0


@dataclass(slots=True)
class Run:
    """One run: its learners, its kills and what was found wrong."""

    site: Site
    seed: int
    course: TestCourse
    quiz: TestQuiz
    learners: list[Learner]
    acknowledged: int = 0
    killed: list[str] = field(default_factory=list)
    guard: threading.Lock = field(default_factory=threading.Lock)

    def insist(self, learner: Learner, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Post until the site answers, with one key, as a careful client does."""
        headers = {"Authorization": f"Bearer {learner.person.access}", "Idempotency-Key": secrets.token_hex(8)}
        replies: list[httpx.Response] = []

        def is_answered() -> bool:
            try:
                reply = httpx.post(f"{self.site.url}/api/{path}/", json=body, headers=headers, timeout=TIMEOUT_S)
            except httpx.TransportError:  # what became of it is unknown
                return False
            replies[:] = [reply]
            return reply.status_code < 500 and reply.json().get("code") != "request_under_way"

        wait_until(is_answered, seconds=PATIENCE_S)
        [reply] = replies
        assert reply.status_code in {200, 201}, f"{path}: {reply.status_code} {reply.text}"
        with self.guard:
            self.acknowledged += 1
        return reply.json()

    def learn(self, learner: Learner) -> None:
        """Do everything that one learner does."""
        learner.enrollment_id = self.insist(learner, "enrollments", {"course": self.course.id})["id"]
        for lesson_id in self.course.lesson_ids[1:]:
            row = self.insist(learner, "progress", {"lesson": str(lesson_id), "completed": True})
            assert row["completed"]
        for right in (False, True):
            reply = self.insist(learner, "quiz-submissions", self.quiz.submission(right=right))
            learner.attempt_ids.append(reply["id"])
            learner.last_percentage = reply["course_progress"]["percentage"]

    def kill_at_random_moments(self, chance: random.Random, *, kills: int) -> None:
        """Kill one process after another, each once so many calls were acknowledged."""
        calls = len(self.learners) * CALLS_EACH
        for moment in sorted(chance.sample(range(1, calls - 1), kills)):
            wait_until(lambda moment=moment: self.acknowledged >= moment, seconds=PATIENCE_S)
            name = chance.choice(PROCESSES)
            before = self.site.said().count(f"{name} runs again")
            os.kill(self.site.processes[name], signal.SIGKILL)
            self.killed.append(name)
            wait_until(lambda: self.site.said().count(f"{name} runs again") > before, seconds=PATIENCE_S)  # noqa: B023 - called within the round


def prepare(site: Site, *, seed: int, learners: int) -> Run:
    """Make people and a course for a run."""
    mark = secrets.token_hex(4)
    instructor = make_person(roles=("instructor",), username=f"teacher-{mark}")
    course = make_course(instructor, lessons=LESSONS, title=f"Course {mark}")
    quiz = make_quiz(course.lesson_ids[0], instructor)
    people = [make_person(username=f"learner-{mark}-{number}") for number in range(learners)]
    return Run(site=site, seed=seed, course=course, quiz=quiz, learners=[Learner(person) for person in people])


def do_run(run: Run, receiver: MailReceiver, *, kills: int) -> int:
    """Learn and kill, wait until nothing is owed, and check; return how many mails came twice."""
    chance = random.Random(run.seed)  # noqa: S311 - no secret
    with ThreadPoolExecutor(AT_ONCE + 1) as pool:
        killing = pool.submit(run.kill_at_random_moments, chance, kills=kills)
        for learning in [pool.submit(run.learn, learner) for learner in run.learners]:
            learning.result()
        killing.result()
    wait_until(is_nothing_owed, seconds=PATIENCE_S)
    for learner in run.learners:
        check_learner(run, learner)
    check_counts(run)
    return check_mails(run, receiver)


def is_nothing_owed() -> bool:
    try:
        return not any(rows.find({}, limit=1) for rows in (outbox.outbox_rows, outbox.retry_rows, errands.errands))
    except PyMongoError:  # the store was killed last of all
        return False


def check_learner(run: Run, learner: Learner) -> None:
    """Compare what one learner was told with what is stored and with what they hear of it."""
    student_id = learner.person.person_id
    [enrollment] = enrollments.find({"student_id": student_id}, limit=5)
    assert str(enrollment.id) == learner.enrollment_id
    done = progress.find({"enrollment_id": enrollment.id}, limit=50)
    assert {row.lesson_id for row in done if row.completed} == set(run.course.lesson_ids)
    assert (enrollment.completed_count, sorted(enrollment.milestones)) == (LESSONS, list(MILESTONES))
    assert learner.last_percentage == MILESTONES[-1]
    taken = attempts.find({"quiz_id": run.quiz.quiz_id, "student_id": student_id}, sort=[("number", 1)], limit=10)
    assert [str(attempt.id) for attempt in taken] == learner.attempt_ids
    told = notifications.find({"recipient_id": student_id}, sort=[("seq", 1)], limit=50)
    assert Counter(item.kind.value for item in told) == TOLD, Counter(item.kind.value for item in told)
    assert [item.seq for item in told] == list(range(1, len(told) + 1))
    assert sorted(item.data["percentage"] for item in told if item.kind.value == "milestone") == list(MILESTONES)


def check_counts(run: Run) -> None:
    """Compare counters with what there is to count, and see that nothing was given up."""
    number = len(run.learners)
    assert courses.find_by_id(run.course.course_id).enrollment_count == number
    assert quiz_statistics.find_by_id(run.quiz.quiz_id).attempts == 2 * number
    counted = totals.find_by_id(run.course.course_id)
    assert (counted.enrollment_count, counted.completed_count, counted.finished_count) == (
        number,
        LESSONS * number,
        number,
    )
    assert outbox.dead_rows.find({}, limit=1) == []


def check_mails(run: Run, receiver: MailReceiver) -> int:
    """Compare the mails that arrived with those owed; return how many came twice. Subjects tell them apart."""
    duplicates = 0
    for learner in run.learners:
        subjects = [mail.subject for mail in receiver.mails if mail.to == [learner.person.email]]
        assert len(set(subjects)) == sum(TOLD.values()), sorted(subjects)
        duplicates += len(subjects) - len(set(subjects))
    assert duplicates <= len(run.killed), f"{duplicates} mails came twice after {len(run.killed)} kills"
    return duplicates
