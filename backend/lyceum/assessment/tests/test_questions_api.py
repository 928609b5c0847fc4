"""Reading and writing questions and choices: questions/ and choices/."""

import pytest
from bson import ObjectId

from lyceum.assessment.tests.factories import PROGRAM, make_quiz
from lyceum.assessment.tests.school import make_school
from lyceum.catalog.tests.factories import make_course

URL = "/api/questions/"
CHOICES_URL = "/api/choices/"
TWO = [{"text": "Yes", "is_correct": True}, {"text": "No", "is_correct": False}]


@pytest.fixture
def school():
    return make_school()


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        ({"kind": "single", "choices": TWO}, "Yes"),
        ({"kind": "true_false", "choices": TWO}, "Yes"),
        ({"kind": "multiple", "choices": [*TWO, {"text": "Sure", "is_correct": True}]}, "Yes; Sure"),
        ({"kind": "short_text", "accepted": [{"text": "a"}, {"text": "b+", "regex": True}]}, "a; b+"),
        ({"kind": "numeric", "number": 6.7, "tolerance": 0.5}, "6.7 ± 0.5"),
        ({"kind": "tracing", "text": "", "tracing": {"program": PROGRAM, "does_compile": False, "line": 2}},
         "does not compile: line 2"),
    ],
)  # fmt: skip
def test_a_question_of_each_kind_is_written_and_read_back(school, body, answer):
    sent = {"quiz": school.quiz.id, "text": "Is *it*?", "points": 3, "explanation": "So.", **body}
    reply = school.instructor.client.post(URL, sent)
    assert reply.status_code == 201, reply.data
    made = reply.json()
    assert (made["answer"], made["points"], made["explanation"]) == (answer, 3, "So.")
    assert made["text_html"] == ("<p>Is <em>it</em>?</p>\n" if sent["text"] else "")
    assert school.instructor.client.get(f"{URL}{made['id']}/").json() == made
    assert school.instructor.client.get(school.quiz.url).json()["questions"][-1] == made


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "riddle"}, "kind"),
        ({"kind": {"$gt": ""}}, "kind"),
        ({"text": " "}, "text"),
        ({"points": 0}, "points"),
        ({"points": 1.5}, "points"),
        ({"number": 1}, "number"),
        ({"choices": "all"}, "choices"),
        ({"choices": [{"text": "a"}]}, "choices.0.is_correct"),
        ({"choices": [{"text": "a", "is_correct": True}, {"text": "b", "is_correct": True}]}, "choices"),
        ({"kind": "short_text", "choices": [], "accepted": [{"text": "(a", "regex": True}]}, "accepted.0.text"),
        ({"kind": "numeric", "choices": [], "number": 10**400}, "number"),
        ({"kind": "numeric", "choices": [], "number": 1, "tolerance": -1}, "tolerance"),
        ({"kind": "tracing", "choices": [], "tracing": {"program": "a", "line": 2}}, "tracing.line"),
        ({"kind": "tracing", "choices": [], "tracing": {"line": 2}}, "tracing.program"),
        ({"quiz": "nonsense"}, "quiz"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(school, change, field):
    body = {"quiz": school.quiz.id, "kind": "single", "text": "Is it?", "choices": TWO, **change}
    reply = school.instructor.client.post(URL, body)
    assert reply.status_code == 400, reply.data
    assert field in [item["field"] for item in reply.json()["errors"]]


def test_what_does_not_change_keeps_its_id(school):
    before = school.quiz.questions[0]
    right, wrong = before.choices
    choices = [{"text": "New", "is_correct": False}, {"text": right.text, "is_correct": True}]
    reply = school.instructor.client.patch(f"{URL}{before.id}/", {"choices": choices, "points": 5})
    after = reply.json()
    assert (after["id"], after["points"], after["text"]) == (str(before.id), 5, before.text)
    assert after["choices"][1]["id"] == str(right.id)
    assert after["choices"][0]["id"] not in {str(right.id), str(wrong.id)}


def test_a_put_writes_the_question_anew_in_its_place(school):
    before = school.quiz.questions[1]
    body = {"quiz": school.quiz.id, "kind": "numeric", "text": "How many?", "number": 4}
    reply = school.instructor.client.put(f"{URL}{before.id}/", body)
    assert reply.status_code == 200
    after = school.quiz.questions[1]
    assert (after.id, after.kind, after.points, after.explanation, after.choices) == (before.id, "numeric", 1, "", ())


def test_a_question_stays_in_its_quiz(school):
    other = make_quiz(school.course.lesson_ids[1], school.instructor)
    body = {"quiz": other.id, "kind": "numeric", "text": "How many?", "number": 4}
    reply = school.instructor.client.put(f"{URL}{school.quiz.question_ids[0]}/", body)
    assert reply.status_code == 400
    patched = school.instructor.client.patch(f"{URL}{school.quiz.question_ids[0]}/", {"quiz": other.id})
    assert patched.status_code == 400
    same = school.instructor.client.patch(f"{URL}{school.quiz.question_ids[0]}/", {"quiz": school.quiz.id})
    assert same.status_code == 200


def test_a_new_kind_drops_what_belonged_to_the_old_one(school):
    url = f"{URL}{school.quiz.question_ids[0]}/"
    reply = school.instructor.client.patch(url, {"kind": "numeric", "number": 3})
    assert reply.status_code == 200, reply.data
    body = reply.json()
    assert (body["kind"], body["choices"], body["number"]) == ("numeric", [], 3)
    assert body["explanation"]


def test_questions_share_the_version_of_their_quiz(school):
    version = school.quiz.stored.version
    url = f"{URL}{school.quiz.question_ids[0]}/"
    assert school.instructor.client.patch(url, {"points": 2}, HTTP_IF_MATCH=f'"{version}"').status_code == 200
    assert school.instructor.client.delete(url, HTTP_IF_MATCH=f'"{version}"').status_code == 412
    assert school.quiz.stored.version == version + 1


def test_a_deleted_question_is_gone(school):
    url = f"{URL}{school.quiz.question_ids[0]}/"
    assert school.instructor.client.delete(url).status_code == 204
    assert school.instructor.client.get(url).status_code == 404
    assert school.instructor.client.delete(url).status_code == 404
    assert len(school.quiz.questions) == 5


def test_an_unfinished_question_is_kept_from_learners(school):
    body = {"quiz": school.quiz.id, "kind": "short_text", "text": "What?"}
    made = school.instructor.client.post(URL, body).json()
    assert made["answer"] == ""
    assert school.learner.client.get(f"{URL}{made['id']}/").status_code == 404
    assert school.learner.client.get(URL, {"quiz": school.quiz.id}).json()["count"] == 6
    assert school.instructor.client.get(URL, {"quiz": school.quiz.id}).json()["count"] == 7
    answers = [{"question": made["id"], "text": "a"}]
    reply = school.learner.client.post("/api/quiz-submissions/", {"quiz": school.quiz.id, "answers": answers})
    assert reply.status_code == 400


def test_questions_are_listed_in_pages(school):
    reply = school.learner.client.get(URL, {"quiz": school.quiz.id, "page_size": 4, "page": 2}).json()
    assert (reply["count"], len(reply["results"]), reply["next"]) == (6, 2, None)
    assert school.learner.client.get(URL).status_code == 400


def test_who_may_read_and_write_questions_and_choices(school, api):
    question = school.quiz.questions[0]
    question_url = f"{URL}{question.id}/"
    choice_url = f"{CHOICES_URL}{question.choices[0].id}/"
    body = {"quiz": school.quiz.id, "kind": "numeric", "text": "How many?", "number": 4}
    new_choice = {"question": str(question.id), "text": "New", "is_correct": False}
    for url in (question_url, choice_url):
        assert api.get(url).status_code == 401
        assert school.learner.client.get(url).status_code == 200
        assert school.visitor.client.get(url).status_code == 403
        for person in (school.learner, school.visitor, school.other_instructor):
            assert person.client.patch(url, {"text": "Mine"}).status_code == 403
            assert person.client.delete(url).status_code == 403
    for person in (school.learner, school.visitor, school.other_instructor):
        assert person.client.post(URL, body).status_code == 403
        assert person.client.post(CHOICES_URL, new_choice).status_code == 403
    assert school.admin.client.patch(question_url, {"points": 2}).status_code == 200


def test_of_a_hidden_course_not_even_questions_and_choices_are_known(school):
    draft = make_course(school.instructor, published=False)
    question = make_quiz(draft.lesson_ids[0], school.instructor).questions[0]
    for url in (f"{URL}{question.id}/", f"{CHOICES_URL}{question.choices[0].id}/"):
        assert school.visitor.client.get(url).status_code == 404
        assert school.visitor.client.delete(url).status_code == 404
    for unknown in (ObjectId(), "nonsense"):
        assert school.instructor.client.get(f"{URL}{unknown}/").status_code == 404
        assert school.instructor.client.patch(f"{CHOICES_URL}{unknown}/", {}).status_code == 404


def test_choices_are_added_changed_and_deleted(school):
    question = school.quiz.questions[0]
    body = {"question": str(question.id), "text": "A *third*", "is_correct": False}
    made = school.instructor.client.post(CHOICES_URL, body)
    assert made.status_code == 201, made.data
    shown = {name: made.json()[name] for name in ("question", "text", "text_html", "is_correct")}
    assert shown == {**body, "text_html": "A <em>third</em>"}
    url = f"{CHOICES_URL}{made.json()['id']}/"
    assert school.instructor.client.patch(url, {"text": "Changed"}).json()["text"] == "Changed"
    put = school.instructor.client.put(url, {"text": "Anew", "is_correct": False})
    assert (put.status_code, put.json()["id"]) == (200, made.json()["id"])
    listed = school.learner.client.get(CHOICES_URL, {"question": str(question.id)}).json()
    assert [item["text"] for item in listed["results"]] == ["Right", "Wrong", "Anew"]
    assert school.instructor.client.delete(url).status_code == 204
    assert school.instructor.client.get(url).status_code == 404


def test_a_second_right_choice_is_refused_where_one_is_allowed(school):
    single, multiple = school.quiz.questions[:2]
    wrong = f"{CHOICES_URL}{single.choices[1].id}/"
    reply = school.instructor.client.patch(wrong, {"is_correct": True})
    assert (reply.status_code, reply.json()["code"]) == (400, "invalid_question")
    also_right = f"{CHOICES_URL}{multiple.choices[1].id}/"
    assert school.instructor.client.patch(also_right, {"is_correct": True}).status_code == 200


def test_a_question_without_choices_takes_none(school):
    numeric = school.quiz.questions[4]
    body = {"question": str(numeric.id), "text": "New", "is_correct": False}
    reply = school.instructor.client.post(CHOICES_URL, body)
    assert (reply.status_code, reply.json()["code"]) == (409, "no_choices")


@pytest.mark.parametrize("body", [{}, {"text": "a"}, {"question": "x", "text": "a", "is_correct": True}])
def test_a_malformed_choice_is_refused(school, body):
    assert school.instructor.client.post(CHOICES_URL, body).status_code == 400


def test_a_quiz_holds_at_most_so_much(school):
    body = {"quiz": school.quiz.id, "kind": "short_text", "text": "a" * 19_000, "explanation": "b" * 19_000}
    replies = [school.instructor.client.post(URL, body) for _ in range(20)]
    assert replies[0].status_code == 201
    assert (replies[-1].status_code, replies[-1].json()["code"]) == (409, "quiz_too_large")
