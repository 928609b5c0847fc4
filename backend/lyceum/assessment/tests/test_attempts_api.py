"""Taking a quiz step by step: quizzes/{id}/attempts/ and attempts/."""

from datetime import timedelta

import pytest
from bson import ObjectId

from lyceum.assessment.documents import attempts
from lyceum.assessment.handlers import close_overdue_attempts
from lyceum.assessment.tests.factories import EVERY_KIND, SINGLE, make_quiz, right_answer
from lyceum.assessment.tests.school import enroll, make_school
from lyceum.catalog.tests.factories import make_course
from lyceum.platform.clock import utc_now

SUBMISSIONS = "/api/quiz-submissions/"
TEN = tuple(SINGLE for _ in range(10))


@pytest.fixture
def school():
    return make_school()


@pytest.fixture
def timed(school):
    return make_quiz(school.course.lesson_ids[1], school.instructor, questions=EVERY_KIND, time_limit_s=600)


def _start(person, quiz):
    reply = person.client.post(f"{quiz.url}attempts/")
    assert reply.status_code in {200, 201}, reply.data
    return reply.json()


def _url(attempt):
    return f"/api/attempts/{attempt['id']}/"


def _answers(quiz, attempt):
    by_id = {str(question.id): question for question in quiz.questions}
    return [right_answer(by_id[question["id"]]) for question in attempt["questions"]]


def _let_time_pass(attempt):
    """Put the deadline into the past, as if its time had gone by."""
    past = utc_now() - timedelta(seconds=1)
    attempts.update({"_id": ObjectId(attempt["id"])}, {"$set": {"deadline": past}})


def test_an_attempt_starts_on_the_servers_clock_and_is_resumed_elsewhere(school, timed):
    first = school.learner.client.post(f"{timed.url}attempts/")
    assert first.status_code == 201
    body = first.json()
    assert (body["number"], body["state"], body["seq"], body["answers"], body["result"]) == (1, "open", 0, [], None)
    stored = attempts.find_by_id(ObjectId(body["id"]))
    assert stored.deadline - stored.started_at == timedelta(seconds=600)
    again = school.learner.client.post(f"{timed.url}attempts/")
    assert again.status_code == 200
    assert {**again.json(), "server_now": ""} == {**body, "server_now": ""}


def test_a_timed_or_drawn_quiz_shows_questions_in_an_attempt_only(school, timed):
    drawn = make_quiz(school.course.lesson_ids[1], school.instructor, questions=TEN, draw=3)
    for quiz in (timed, drawn):
        assert school.learner.client.get(quiz.url).json()["questions"] == []
        assert school.learner.client.get("/api/questions/", {"quiz": quiz.id}).json()["count"] == 0
        question_url = f"/api/questions/{quiz.question_ids[0]}/"
        assert school.learner.client.get(question_url).status_code == 404
        assert school.instructor.client.get(question_url).status_code == 200
        reply = school.learner.client.post(SUBMISSIONS, quiz.submission())
        assert (reply.status_code, reply.json()["code"]) == (409, "start_required")
    assert len(_start(school.learner, drawn)["questions"]) == 3


def test_what_is_drawn_stays_drawn_and_is_what_is_graded(school):
    quiz = make_quiz(school.course.lesson_ids[1], school.instructor, questions=TEN, draw=4, shuffle=True)
    attempt = _start(school.learner, quiz)
    reply = school.learner.client.post(f"{_url(attempt)}submit/", {"answers": _answers(quiz, attempt)})
    assert (reply.json()["max_score"], reply.json()["percentage"]) == (4, 100)
    after = school.learner.client.get(_url(attempt)).json()
    assert [item["id"] for item in after["questions"]] == [item["id"] for item in attempt["questions"]]


def test_questions_that_were_not_drawn_are_unknown_to_the_attempt(school):
    quiz = make_quiz(school.course.lesson_ids[1], school.instructor, questions=TEN, draw=4)
    attempt = _start(school.learner, quiz)
    drawn = {item["id"] for item in attempt["questions"]}
    other = next(question for question in quiz.questions if str(question.id) not in drawn)
    reply = school.learner.client.patch(_url(attempt), {"seq": 1, "answers": [right_answer(other)]})
    assert (reply.status_code, reply.json()["errors"][0]["code"]) == (400, "unknown")


