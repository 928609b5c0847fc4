"""How the result of a quiz is told by every channel; one that keeps results to itself tells no percentage by any."""

import json
import re

import pytest

from lyceum.accounts.tests.factories import make_person
from lyceum.assessment.tests.factories import SINGLE, make_quiz
from lyceum.catalog.tests.factories import make_course
from lyceum.learning.tests.factories import enroll
from lyceum.notifications.events import DigestDue
from lyceum.notifications.public import list_missed
from lyceum.notifications.services.digests import mail_digest
from lyceum.platform.clock import utc_now


@pytest.fixture
def teacher():
    return make_person(roles=("instructor",))


@pytest.fixture
def course(teacher):
    return make_course(teacher, lessons=2)


@pytest.fixture
def student(course):
    student = make_person()
    enroll(student, course)
    return student


def take(student, submission):
    answer = student.client.post("/api/quiz-submissions/", submission)
    assert answer.status_code == 201


def everything_told(student, receiver):
    """Return all that reached the student about quizzes: the list, windows, mails and a digest, each as text."""
    listed = [
        item
        for item in student.client.get("/api/notifications/").json()["results"]
        if item["kind"] in {"quiz_passed", "quiz_retry"}
    ]
    frames = [frame for frame in list_missed(student.person_id, 0) if "quiz" in json.dumps(frame)]
    mail_digest(DigestDue(person_id=student.person_id, due_at=utc_now(), after_seq=0, up_to_seq=100))
    mails = [mail.subject + mail.text + mail.html for mail in receiver.mails if "quiz" in mail.text]
    assert (len(listed), len(frames), len(mails)) == (2, 2, 3)
    return [json.dumps(item) for item in (*listed, *frames)] + mails


@pytest.mark.parametrize(("feedback", "is_told"), [("never", False), ("score_only", True), ("after_submit", True)])
def test_the_percentage_is_told_as_the_policy_says(teacher, course, student, receiver, run_outbox, feedback, is_told):
    questions = (SINGLE,) * 3
    quiz = make_quiz(course.lesson_ids[1], teacher, questions=questions, pass_mark=90, title="quiz", feedback=feedback)
    passing = quiz.submission(right=True)
    take(student, {**passing, "answers": passing["answers"][:1]})
    take(student, passing)
    run_outbox()

    for text in everything_told(student, receiver):
        assert bool(re.search(r'(33|100) %|"percentage"', text)) == is_told, text
        assert "None" not in text
