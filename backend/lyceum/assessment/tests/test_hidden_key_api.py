"""No learner sees the key: every learner-facing response is searched for it."""

import json

import pytest

from lyceum.assessment.tests.school import make_school

KEYS = {
    "is_correct", "accepted", "number", "tolerance", "stdout", "line", "does_compile", "explanation", "answer",
    "key", "regex",
}  # fmt: skip
SECRETS = ("secret-", "ebbinghaus", "6.7125", "0.5625")


@pytest.fixture
def school():
    return make_school()


def _names(value):
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _names(item)


def _learner_urls(school):
    question = school.quiz.questions[0]
    return [
        school.quiz.url,
        f"/api/quizzes/?course={school.course.id}",
        f"/api/quizzes/?lesson={school.quiz.lesson_id}",
        f"/api/questions/?quiz={school.quiz.id}",
        *(f"/api/questions/{question_id}/" for question_id in school.quiz.question_ids),
        f"/api/choices/?question={question.id}",
        *(f"/api/choices/{choice.id}/" for choice in question.choices),
        school.course.url,
        f"{school.course.url}outline/",
        *school.course.lesson_urls,
    ]


def test_no_learner_facing_response_holds_the_key(school):
    for url in _learner_urls(school):
        reply = school.learner.client.get(url)
        assert reply.status_code == 200, url
        assert not KEYS & set(_names(reply.json())), url
        assert not [secret for secret in SECRETS if secret in json.dumps(reply.json())], url


def test_refusals_do_not_tell_the_key_either(school):
    question = school.quiz.questions[0]
    body = {"quiz": school.quiz.id, "answers": [{"question": str(question.id), "text": "a"}]}
    told = school.learner.client.post("/api/quiz-submissions/", body).content.decode()
    assert not [secret for secret in SECRETS if secret in told]


def test_a_submission_tells_explanations_but_not_the_key(school):
    body = school.learner.client.post("/api/quiz-submissions/", school.quiz.submission(right=False)).json()
    for result in body["results"]:
        assert set(result) == {"question", "score", "max_score", "correct", "feedback"}
    told = json.dumps(body)
    assert not [secret for secret in ("secret-name", "secret-output", "ebbinghaus", "6.7125") if secret in told]


def test_authors_do_see_the_key(school):
    shown = set(_names(school.instructor.client.get(school.quiz.url).json()))
    assert {"is_correct", "accepted", "number", "tolerance", "stdout", "explanation", "answer"} <= shown