def test_answers_are_saved_beside_each_other_and_handed_in(school, timed):
    attempt = _start(school.learner, timed)
    for seq, answer in enumerate(_answers(timed, attempt), start=1):
        reply = school.learner.client.patch(_url(attempt), {"seq": seq, "answers": [answer]})
        assert (reply.status_code, reply.json()["seq"]) == (200, seq)
    resumed = _start(school.learner, timed)
    assert (resumed["seq"], len(resumed["answers"])) == (6, 6)
    result = school.learner.client.post(f"{_url(attempt)}submit/", {}).json()
    assert (result["score"], result["percentage"], result["passed"]) == (7, 100, True)
    assert result["course_progress"]["completed"] == 1


def test_a_save_that_comes_late_changes_nothing_and_is_told_the_newest(school, timed):
    attempt = _start(school.learner, timed)
    single = timed.questions[0]
    right, wrong = right_answer(single), {"question": str(single.id), "choices": [str(single.choices[1].id)]}
    newest = school.learner.client.patch(_url(attempt), {"seq": 7, "answers": [right]}).json()
    late = school.learner.client.patch(_url(attempt), {"seq": 6, "answers": [wrong]})
    assert (late.status_code, late.json()) == (200, newest)
    submit = school.learner.client.post(f"{_url(attempt)}submit/", {"seq": 5, "answers": [wrong]}).json()
    assert submit["score"] == 1


def test_two_tabs_that_save_in_any_order_keep_the_newest(school, timed, in_threads):
    attempt = _start(school.learner, timed)
    single = timed.questions[0]

    def save(seq):
        chosen = [str(single.choices[seq % 2].id)]
        body = {"seq": seq, "answers": [{"question": str(single.id), "choices": chosen}]}
        return school.learner.client.patch(_url(attempt), body)

    replies = in_threads([lambda seq=seq: save(seq) for seq in (3, 8, 1, 5)])
    assert {reply.status_code for reply in replies} == {200}
    body = school.learner.client.get(_url(attempt)).json()
    assert (body["seq"], body["answers"][0]["choices"]) == (8, [str(single.choices[0].id)])


def test_half_typed_numbers_are_saved_but_not_handed_in(school, timed):
    attempt = _start(school.learner, timed)
    answer = {"question": str(timed.question_ids[4]), "text": "6.x."}
    assert school.learner.client.patch(_url(attempt), {"seq": 1, "answers": [answer]}).status_code == 200
    reply = school.learner.client.post(f"{_url(attempt)}submit/", {"answers": [answer]})
    assert (reply.status_code, reply.json()["code"]) == (400, "invalid_answers")


def test_handing_in_twice_gives_one_result(school, timed, in_threads, run_outbox):
    attempt = _start(school.learner, timed)
    body = {"answers": _answers(timed, attempt)}
    replies = in_threads([lambda: school.learner.client.post(f"{_url(attempt)}submit/", body) for _ in range(3)])
    bodies = [reply.json() for reply in replies]
    assert {reply.status_code for reply in replies} == {200}
    assert bodies[0] == bodies[1] == bodies[2]
    later = school.learner.client.post(f"{_url(attempt)}submit/", {"answers": []})
    assert later.json() == bodies[0]
    run_outbox()
    kinds = [item["kind"] for item in school.learner.client.get("/api/notifications/").json()["results"]]
    assert kinds.count("quiz_passed") == 1


def test_after_the_deadline_what_was_saved_counts(school, timed):
    attempt = _start(school.learner, timed)
    answers = _answers(timed, attempt)
    school.learner.client.patch(_url(attempt), {"seq": 1, "answers": answers[:1]})
    _let_time_pass(attempt)
    late = school.learner.client.patch(_url(attempt), {"seq": 2, "answers": answers})
    assert (late.status_code, late.json()["code"]) == (409, "attempt_closed")
    result = school.learner.client.post(f"{_url(attempt)}submit/", {"seq": 3, "answers": answers}).json()
    assert (result["score"], result["max_score"], result["passed"]) == (1, 7, False)
    assert school.learner.client.get(_url(attempt)).json()["result"] == result


