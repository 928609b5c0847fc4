"""Nothing that reaches a learner tells a quiz's key before its time: every response, in every state, by every policy.

Explanations are told when the feedback policy says so; keys (flags, accepted answers, tolerances, outputs, rubrics)
never.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings

from lyceum.accounts.tests.factories import TestPerson, make_person
from lyceum.assessment.rules.questions import QuestionKind
from lyceum.assessment.tests.factories import EVERY_KIND, LISTED_KINDS, TestQuiz, make_quiz, right_answer
from lyceum.catalog.tests.factories import TestCourse, make_course
from lyceum.learning.tests.factories import enroll
from lyceum.notifications.events import DigestDue
from lyceum.notifications.public import list_missed
from lyceum.notifications.services.digests import mail_digest
from lyceum.platform import cache
from lyceum.platform.clock import utc_now
from lyceum.platform.mail_url import mailer_of
from lyceum.platform.tests.mail_receiver import MailReceiver

QUESTIONS = (*EVERY_KIND, *LISTED_KINDS)
# Names of fields that hold a key, and values that only a key or a rubric has.
KEYS = {
    *("is_correct", "accepted", "tolerance", "stdout", "explanation", "regex", "rubric", "answer", "key"),
}
NEVER = ("secret-name", "secret-output", "secret-criterion", "secret-example", "hermann", "6.7125", "0.5625")
EXPLANATION = "secret-explanation"
ESSAY = QUESTIONS.index(next(item for item in QUESTIONS if item.kind is QuestionKind.ESSAY))


@dataclass(slots=True)
class Walk:
    """A learner, a quiz of every kind, and all that was said to the learner so far."""

    teacher: TestPerson
    learner: TestPerson
    course: TestCourse
    quiz: TestQuiz
    receiver: MailReceiver
    run_outbox: Callable[[], None]
    attempts: list[str] = field(default_factory=list)

    def everything_told(self) -> Iterator[tuple[str, Any]]:
        """Read whatever a learner can read; yield from where it is and what it says."""
        for path in self._paths():
            reply = self.learner.client.get(path)
            may_be_hidden = self.quiz.stored.needs_start and path.startswith(("/api/questions/", "/api/choices/"))
            assert reply.status_code in ({200, 404} if may_be_hidden else {200}), (path, reply.content)
            yield path, reply.json()
        self.run_outbox()
        yield "windows", list_missed(self.learner.person_id, 0)
        mail_digest(DigestDue(person_id=self.learner.person_id, due_at=utc_now(), after_seq=0, up_to_seq=1_000))
        yield "mails", [mail.subject + mail.text + mail.html for mail in self.receiver.mails]
        yield "own data", self._own_data()

    def _paths(self) -> list[str]:
        question = self.quiz.questions[0]
        return [
            *(
                self.quiz.url,
                f"{self.quiz.url}standing/",
                "/api/dashboard/",
                "/api/enrollments/",
                "/api/notifications/",
            ),
            *(f"/api/quizzes/?course={self.course.id}", f"/api/quizzes/?lesson={self.quiz.lesson_id}"),
            *(f"/api/questions/?quiz={self.quiz.id}", f"/api/choices/?question={question.id}"),
            *(f"/api/questions/{question_id}/" for question_id in self.quiz.question_ids),
            *("/api/quiz-submissions/", f"/api/quiz-submissions/?quiz={self.quiz.id}"),
            *(self.course.url, f"{self.course.url}outline/", *self.course.lesson_urls),
            *(f"/api/progress/?course={self.course.id}", f"/api/announcements/?course={self.course.id}"),
            *(f"/api/attempts/{attempt_id}/" for attempt_id in self.attempts),
        ]

    def _own_data(self) -> Any:
        url = "/api/auth/user/export/"
        cache.connection().flushdb()  # copies are limited to a few a day
        assert self.learner.client.post(url).status_code == 202
        self.run_outbox()
        return self.learner.client.get(f"{url}file/").json()

    def post(self, path: str, body: Any = None) -> Any:
        """Send something as the learner; return the reply, whatever it is."""
        return self.learner.client.post(path, body or {}).json()

    def configure(self, **settings: Any) -> None:
        """Change how the quiz is taken."""
        assert self.teacher.client.patch(self.quiz.url, settings).status_code == 200

    def grade_essay(self, attempt_url: str) -> None:
        """Give no points for the essay."""
        grade = {"question": str(self.quiz.question_ids[ESSAY]), "criteria": [0, 0], "comment": ""}
        assert self.teacher.client.post(f"{attempt_url}grades/", {"grades": [grade]}).status_code == 200

    def regrade(self, attempt_url: str) -> None:
        """Change the key of the first question, and have everything graded by it."""
        flipped = [{"text": "Right", "is_correct": False}, {"text": "Wrong", "is_correct": True}]
        author = self.teacher.client
        author.patch(f"/api/questions/{self.quiz.question_ids[0]}/", {"choices": flipped})
        assert author.post(f"{self.quiz.url}regrade/", {"apply": True, "reason": "A wrong key."}).status_code == 202
        self.run_outbox()
        assert author.get(attempt_url).json()["history"][-1]["what"] == "regraded"


def hours_from_now(hours: int) -> str:
    return (utc_now() + timedelta(hours=hours)).isoformat()


@pytest.fixture
def walk(run_outbox: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> Iterator[Walk]:
    teacher, learner = make_person(roles=("instructor",)), make_person()
    course = make_course(teacher, lessons=2)
    enroll(learner, course)
    quiz = make_quiz(course.lesson_ids[0], teacher, questions=QUESTIONS, pass_mark=100)
    with MailReceiver() as receiver:
        monkeypatch.setattr(settings, "MAILERS", {"default": mailer_of(receiver.url)})
        yield Walk(teacher, learner, course, quiz, receiver, run_outbox)


def names_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ():
        yield from names_in(item)


def check(state: str, told: Iterator[tuple[str, Any]], *, explains: bool) -> None:
    """Compare what was told with what may be; an explanation that may be told is told with the submission."""
    explained = set()
    for source, value in told:
        text = json.dumps(value, default=str)
        leaked = [secret for secret in NEVER if secret in text]
        assert not leaked, (state, source, leaked)
        assert not KEYS & set(names_in(value)), (state, source)
        explained |= {source} if EXPLANATION in text else set()
    assert bool(explained) == explains, (state, explained)


def wrong_answers(quiz: TestQuiz) -> list[dict[str, Any]]:
    """Answer every question that a person need not grade, without repeating a key, and write the essay."""
    untold = {QuestionKind.SHORT_TEXT, QuestionKind.NUMERIC, QuestionKind.TRACING}
    return [right_answer(question) for question in quiz.questions if question.kind not in untold]


@pytest.mark.parametrize(
    ("feedback", "limit_s"), [("never", None), ("score_only", 600), ("after_submit", None), ("after_closing", 600)]
)
def test_no_state_of_a_quiz_tells_its_learner_the_key(walk: Walk, feedback: str, limit_s: int | None) -> None:
    explains = feedback == "after_submit"
    walk.configure(feedback=feedback, shuffle=True, time_limit_s=limit_s, closes_at=hours_from_now(1))
    check("before", walk.everything_told(), explains=False)

    said = [walk.post(f"{walk.quiz.url}attempts/")]
    walk.attempts.append(said[0]["id"])
    url = f"/api/attempts/{walk.attempts[0]}/"
    said.append(walk.learner.client.patch(url, {"seq": 1, "answers": wrong_answers(walk.quiz)}).json())
    said.append(walk.post(f"{url}submit/", {"answers": [{"question": walk.quiz.id}]}))  # refused: no such question
    check("open", iter([("replies", said), *walk.everything_told()]), explains=False)

    submitted = walk.post(f"{url}submit/")
    assert submitted["state"] == "pending"
    check("essay pending", iter([("reply", submitted), *walk.everything_told()]), explains=explains)
    walk.grade_essay(url)
    check("graded", walk.everything_told(), explains=explains)
    walk.regrade(url)
    check("regraded", walk.everything_told(), explains=explains)

    walk.configure(closes_at=hours_from_now(-1))
    said = [walk.post(f"{walk.quiz.url}attempts/"), walk.post("/api/quiz-submissions/", walk.quiz.submission())]
    assert {reply["code"] for reply in said} <= {"quiz_closed", "start_required"}
    told = iter([("refusals", said), *walk.everything_told()])
    check("closed", told, explains=explains or feedback == "after_closing")
    for path in (f"{walk.course.url}analytics/", f"{walk.course.url}analytics/quizzes/csv/"):
        assert walk.learner.client.get(path).status_code == 403, path
