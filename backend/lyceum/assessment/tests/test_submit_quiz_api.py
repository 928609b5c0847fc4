"""Taking a quiz: POST quiz-submissions/."""

import pytest
from bson import ObjectId

from lyceum.assessment.documents import attempts
from lyceum.assessment.tests.factories import SINGLE, make_quiz, right_answer
from lyceum.assessment.tests.school import enroll, make_school
from lyceum.catalog.tests.factories import make_course

URL = "/api/quiz-submissions/"


@pytest.fixture
def school():
    return make_school()


def test_right_answers_earn_everything_and_complete_the_lesson(school):
    reply = school.learner.client.post(URL, school.quiz.submission())
    assert reply.status_code == 201, reply.data
    body = reply.json()
    assert (body["score"], body["max_score"], body["percentage"], body["passed"]) == (7, 7, 100, True)
    assert (body["quiz"], body["number"]) == (school.quiz.id, 1)
    assert all(result["correct"] for result in body["results"])
    assert body["course_progress"] == {"completed": 1, "total": 4, "percentage": 25, "milestones": [25]}


def test_explanations_come_with_the_results(school):
    body = school.learner.client.post(URL, school.quiz.submission(right=False)).json()
    assert body["results"][0]["feedback"] == "<p>Because of <strong>secret-explanation</strong>.</p>\n"


def test_failing_completes_nothing_and_can_be_tried_again(school):
    first = school.learner.client.post(URL, school.quiz.submission(right=False)).json()
    assert (first["score"], first["passed"], first["course_progress"]["completed"]) == (0, False, 0)
    second = school.learner.client.post(URL, school.quiz.submission()).json()
    assert (second["number"], second["passed"], second["course_progress"]["completed"]) == (2, True, 1)


def test_failing_later_does_not_uncomplete_the_lesson(school):
    school.learner.client.post(URL, school.quiz.submission())
    body = school.learner.client.post(URL, school.quiz.submission(right=False)).json()
    assert (body["passed"], body["course_progress"]["completed"]) == (False, 1)


def test_a_lesson_with_two_required_quizzes_needs_both(school):
    lesson_id = school.course.lesson_ids[1]
    one, two = (make_quiz(lesson_id, school.instructor) for _ in range(2))
    first = school.learner.client.post(URL, one.submission()).json()
    assert (first["passed"], first["course_progress"]["completed"]) == (True, 0)
    second = school.learner.client.post(URL, two.submission()).json()
    assert second["course_progress"]["completed"] == 1


def test_every_form_of_answer_is_graded(school):
    single, multiple, true_false, text, numeric, tracing = school.quiz.questions
    two = multiple.choices[0]
    answers = [
        {"question": str(single.id), "choices": [str(single.choices[1].id)]},
        {"question": str(multiple.id), "choices": [str(two.id)]},
        right_answer(true_false),
        {"question": str(text.id), "text": " Hermann  EBBINGHAUS"},
        {"question": str(numeric.id), "text": "7,2 days"},
        {"question": str(tracing.id), "does_compile": False, "number": 2},
    ]
    body = school.learner.client.post(URL, {"quiz": school.quiz.id, "answers": answers}).json()
    assert [result["score"] for result in body["results"]] == [0, 1, 1, 1, 1, 0]
    assert (body["percentage"], body["passed"]) == (57, False)


def test_attempts_end_where_the_quiz_limits_them(school):
    quiz = make_quiz(school.course.lesson_ids[1], school.instructor, attempts_allowed=2)
    replies = [school.learner.client.post(URL, quiz.submission(right=False)) for _ in range(3)]
    assert [reply.status_code for reply in replies] == [201, 201, 409]
    assert replies[2].json()["code"] == "no_attempts_left"


def test_submissions_at_the_same_moment_get_different_numbers(school, in_threads):
    body = school.quiz.submission()
    replies = in_threads([lambda: school.learner.client.post(URL, body) for _ in range(4)])
    assert sorted(reply.json()["number"] for reply in replies) == [1, 2, 3, 4]
    assert {reply.json()["course_progress"]["completed"] for reply in replies} == {1}


def test_a_limit_of_one_attempt_holds_in_a_race(school, in_threads):
    quiz = make_quiz(school.course.lesson_ids[1], school.instructor, attempts_allowed=1)
    body = quiz.submission()
    replies = in_threads([lambda: school.learner.client.post(URL, body) for _ in range(4)])
    assert sorted(reply.status_code for reply in replies) == [201, 409, 409, 409]


def test_an_attempt_keeps_the_questions_as_they_were_put(school):
    school.learner.client.post(URL, school.quiz.submission())
    question = school.quiz.questions[0]
    school.instructor.client.patch(f"/api/questions/{question.id}/", {"text": "Something else?"})
    (attempt,) = attempts.find({"quiz_id": school.quiz.quiz_id}, limit=2)
    assert attempt.questions[0].text == question.text
    assert attempt.quiz_version < school.quiz.stored.version


def test_submitting_sends_a_fixed_number_of_commands(school, mongo_commands):
    wrong, right = school.quiz.submission(right=False), school.quiz.submission()
    school.learner.client.get(school.quiz.url)
    with mongo_commands.exactly(5):  # the outline, the last number; the attempt, the outbox, the mail
        school.learner.client.post(URL, wrong)
    with mongo_commands.exactly(10):  # completes a lesson and reaches a milestone
        school.learner.client.post(URL, right)


def test_only_learners_of_the_course_may_submit(school, api):
    body = school.quiz.submission()
    assert api.post(URL, body).status_code == 401
    for person in (school.visitor, school.other_instructor, school.instructor, school.admin):
        reply = person.client.post(URL, body)
        assert (reply.status_code, reply.json()["code"]) == (403, "not_enrolled")