def test_a_late_hand_in_alone_is_graded_on_what_was_saved(school, timed):
    attempt = _start(school.learner, timed)
    answers = _answers(timed, attempt)
    school.learner.client.patch(_url(attempt), {"seq": 1, "answers": answers[:1]})
    _let_time_pass(attempt)
    result = school.learner.client.post(f"{_url(attempt)}submit/", {"answers": answers}).json()
    stored = attempts.find_by_id(ObjectId(attempt["id"]))
    assert (result["score"], stored.submitted_at, stored.saved) == (1, stored.deadline, {})


def test_the_worker_closes_what_nobody_touches(school, timed):
    attempt = _start(school.learner, timed)
    school.learner.client.patch(_url(attempt), {"seq": 1, "answers": _answers(timed, attempt)})
    close_overdue_attempts()
    assert attempts.find_by_id(ObjectId(attempt["id"])).state == "open"
    _let_time_pass(attempt)
    close_overdue_attempts()
    close_overdue_attempts()
    stored = attempts.find_by_id(ObjectId(attempt["id"]))
    assert (stored.state, stored.percentage, stored.passed) == ("graded", 100, True)
    assert school.learner.client.get(f"{school.course.url}").status_code == 200


def test_an_overdue_attempt_that_is_handed_in_read_and_closed_at_once_has_one_result(
    school, timed, in_threads, run_outbox
):
    attempt = _start(school.learner, timed)
    answers = _answers(timed, attempt)
    school.learner.client.patch(_url(attempt), {"seq": 1, "answers": answers[:1]})
    _let_time_pass(attempt)
    hand_in = [lambda: school.learner.client.post(f"{_url(attempt)}submit/", {"answers": answers}).json()] * 4
    read = [lambda: school.learner.client.get(_url(attempt)).json()["result"]] * 2
    *results, _ = in_threads([*hand_in, *read, close_overdue_attempts])
    assert (results[0]["score"], results[0]["number"]) == (1, 1)
    assert all(result == results[0] for result in results)
    run_outbox()
    kinds = [item["kind"] for item in school.learner.client.get("/api/notifications/").json()["results"]]
    assert kinds.count("quiz_retry") == 1


def test_one_attempt_that_cannot_be_closed_does_not_keep_the_others_open(school, timed):
    enroll(school.visitor, school.course)
    broken, whole = _start(school.learner, timed), _start(school.visitor, timed)
    attempts.update({"_id": ObjectId(broken["id"])}, {"$set": {"pass_mark": None}})
    for attempt in (broken, whole):
        _let_time_pass(attempt)
    close_overdue_attempts()
    assert attempts.find_by_id(ObjectId(whole["id"])).state == "graded"


def test_reading_and_starting_close_what_is_overdue(school, timed):
    attempt = _start(school.learner, timed)
    _let_time_pass(attempt)
    assert school.learner.client.get(_url(attempt)).json()["state"] == "graded"
    second = _start(school.learner, timed)
    _let_time_pass(second)
    third = _start(school.learner, timed)
    assert (second["number"], third["number"]) == (2, 3)
    assert attempts.find_by_id(ObjectId(second["id"])).state == "graded"


def test_starting_at_the_same_moment_starts_one_attempt(school, timed, in_threads):
    replies = in_threads([lambda: school.learner.client.post(f"{timed.url}attempts/") for _ in range(4)])
    assert sorted(reply.status_code for reply in replies) == [200, 200, 200, 201]
    assert len({reply.json()["id"] for reply in replies}) == 1


def test_attempts_end_where_the_quiz_limits_them_unless_a_learner_has_more(school):
    quiz = make_quiz(
        school.course.lesson_ids[1], school.instructor, questions=(SINGLE,), attempts_allowed=1, time_limit_s=60
    )
    school.learner.client.post(f"{_url(_start(school.learner, quiz))}submit/", {})
    refused = school.learner.client.post(f"{quiz.url}attempts/")
    assert (refused.status_code, refused.json()["code"]) == (409, "no_attempts_left")
    body = {"student": school.learner.id, "extra_attempts": 1, "extra_time_s": 30}
    given = school.instructor.client.post(f"{quiz.url}accommodations/", body)
    assert (given.status_code, given.json()["student"]["name"]) == (200, "Lea Learner")
    second = _start(school.learner, quiz)
    stored = attempts.find_by_id(ObjectId(second["id"]))
    assert stored.deadline - stored.started_at == timedelta(seconds=90)
    standing = school.learner.client.get(f"{quiz.url}standing/").json()
    assert (standing["attempts_used"], standing["attempts_left"], standing["open_attempt"]) == (2, 0, second["id"])


