"""Results that change after they were told: essays, overrides, regrades; and how questions did."""

import pytest
from bson import ObjectId

from lyceum.assessment.documents import attempts
from lyceum.assessment.public import collect_personal_data
from lyceum.assessment.rules.drafts import CriterionDraft, QuestionDraft
from lyceum.assessment.rules.questions import QuestionKind
from lyceum.assessment.services import regrading
from lyceum.assessment.tests.factories import SINGLE, make_quiz
from lyceum.assessment.tests.school import enroll, make_school

SUBMISSIONS = "/api/quiz-submissions/"
ESSAY = QuestionDraft(
    kind=QuestionKind.ESSAY,
    text="Explain.",
    points=3,
    rubric=(CriterionDraft(text="secret-criterion", points=1), CriterionDraft(text="secret-example", points=2)),
)


@pytest.fixture
def school():
    return make_school()


@pytest.fixture
def essay_quiz(school):
    return make_quiz(school.course.lesson_ids[1], school.instructor, questions=(SINGLE, ESSAY))


@pytest.fixture
def single(school):
    return make_quiz(school.course.lesson_ids[1], school.instructor)


def _write_essay(school, quiz, text="Because."):
    body = quiz.submission(right=False)
    body["answers"] = [{"question": str(quiz.question_ids[1]), "text": text}]
    return school.learner.client.post(SUBMISSIONS, body).json()


def _post(person, attempt, action, body):
    return person.client.post(f"/api/attempts/{attempt['id']}/{action}/", body)


def _turn_key(school, quiz):
    """Mark the other choice as right."""
    choices = [{"text": "Right", "is_correct": False}, {"text": "Wrong", "is_correct": True}]
    reply = school.instructor.client.patch(f"/api/questions/{quiz.question_ids[0]}/", {"choices": choices})
    assert reply.status_code == 200, reply.data


def _turn_key_back(school, quiz):
    choices = [{"text": "Right", "is_correct": True}, {"text": "Wrong", "is_correct": False}]
    school.instructor.client.patch(f"/api/questions/{quiz.question_ids[0]}/", {"choices": choices})


def _choose(quiz, index):
    question = quiz.questions[0]
    return {
        "quiz": quiz.id,
        "answers": [{"question": str(question.id), "choices": [str(question.choices[index].id)]}],
    }


def _audited(school, action):
    return school.admin.client.get("/api/audit-log/", {"action": action}).json()["results"]


def _kinds(person):
    return [item["kind"] for item in person.client.get("/api/notifications/").json()["results"]]


def test_an_essay_waits_for_a_person_and_then_decides(school, essay_quiz, run_outbox):
    made = _write_essay(school, essay_quiz)
    assert (made["state"], made["score"], made["percentage"], made["passed"]) == ("pending", None, None, None)
    assert made["results"][1]["pending"] is True
    run_outbox()
    assert "quiz_retry" not in _kinds(school.learner)
    grade = {"question": str(essay_quiz.question_ids[1]), "criteria": [1, 2], "comment": "*Good*."}
    reply = _post(school.instructor, made, "grades", {"grades": [grade]})
    assert reply.status_code == 200, reply.data
    [entry] = reply.json()["history"]
    assert (entry["what"], entry["percentage_before"], entry["score_before"]) == ("graded", None, None)
    assert entry["percentage_after"] is not None
    seen = school.learner.client.get(f"{SUBMISSIONS}{made['id']}/").json()
    assert (seen["state"], seen["score"], seen["percentage"], seen["passed"]) == ("graded", 3, 75, True)
    assert seen["results"][1]["comment"] == "<p><em>Good</em>.</p>\n"
    assert seen["course_progress"]["completed"] == 1
    run_outbox()
    assert "quiz_passed" in _kinds(school.learner)


def test_an_essay_that_was_not_written_needs_no_grade(school, essay_quiz):
    made = _write_essay(school, essay_quiz, text="  ")
    assert (made["state"], made["score"]) == ("graded", 0)


@pytest.mark.parametrize(
    ("grade", "field"),
    [
        ({"score": 4}, "grades.0.score"),
        ({"score": -1}, "grades.0.score"),
        ({}, "grades.0.score"),
        ({"score": 1, "criteria": [1, 1]}, "grades.0.score"),
        ({"criteria": [1]}, "grades.0.criteria"),
        ({"criteria": [2, 1]}, "grades.0.criteria.0"),
        ({"score": "3"}, "grades.0.score"),
        ({"question": "0" * 24, "score": 1}, "grades.0.question"),
    ],
)
def test_grades_that_do_not_fit_change_nothing(school, essay_quiz, grade, field):
    made = _write_essay(school, essay_quiz)
    body = {"grades": [{"question": str(essay_quiz.question_ids[1]), **grade}]}
    reply = _post(school.instructor, made, "grades", body)
    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, field)
    assert attempts.find_by_id(ObjectId(made["id"])).state == "pending"


