"""Rules and results that change while learners are on their way: limits, time, keys, grades."""

from datetime import timedelta

import pytest
from bson import ObjectId

from lyceum.assessment.documents import attempts
from lyceum.assessment.tests.factories import LISTED_KINDS, SINGLE, make_quiz
from lyceum.assessment.tests.school import make_school
from lyceum.platform.clock import utc_now

SUBMISSIONS = "/api/quiz-submissions/"
ESSAY = LISTED_KINDS[-1]


@pytest.fixture
def school():
    return make_school()


def _quiz(school, **settings):
    return make_quiz(school.course.lesson_ids[1], school.instructor, **settings)


def _submit(school, quiz, *, right=True):
    return school.learner.client.post(SUBMISSIONS, quiz.submission(right=right))


def _choose(school, quiz, index):
    question = quiz.questions[0]
    answer = {"question": str(question.id), "choices": [str(question.choices[index].id)]}
    return school.learner.client.post(SUBMISSIONS, {"quiz": quiz.id, "answers": [answer]}).json()


def _give(school, quiz, **more):
    reply = school.instructor.client.post(f"{quiz.url}accommodations/", {"student": school.learner.id, **more})
    assert reply.status_code == 200, reply.data


def _standing(school, quiz):
    return school.learner.client.get(f"{quiz.url}standing/").json()


def _stand(school, quiz):
    standing = _standing(school, quiz)
    return standing["percentage"], standing["passed"]


def test_a_limit_that_is_lowered_below_what_was_used_leaves_none_and_extra_ones_count_from_it(school):
    quiz = _quiz(school, attempts_allowed=3)
    assert [_submit(school, quiz, right=False).status_code for _ in range(3)] == [201] * 3
    assert _submit(school, quiz).json()["code"] == "no_attempts_left"
    school.instructor.client.patch(quiz.url, {"attempts_allowed": 1})
    standing = _standing(school, quiz)
    assert (standing["attempts_used"], standing["attempts_left"], standing["percentage"]) == (3, 0, 0)
    _give(school, quiz, extra_attempts=2)
    assert _submit(school, quiz).json()["code"] == "no_attempts_left"
    _give(school, quiz, extra_attempts=3)
    assert _standing(school, quiz)["attempts_left"] == 1
    assert _submit(school, quiz).json()["number"] == 4
    assert _submit(school, quiz).status_code == 409
    school.instructor.client.patch(quiz.url, {"attempts_allowed": None})
    assert (_submit(school, quiz).status_code, _standing(school, quiz)["attempts_left"]) == (201, None)


def test_time_that_is_given_while_an_attempt_runs_is_added_to_it_and_never_taken_away(school):
    quiz = _quiz(school, time_limit_s=600)
    running = school.learner.client.post(f"{quiz.url}attempts/").json()
    url = f"/api/attempts/{running['id']}/"

    def given_s():
        stored = attempts.find_by_id(ObjectId(running["id"]))
        return (stored.deadline - stored.started_at).total_seconds()

    _give(school, quiz, extra_time_s=300)
    assert given_s() == 900
    saved = school.learner.client.patch(url, {"seq": 1, "answers": []}).json()
    assert saved["deadline"] == school.learner.client.get(url).json()["deadline"] > running["deadline"]
    _give(school, quiz, extra_time_s=300, extra_attempts=1)
    _give(school, quiz, extra_time_s=60)
    assert given_s() == 900
    attempts.update({"_id": ObjectId(running["id"])}, {"$set": {"deadline": utc_now() - timedelta(seconds=1)}})
    _give(school, quiz, extra_time_s=3_600)
    assert school.learner.client.patch(url, {"seq": 2, "answers": []}).json()["code"] == "attempt_closed"


@pytest.mark.parametrize(
    ("grading", "before", "overridden", "regraded"),
    [
        ("best", (100, True), (50, False), (100, True)),
        ("last", (0, False), (0, False), (100, True)),
        ("average", (50, False), (25, False), (75, False)),
    ],
)
def test_overrides_and_regrades_change_what_counts_by_the_policy(
    school, run_outbox, grading, before, overridden, regraded
):
    quiz = _quiz(school, grading=grading, pass_mark=80)
    right = _choose(school, quiz, 0)
    _choose(school, quiz, 1)
    assert _stand(school, quiz) == before
    half = {"score": 0.5, "reason": "Copied."}
    assert school.instructor.client.post(f"/api/attempts/{right['id']}/override/", half).status_code == 200
    assert _stand(school, quiz) == overridden
    flipped = [{"text": "Right", "is_correct": False}, {"text": "Wrong", "is_correct": True}]
    school.instructor.client.patch(f"/api/questions/{quiz.question_ids[0]}/", {"choices": flipped})
    school.instructor.client.post(f"{quiz.url}regrade/", {"apply": True})
    run_outbox()
    assert _stand(school, quiz) == regraded


@pytest.mark.parametrize(
    ("grading", "while_waiting", "graded"),
    [("best", (25, False), (100, True)), ("last", (25, False), (100, True)), ("average", (25, False), (62, True))],
)
def test_what_waits_for_a_grade_counts_in_no_policy_until_it_has_one(school, grading, while_waiting, graded):
    quiz = _quiz(school, grading=grading, pass_mark=60, questions=(SINGLE, ESSAY))
    [single, essay] = quiz.submission()["answers"]
    first, second = (
        school.learner.client.post(SUBMISSIONS, {"quiz": quiz.id, "answers": answers}).json()
        for answers in ([single], [single, essay])
    )
    assert (first["state"], second["state"]) == ("graded", "pending")
    assert _stand(school, quiz) == while_waiting
    full = {"grades": [{"question": essay["question"], "criteria": [1, 2]}]}
    assert school.instructor.client.post(f"/api/attempts/{second['id']}/grades/", full).status_code == 200
    assert _stand(school, quiz) == graded
    [place] = school.learner.client.get("/api/enrollments/").json()["results"]
    assert place["progress"]["completed"] == 1