def test_a_quiz_of_a_hidden_course_is_not_found(school):
    draft = make_course(school.instructor, published=False)
    quiz = make_quiz(draft.lesson_ids[0], school.instructor)
    reply = school.learner.client.post(URL, quiz.submission())
    assert reply.status_code == 404
    unknown = school.learner.client.post(URL, {"quiz": str(ObjectId()), "answers": []})
    assert unknown.status_code == 404
    assert reply.json()["detail"] == unknown.json()["detail"]


def test_a_quiz_without_questions_cannot_be_taken(school):
    quiz = make_quiz(school.course.lesson_ids[1], school.instructor, questions=())
    reply = school.learner.client.post(URL, quiz.submission())
    assert (reply.status_code, reply.json()["code"]) == (409, "quiz_not_ready")


def _answers_that_do_not_fit(questions):
    single, multiple, _, text, numeric, tracing = questions
    stranger = str(ObjectId())
    both = [str(choice.id) for choice in single.choices]
    return [
        ([{"question": stranger, "text": "a"}], "answers.0.question", "unknown"),
        ([right_answer(single), right_answer(single)], "answers.1.question", "repeated"),
        ([{"question": str(single.id), "choices": both}], "answers.0.choices", "one_choice"),
        ([{"question": str(multiple.id), "choices": [stranger]}], "answers.0.choices.0", "unknown"),
        ([{"question": str(single.id), "text": "a"}], "answers.0.text", "unexpected"),
        ([{"question": str(text.id), "number": 1}], "answers.0.number", "unexpected"),
        ([{"question": str(numeric.id), "text": "six"}], "answers.0.text", "not_a_number"),
        ([{"question": str(tracing.id), "text": "2"}], "answers.0.does_compile", "required"),
    ]


def test_answers_that_do_not_fit_are_refused_with_their_place_and_count_as_no_attempt(school):
    for answers, field, code in _answers_that_do_not_fit(school.quiz.questions):
        reply = school.learner.client.post(URL, {"quiz": school.quiz.id, "answers": answers})
        assert reply.status_code == 400, answers
        assert (field, code) in [(item["field"], item["code"]) for item in reply.json()["errors"]]
    assert school.learner.client.get(URL).json()["count"] == 0


@pytest.mark.parametrize(
    ("answer", "field"),
    [
        ({"text": "a"}, "answers.0.question"),
        ({"question": {"$gt": ""}}, "answers.0.question"),
        ({"question": "0" * 24, "choices": [{"$gt": ""}]}, "answers.0.choices.0"),
        ({"question": "0" * 24, "choices": "all"}, "answers.0.choices"),
        ({"question": "0" * 24, "text": {"$gt": ""}}, "answers.0.text"),
        ({"question": "0" * 24, "text": "a" * 10_001}, "answers.0.text"),
        ({"question": "0" * 24, "number": "1"}, "answers.0.number"),
        ({"question": "0" * 24, "number": 10**400}, "answers.0.number"),
        ({"question": "0" * 24, "number": True}, "answers.0.number"),
        ({"question": "0" * 24, "does_compile": "perhaps"}, "answers.0.does_compile"),
        ("none", "answers.0"),
    ],
)
def test_malformed_answers_are_refused_with_their_place(school, answer, field):
    reply = school.learner.client.post(URL, {"quiz": school.quiz.id, "answers": [answer]})
    assert reply.status_code == 400
    assert field in [item["field"] for item in reply.json()["errors"]]


def test_learners_see_their_own_submissions_and_instructors_those_of_their_course(school):
    other = school.visitor
    enroll(other, school.course)
    school.learner.client.post(URL, school.quiz.submission(right=False))
    mine = school.learner.client.post(URL, school.quiz.submission()).json()
    theirs = other.client.post(URL, school.quiz.submission()).json()
    own = school.learner.client.get(URL, {"quiz": school.quiz.id}).json()
    assert [item["number"] for item in own["results"]] == [2, 1]
    assert own["results"][0] == mine
    assert school.learner.client.get(URL).json()["count"] == 2
    everybody = school.instructor.client.get(URL, {"quiz": school.quiz.id}).json()
    assert everybody["count"] == 3
    assert everybody["results"][0] == {**theirs, "student": {"id": other.id, "name": "Vic Visitor"}}
    assert school.instructor.client.get(URL).json()["count"] == 0


def test_a_submission_is_read_by_its_learner_and_those_who_teach(school, api):
    made = school.learner.client.post(URL, school.quiz.submission()).json()
    url = f"{URL}{made['id']}/"
    assert school.learner.client.get(url).json() == made
    assert school.instructor.client.get(url).json()["student"]["name"] == "Lea Learner"
    assert school.admin.client.get(url).status_code == 200
    assert school.visitor.client.get(url).status_code == 404
    assert school.other_instructor.client.get(url).status_code == 404
    assert api.get(url).status_code == 401
    assert school.learner.client.get(f"{URL}{ObjectId()}/").status_code == 404
    assert school.learner.client.get(f"{URL}nonsense/").status_code == 404


def test_listing_submissions_needs_access_to_the_quiz(school, mongo_commands):
    assert school.visitor.client.get(URL, {"quiz": school.quiz.id}).status_code == 403
    assert school.learner.client.get(URL, {"quiz": "nonsense"}).status_code == 400
    school.learner.client.post(URL, school.quiz.submission())
    with mongo_commands.at_most(3):
        school.learner.client.get(URL)


def test_a_second_quiz_in_a_lesson_has_its_own_numbers(school):
    quiz = make_quiz(school.course.lesson_ids[1], school.instructor, questions=(SINGLE,))
    school.learner.client.post(URL, school.quiz.submission())
    assert school.learner.client.post(URL, quiz.submission()).json()["number"] == 1