def test_only_those_who_teach_grade_override_regrade_and_see_statistics(school, essay_quiz, api):
    made = _write_essay(school, essay_quiz)
    grade = {"grades": [{"question": str(essay_quiz.question_ids[1]), "score": 1}]}
    for person, refusal in ((school.learner, 403), (school.visitor, 404), (school.other_instructor, 404)):
        assert _post(person, made, "grades", grade).status_code == refusal
        assert _post(person, made, "override", {"score": 1, "reason": "a"}).status_code == refusal
        assert person.client.post(f"{essay_quiz.url}regrade/", {}).status_code == 403
        assert person.client.get(f"{essay_quiz.url}statistics/").status_code == 403
    assert api.get(f"{essay_quiz.url}statistics/").status_code == 401
    assert school.admin.client.get(f"{essay_quiz.url}statistics/").status_code == 200


def test_an_attempt_that_runs_has_no_result_to_change(school, essay_quiz):
    attempt = school.learner.client.post(f"{essay_quiz.url}attempts/").json()
    reply = _post(school.instructor, attempt, "override", {"score": 1, "reason": "a"})
    assert (reply.status_code, reply.json()["code"]) == (409, "attempt_open")


def test_an_override_needs_a_reason_is_remembered_and_completes_the_lesson(school, single):
    made = school.learner.client.post(SUBMISSIONS, single.submission(right=False)).json()
    assert _post(school.instructor, made, "override", {"score": 1}).status_code == 400
    assert _post(school.instructor, made, "override", {"score": 2, "reason": "a"}).status_code == 400
    body = _post(school.instructor, made, "override", {"score": 1, "reason": "Ill that day."}).json()
    assert (body["result"]["passed"], body["result"]["percentage"]) == (True, 100)
    entry = body["history"][0]
    assert (entry["what"], entry["reason"], entry["by"]) == ("overridden", "Ill that day.", school.instructor.id)
    assert (entry["score_before"], entry["score_after"]) == (0, 1)
    [noted] = _audited(school, "result_overridden")
    assert (noted["actor"]["id"], noted["subject"]["id"]) == (school.instructor.id, made["id"])
    assert noted["data"] == {"percentage_before": 0, "percentage_after": 100}
    seen = school.learner.client.get(f"{SUBMISSIONS}{made['id']}/").json()
    assert (seen["passed"], seen["course_progress"]["completed"]) == (True, 1)


def test_a_regrade_is_previewed_and_then_done_by_the_worker(school, single, run_outbox):
    enroll(school.visitor, school.course)
    wrong = school.learner.client.post(SUBMISSIONS, _choose(single, 1)).json()
    right = school.visitor.client.post(SUBMISSIONS, _choose(single, 0)).json()
    run_outbox()
    _turn_key(school, single)
    preview = school.instructor.client.post(f"{single.url}regrade/", {"apply": False})
    assert preview.status_code == 200
    body = preview.json()
    assert (body["checked"], body["next_after"]) == (2, None)
    changes = {item["attempt"]: (item["before"]["passed"], item["after"]["passed"]) for item in body["changes"]}
    assert changes == {wrong["id"]: (False, True), right["id"]: (True, False)}
    assert school.learner.client.get(f"{SUBMISSIONS}{wrong['id']}/").json()["passed"] is False
    reply = school.instructor.client.post(f"{single.url}regrade/", {"apply": True, "reason": "The key was wrong."})
    assert reply.status_code == 202
    run_outbox()
    learner = school.learner.client.get(f"{SUBMISSIONS}{wrong['id']}/").json()
    assert (learner["passed"], learner["course_progress"]["completed"]) == (True, 1)
    assert school.visitor.client.get(f"{SUBMISSIONS}{right['id']}/").json()["passed"] is False
    completed = school.visitor.client.get("/api/enrollments/").json()["results"][0]["progress"]["completed"]
    assert completed == 1
    history = school.instructor.client.get(f"/api/attempts/{wrong['id']}/").json()["history"]
    assert [(item["what"], item["reason"]) for item in history] == [("regraded", "The key was wrong.")]
    [noted] = _audited(school, "regrade_requested")
    assert (noted["actor"]["id"], noted["subject"]["id"]) == (school.instructor.id, single.id)
    assert _kinds(school.learner).count("quiz_passed") == _kinds(school.learner).count("quiz_retry") == 1


def test_a_regrade_goes_on_in_batches_and_changes_nothing_twice(school, single, run_outbox, monkeypatch):
    monkeypatch.setattr(regrading, "BATCH", 2)
    monkeypatch.setattr(regrading, "PREVIEW", 2)
    for _ in range(5):
        school.learner.client.post(SUBMISSIONS, _choose(single, 1))
    _turn_key(school, single)
    first = school.instructor.client.post(f"{single.url}regrade/", {}).json()
    second = school.instructor.client.post(f"{single.url}regrade/", {"after": first["next_after"]}).json()
    assert (len(first["changes"]), len(second["changes"])) == (2, 2)
    for _ in range(2):
        school.instructor.client.post(f"{single.url}regrade/", {"apply": True})
        run_outbox()
    stored = attempts.find({"quiz_id": single.quiz_id}, limit=10)
    assert [(item.passed, len(item.history)) for item in stored] == [(True, 1)] * 5
    assert school.instructor.client.post(f"{single.url}regrade/", {}).json()["changes"] == []