def test_extra_attempts_hold_for_submissions_in_one_go_too(school):
    quiz = make_quiz(school.course.lesson_ids[1], school.instructor, attempts_allowed=1)
    school.instructor.client.post(f"{quiz.url}accommodations/", {"student": school.learner.id, "extra_attempts": 1})
    replies = [school.learner.client.post(SUBMISSIONS, quiz.submission()) for _ in range(3)]
    assert [reply.status_code for reply in replies] == [201, 201, 409]


def test_accommodations_are_for_authors_and_for_learners_of_the_course(school, api):
    url = f"{school.quiz.url}accommodations/"
    body = {"student": school.learner.id, "extra_time_s": 60}
    assert api.post(url, body).status_code == 401
    assert school.learner.client.post(url, body).status_code == 403
    assert school.other_instructor.client.get(url).status_code == 403
    assert school.instructor.client.post(url, {**body, "student": school.visitor.id}).status_code == 403
    unknown = school.instructor.client.post(url, {**body, "student": str(ObjectId())})
    assert (unknown.status_code, unknown.json()["errors"][0]["field"]) == (400, "student")
    assert school.instructor.client.post(url, {**body, "extra_time_s": -1}).status_code == 400
    assert school.instructor.client.get(url).json()["count"] == 0
    school.instructor.client.post(url, body)
    by_name = school.instructor.client.post(url, {"student": school.learner.username, "extra_time_s": 90})
    assert by_name.json()["student"]["id"] == school.learner.id
    listed = school.instructor.client.get(url).json()
    assert [item["extra_time_s"] for item in listed["results"]] == [90]


@pytest.mark.parametrize(
    ("grading", "percentage", "passed"), [("best", 100, True), ("last", 0, False), ("average", 50, False)]
)
def test_the_quiz_decides_which_attempts_count(school, grading, percentage, passed):
    quiz = make_quiz(school.course.lesson_ids[1], school.instructor, grading=grading)
    for right in (True, False):
        school.learner.client.post(SUBMISSIONS, quiz.submission(right=right))
    standing = school.learner.client.get(f"{quiz.url}standing/").json()
    assert (standing["percentage"], standing["passed"]) == (percentage, passed)


def test_an_average_completes_the_lesson_when_it_reaches_the_mark(school):
    quiz = make_quiz(school.course.lesson_ids[1], school.instructor, grading="average", pass_mark=60)
    replies = [school.learner.client.post(SUBMISSIONS, quiz.submission(right=right)) for right in (False, True, True)]
    assert [reply.json()["course_progress"]["completed"] for reply in replies] == [0, 0, 1]


def test_a_quiz_tells_as_much_as_its_author_wants(school):
    seen = {}
    for feedback in ("never", "score_only", "after_submit", "after_closing"):
        closes_at = (utc_now() + timedelta(hours=1)).isoformat() if feedback == "after_closing" else None
        quiz = make_quiz(school.course.lesson_ids[1], school.instructor, feedback="after_submit")
        school.instructor.client.patch(quiz.url, {"feedback": feedback, "closes_at": closes_at})
        made = school.learner.client.post(SUBMISSIONS, quiz.submission()).json()
        read = school.learner.client.get(f"{SUBMISSIONS}{made['id']}/").json()
        listed = school.learner.client.get(SUBMISSIONS, {"quiz": quiz.id}).json()["results"][0]
        assert made == read == listed
        seen[feedback] = (made["score"], made["passed"], len(made["results"]))
        assert school.instructor.client.get(f"{SUBMISSIONS}{made['id']}/").json()["results"]
    assert seen == {
        "never": (None, None, 0),
        "score_only": (1, True, 0),
        "after_submit": (1, True, 1),
        "after_closing": (1, True, 0),
    }


