"""No learner sees the key: every learner-facing response is searched for it."""

import json
from datetime import timedelta

import pytest

from lyceum.assessment.tests.factories import EVERY_KIND, LISTED_KINDS, make_quiz
from lyceum.assessment.tests.school import make_school
from lyceum.platform.clock import utc_now

MIXED = {"order", "pairs", "rubric"}
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


def _started_quizzes(school):
    """Quizzes of every kind that are taken in attempts, one for each policy of feedback."""
    for feedback in ("never", "score_only", "after_submit", "after_closing"):
        quiz = make_quiz(
            school.course.lesson_ids[2],
            school.instructor,
            questions=(*EVERY_KIND, *LISTED_KINDS),
            shuffle=True,
            time_limit_s=600,
            feedback=feedback,
            closes_at=utc_now() + timedelta(hours=1),
        )
        yield feedback, quiz


def _check_questions(told):
    for question in told["questions"]:
        assert not (KEYS | MIXED) & set(_names(question)), question


def test_attempts_hold_no_key_in_any_state_and_explanations_only_when_the_policy_says(school):
    client = school.learner.client
    for feedback, quiz in _started_quizzes(school):
        started = client.post(f"{quiz.url}attempts/").json()
        url = f"/api/attempts/{started['id']}/"
        replies = [started, client.get(quiz.url).json(), client.get(f"{quiz.url}standing/").json()]
        saved = client.patch(url, {"seq": 1, "answers": [{"question": str(quiz.question_ids[8]), "text": "Because."}]})
        replies += [saved.json(), client.get(url).json(), client.post(f"{quiz.url}attempts/").json()]
        hidden = [secret for reply in replies for secret in SECRETS if secret in json.dumps(reply)]
        assert not hidden, feedback
        submitted = client.post(f"{url}submit/", {}).json()
        closed = client.get(url).json()
        read = client.get(f"/api/quiz-submissions/{submitted['id']}/").json()
        for told in (started, closed):
            _check_questions(told)
        for told in (submitted, closed, read, client.get("/api/quiz-submissions/", {"quiz": quiz.id}).json()):
            text = json.dumps(told)
            never = ("secret-name", "secret-output", "secret-criterion", "secret-example", "6.7125", "0.5625")
            assert not [secret for secret in never if secret in text], feedback
            assert ("secret-explanation" in text) == (feedback == "after_submit")


def test_the_order_in_which_things_are_shown_and_their_ids_say_nothing_about_the_key(school):
    quiz = make_quiz(school.course.lesson_ids[2], school.instructor, questions=LISTED_KINDS)
    ordering, matching, _ = quiz.questions
    reversed_draft = {"order": [item.text for item in reversed(ordering.order)]}
    before = school.learner.client.get(quiz.url).json()["questions"]
    school.instructor.client.patch(f"/api/questions/{ordering.id}/", reversed_draft)
    pairs = [{"left": "Forgetting", "right": "Roediger"}, {"left": "Testing", "right": "Ebbinghaus"}]
    pairs.append({"left": "", "right": "Pavlov"})
    school.instructor.client.patch(f"/api/questions/{matching.id}/", {"pairs": pairs})
    assert school.learner.client.get(quiz.url).json()["questions"] == before


def test_learners_see_no_grades_statistics_regrades_or_exports(school):
    for path in ("statistics/", "accommodations/"):
        assert school.learner.client.get(f"{school.quiz.url}{path}").status_code == 403, path
    assert school.learner.client.post(f"{school.quiz.url}regrade/", {}).status_code == 403


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