def test_a_regrade_leaves_what_a_person_has_decided(school, single, essay_quiz, run_outbox):
    made = school.learner.client.post(SUBMISSIONS, _choose(single, 0)).json()
    _post(school.instructor, made, "override", {"score": 0.5, "reason": "Late."})
    essay = _write_essay(school, essay_quiz)
    grade = {"question": str(essay_quiz.question_ids[1]), "score": 3}
    _post(school.instructor, essay, "grades", {"grades": [grade]})
    for quiz in (single, essay_quiz):
        _turn_key(school, quiz)
        school.instructor.client.post(f"{quiz.url}regrade/", {"apply": True})
    run_outbox()
    assert school.learner.client.get(f"{SUBMISSIONS}{made['id']}/").json()["score"] == 0.5
    assert school.learner.client.get(f"{SUBMISSIONS}{essay['id']}/").json()["score"] == 3


def test_a_quiz_that_is_gone_is_not_regraded(school, single, run_outbox):
    school.instructor.client.post(f"{single.url}regrade/", {"apply": True})
    school.instructor.client.delete(single.url)
    run_outbox()


def test_statistics_come_from_counters_and_follow_a_regrade(school, run_outbox, mongo_commands):
    quiz = make_quiz(school.course.lesson_ids[1], school.instructor, questions=(SINGLE, SINGLE))
    empty = school.instructor.client.get(f"{quiz.url}statistics/").json()
    assert (empty["attempts"], empty["questions"][0]["facility"]) == (0, None)
    for right in (True, True, True, False):
        school.learner.client.post(SUBMISSIONS, quiz.submission(right=right))
    school.learner.client.post(SUBMISSIONS, _choose(quiz, 1))
    run_outbox()
    with mongo_commands.at_most(3):  # who asks, the course, the counters
        body = school.instructor.client.get(f"{quiz.url}statistics/").json()
    first, second = body["questions"]
    assert (body["attempts"], first["count"], first["facility"], first["discrimination"]) == (5, 5, 0.6, 1.0)
    assert [item["count"] for item in first["choices"]] == [3, 1]
    assert [item["count"] for item in second["choices"]] == [3, 0]
    _turn_key(school, quiz)
    for _ in range(2):
        school.instructor.client.post(f"{quiz.url}regrade/", {"apply": True})
        run_outbox()
    after = school.instructor.client.get(f"{quiz.url}statistics/").json()
    assert (after["attempts"], after["questions"][0]["facility"]) == (5, 0.2)
    assert after["questions"][1]["facility"] == 0.6


def test_what_waits_for_a_grade_is_nowhere_worth_nothing(school, essay_quiz):
    made = _write_essay(school, essay_quiz)
    url = f"/api/attempts/{made['id']}/"
    learner, author = school.learner.client, school.instructor.client
    results = [
        made,
        learner.get(url).json()["result"],
        *(client.get(f"{SUBMISSIONS}{made['id']}/").json() for client in (learner, author)),
        *(client.get(SUBMISSIONS, {"quiz": essay_quiz.id}).json()["results"][0] for client in (learner, author)),
        author.get(url).json()["result"],
    ]
    for result in results:
        assert (result["state"], result["score"], result["percentage"], result["passed"]) == ("pending", *[None] * 3)
    standing = learner.get(f"{essay_quiz.url}standing/").json()
    assert (standing["percentage"], standing["passed"]) == (None, None)
    [held] = collect_personal_data(school.learner.person_id)["attempts"]
    assert (held["state"], held["score"], held["passed"]) == ("pending", None, None)
    _turn_key(school, essay_quiz)
    body = _choose(essay_quiz, 1)
    body["answers"].append({"question": str(essay_quiz.question_ids[1]), "text": "Because."})
    learner.post(SUBMISSIONS, body)
    _turn_key_back(school, essay_quiz)
    [change] = author.post(f"{essay_quiz.url}regrade/", {}).json()["changes"]
    assert change["before"] == change["after"] == {"score": None, "max_score": 4, "percentage": None, "passed": None}


def test_own_data_tell_results_only_as_the_quiz_does(school):
    quiz = make_quiz(school.course.lesson_ids[1], school.instructor, feedback="never")
    school.learner.client.post(SUBMISSIONS, quiz.submission())
    [held] = collect_personal_data(school.learner.person_id)["attempts"]
    assert (held["state"], held["score"], held["passed"]) == ("graded", None, None)
    school.instructor.client.patch(quiz.url, {"feedback": "score_only"})
    [held] = collect_personal_data(school.learner.person_id)["attempts"]
    assert (held["score"], held["passed"]) == (1, True)
