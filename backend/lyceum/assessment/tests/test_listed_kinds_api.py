"""Questions whose answers are lists or texts: ordering, matching and essays."""

import pytest

from lyceum.assessment.tests.factories import LISTED_KINDS, make_quiz, right_answer
from lyceum.assessment.tests.school import make_school

SUBMISSIONS = "/api/quiz-submissions/"


@pytest.fixture
def school():
    return make_school()


@pytest.fixture
def quiz(school):
    return make_quiz(school.course.lesson_ids[1], school.instructor, questions=LISTED_KINDS)


def test_authors_write_and_read_them_back(school, quiz):
    ordering, matching, essay = school.instructor.client.get(quiz.url).json()["questions"]
    assert ordering["order"] == ["Encode", "Store", "Retrieve", "Use"]
    assert ordering["answer"] == "Encode → Store → Retrieve → Use"
    assert matching["pairs"][2] == {"left": "", "right": "Pavlov"}
    assert matching["answer"] == "Forgetting → Ebbinghaus; Testing → Roediger"
    assert [line["points"] for line in essay["rubric"]] == [1, 2]
    body = {"quiz": quiz.id, "kind": "matching", "text": "Match.", "pairs": matching["pairs"]}
    assert school.instructor.client.post("/api/questions/", body).status_code == 201


def test_learners_see_the_parts_mixed_and_answer_with_their_ids(school, quiz):
    ordering, matching, essay = school.learner.client.get(quiz.url).json()["questions"]
    assert {item["text"] for item in ordering["items"]} == {"Encode", "Store", "Retrieve", "Use"}
    assert (len(matching["prompts"]), len(matching["options"])) == (2, 3)
    assert "items" not in essay
    answers = [right_answer(question) for question in quiz.questions]
    made = school.learner.client.post(SUBMISSIONS, {"quiz": quiz.id, "answers": answers}).json()
    assert (made["state"], [item["score"] for item in made["results"]]) == ("pending", [3, 2, 0])


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"kind": "ordering", "order": ["a", "a"]}, "order", "repeated"),
        ({"kind": "ordering", "pairs": [{"left": "a", "right": "b"}]}, "pairs", "unexpected"),
        (
            {"kind": "matching", "pairs": [{"left": "a", "right": "b"}, {"left": "a", "right": "c"}]},
            "pairs",
            "repeated",
        ),
        ({"kind": "matching", "pairs": [{"left": "a"}]}, "pairs.0.right", "required"),
        ({"kind": "essay", "points": 3, "rubric": [{"text": "a", "points": 2}]}, "rubric", "sum"),
        ({"kind": "essay", "order": ["a", "b"]}, "order", "unexpected"),
        ({"kind": "essay", "rubric": [{"text": {"$gt": ""}, "points": 1}]}, "rubric.0.text", "invalid"),
    ],
)
def test_what_contradicts_its_kind_is_refused(school, quiz, change, field, code):
    reply = school.instructor.client.post("/api/questions/", {"quiz": quiz.id, "text": "Why?", **change})
    assert reply.status_code == 400
    assert (field, code) in [(item["field"], item["code"]) for item in reply.json()["errors"]]


@pytest.mark.parametrize("unfinished", [{"kind": "ordering", "order": ["a"]}, {"kind": "matching"}])
def test_what_is_unfinished_is_kept_but_not_put(school, quiz, unfinished):
    body = {"quiz": quiz.id, "text": "Why?", **unfinished}
    assert school.instructor.client.post("/api/questions/", body).status_code == 201
    assert len(school.learner.client.get(quiz.url).json()["questions"]) == 3


def test_answers_that_do_not_fit_are_refused_with_their_place(school, quiz):
    ordering, matching, _ = quiz.questions
    item, prompt, option = (str(part.id) for part in (ordering.order[0], matching.prompts[0], matching.options[0]))
    crossed = [{"left": option, "right": prompt}]
    twice = [{"left": prompt, "right": option}] * 2
    cases = [
        ({"question": str(ordering.id), "order": [item, item]}, "answers.0.order", "repeated"),
        ({"question": str(ordering.id), "order": [prompt]}, "answers.0.order.0", "unknown"),
        ({"question": str(matching.id), "pairs": twice}, "answers.0.pairs", "repeated"),
        (
            {"question": str(matching.id), "pairs": crossed},
            "answers.0.pairs.0.left",
            "unknown",
        ),
        ({"question": str(matching.id), "order": [item]}, "answers.0.order", "unexpected"),
    ]
    for answer, field, code in cases:
        reply = school.learner.client.post(SUBMISSIONS, {"quiz": quiz.id, "answers": [answer]})
        assert reply.status_code == 400
        assert (field, code) in [(item["field"], item["code"]) for item in reply.json()["errors"]]