def test_after_closing_everything_is_told_and_nothing_is_taken(school):
    quiz = make_quiz(school.course.lesson_ids[1], school.instructor)
    soon = (utc_now() + timedelta(hours=1)).isoformat()
    school.instructor.client.patch(quiz.url, {"feedback": "after_closing", "closes_at": soon})
    made = school.learner.client.post(SUBMISSIONS, quiz.submission()).json()
    running = _start(school.learner, quiz)
    assert running["deadline"] is not None
    past = (utc_now() - timedelta(hours=1)).isoformat()
    school.instructor.client.patch(quiz.url, {"closes_at": past})
    assert len(school.learner.client.get(f"{SUBMISSIONS}{made['id']}/").json()["results"]) == 1
    school.learner.client.post(f"{_url(running)}submit/", {})
    for reply in (
        school.learner.client.post(f"{quiz.url}attempts/"),
        school.learner.client.post(SUBMISSIONS, quiz.submission()),
    ):
        assert (reply.status_code, reply.json()["code"]) == (409, "quiz_closed")


def test_feedback_after_closing_needs_a_closing(school):
    reply = school.instructor.client.patch(school.quiz.url, {"feedback": "after_closing"})
    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, "closes_at")
    body = {"lesson": str(school.quiz.lesson_id), "title": "New", "feedback": "after_closing"}
    assert school.instructor.client.post("/api/quizzes/", body).status_code == 400


def test_open_attempts_are_no_submissions(school, timed):
    attempt = _start(school.learner, timed)
    for person in (school.learner, school.instructor):
        assert person.client.get(SUBMISSIONS, {"quiz": timed.id}).json()["count"] == 0
        assert person.client.get(f"{SUBMISSIONS}{attempt['id']}/").status_code == 404
    assert school.learner.client.get(SUBMISSIONS).json()["count"] == 0


def test_only_its_learner_takes_an_attempt_and_only_authors_read_it_too(school, timed, api):
    assert school.visitor.client.post(f"{timed.url}attempts/").status_code == 403
    assert api.post(f"{timed.url}attempts/").status_code == 401
    assert school.learner.client.post(f"/api/quizzes/{ObjectId()}/attempts/").status_code == 404
    attempt = _start(school.learner, timed)
    enroll(school.visitor, school.course)
    for person in (school.visitor, school.other_instructor):
        assert person.client.get(_url(attempt)).status_code == 404
    for person in (school.visitor, school.instructor):
        assert person.client.patch(_url(attempt), {"seq": 1, "answers": []}).status_code == 404
        assert person.client.post(f"{_url(attempt)}submit/", {}).status_code == 404
    read = school.instructor.client.get(_url(attempt)).json()
    assert (read["state"], read["history"]) == ("open", [])
    assert "history" not in school.learner.client.get(_url(attempt)).json()


def test_a_quiz_of_a_hidden_course_cannot_be_started(school):
    draft = make_course(school.instructor, published=False)
    quiz = make_quiz(draft.lesson_ids[0], school.instructor)
    assert school.learner.client.post(f"{quiz.url}attempts/").status_code == 404
    assert school.learner.client.get(f"{quiz.url}standing/").status_code == 404


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"answers": []}, "seq"),
        ({"seq": -1, "answers": []}, "seq"),
        ({"seq": {"$gt": 0}, "answers": []}, "seq"),
        ({"seq": 1}, "answers"),
        ({"seq": 1, "answers": [{"question": "0" * 24, "order": ["x"]}]}, "answers.0.order.0"),
        ({"seq": 1, "answers": [{"question": "0" * 24, "pairs": [{"left": "0" * 24}]}]}, "answers.0.pairs.0.right"),
    ],
)
def test_malformed_saves_are_refused(school, timed, body, field):
    attempt = _start(school.learner, timed)
    reply = school.learner.client.patch(_url(attempt), body)
    assert reply.status_code == 400
    assert [item["field"] for item in reply.json()["errors"]] == [field]


def test_attempts_send_a_fixed_number_of_commands(school, timed, mongo_commands):
    school.learner.client.get(timed.url)
    with mongo_commands.at_most(3):
        attempt = _start(school.learner, timed)
    with mongo_commands.at_most(2):
        school.learner.client.patch(_url(attempt), {"seq": 1, "answers": _answers(timed, attempt)[:1]})
    with mongo_commands.at_most(8):
        school.learner.client.post(f"{_url(attempt)}submit/", {})
    with mongo_commands.at_most(1):
        school.learner.client.post(f"{_url(attempt)}submit/", {})
    with mongo_commands.at_most(1):
        school.learner.client.get(_url(attempt))
