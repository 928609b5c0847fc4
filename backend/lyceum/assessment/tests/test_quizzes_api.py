"""Reading and writing quizzes: quizzes/."""

import pytest
from bson import ObjectId

from lyceum.assessment.documents import attempts, quizzes
from lyceum.assessment.tests.factories import make_quiz
from lyceum.assessment.tests.school import make_school
from lyceum.catalog import public as catalog
from lyceum.catalog.tests.factories import make_course
from lyceum.platform import cache

URL = "/api/quizzes/"


@pytest.fixture
def school():
    return make_school()


def _refs(school, index=0):
    return catalog.get_lesson_place(school.course.lesson_ids[index]).quizzes


def test_an_instructor_makes_a_quiz_and_the_outline_shows_it(school):
    lesson_id = school.course.lesson_ids[1]
    reply = school.instructor.client.post(URL, {"lesson": str(lesson_id), "title": "New"})
    assert reply.status_code == 201, reply.data
    body = reply.json()
    made = {name: body[name] for name in ("pass_mark", "required", "attempts_allowed", "time_limit_s", "version")}
    assert made == {"pass_mark": 70, "required": True, "attempts_allowed": None, "time_limit_s": None, "version": 1}
    assert (body["lesson"], body["course"], body["questions"]) == (str(lesson_id), school.course.id, [])
    (ref,) = _refs(school, 1)
    assert (str(ref.quiz_id), ref.title, ref.required) == (body["id"], "New", True)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"lesson": "nonsense"}, "lesson"),
        ({"lesson": {"$gt": ""}}, "lesson"),
        ({"title": ""}, "title"),
        ({"title": {"$gt": ""}}, "title"),
        ({"pass_mark": 101}, "pass_mark"),
        ({"pass_mark": -1}, "pass_mark"),
        ({"attempts_allowed": 0}, "attempts_allowed"),
        ({"required": "perhaps"}, "required"),
    ],
)
def test_a_malformed_quiz_is_refused(school, change, field):
    body = {"lesson": str(school.course.lesson_ids[1]), "title": "New", **change}
    reply = school.instructor.client.post(URL, body)
    assert reply.status_code == 400
    assert [item["field"] for item in reply.json()["errors"]] == [field]


def test_a_patch_changes_what_is_sent_and_the_outline_follows(school):
    before = school.quiz.stored
    reply = school.instructor.client.patch(school.quiz.url, {"title": "Renamed", "required": False})
    assert reply.status_code == 200
    body = reply.json()
    assert (body["title"], body["required"], body["pass_mark"]) == ("Renamed", False, before.pass_mark)
    assert body["version"] == before.version + 1
    (ref,) = _refs(school)
    assert (ref.title, ref.required) == ("Renamed", False)


def test_a_put_sets_defaults_and_may_move_the_quiz_within_its_course(school):
    school.instructor.client.patch(school.quiz.url, {"pass_mark": 90})
    target = school.course.lesson_ids[2]
    reply = school.instructor.client.put(school.quiz.url, {"lesson": str(target), "title": "Moved"})
    assert reply.status_code == 200
    assert (reply.json()["pass_mark"], reply.json()["lesson"]) == (70, str(target))
    assert (len(_refs(school, 0)), len(_refs(school, 2))) == (0, 1)
    assert len(reply.json()["questions"]) == 6


def test_a_quiz_does_not_move_to_another_course(school):
    other = make_course(school.instructor)
    body = {"lesson": str(other.lesson_ids[0]), "title": "Moved"}
    reply = school.instructor.client.put(school.quiz.url, body)
    assert reply.status_code == 400
    assert reply.json()["errors"][0]["field"] == "lesson"


def test_a_write_on_an_old_version_is_refused_and_changes_nothing(school):
    version = school.quiz.stored.version
    client = school.instructor.client
    assert client.patch(school.quiz.url, {"title": "One"}, HTTP_IF_MATCH=f'"{version}"').status_code == 200
    stale = client.patch(school.quiz.url, {"title": "Two"}, HTTP_IF_MATCH=f'"{version}"')
    assert (stale.status_code, stale.json()["code"]) == (412, "stale_version")
    assert client.delete(school.quiz.url, HTTP_IF_MATCH=f'"{version}"').status_code == 412
    assert client.get(school.quiz.url).json()["title"] == "One"


def test_deleting_a_quiz_takes_it_from_the_outline_and_its_attempts_along(school, run_outbox):
    school.learner.client.post("/api/quiz-submissions/", school.quiz.submission())
    assert school.instructor.client.delete(school.quiz.url).status_code == 204
    assert school.instructor.client.get(school.quiz.url).status_code == 404
    assert _refs(school) == ()
    run_outbox()
    assert attempts.find({"quiz_id": school.quiz.quiz_id}, limit=1) == []


def test_a_removed_lesson_takes_its_quizzes_along(school, run_outbox):
    reply = school.instructor.client.delete(school.course.lesson_urls[0])
    assert reply.status_code == 204, reply.data
    run_outbox()
    assert quizzes.find_by_id(school.quiz.quiz_id) is None
    assert school.instructor.client.get(school.quiz.url).status_code == 404


def test_a_deleted_course_takes_its_quizzes_along(school, run_outbox):
    course = make_course(school.instructor)
    quiz = make_quiz(course.lesson_ids[0], school.instructor)
    assert school.instructor.client.delete(course.url).status_code == 204
    run_outbox()
    assert quizzes.find_by_id(quiz.quiz_id) is None


def test_a_change_is_seen_by_the_next_read(school):
    school.learner.client.get(school.quiz.url)
    school.instructor.client.patch(school.quiz.url, {"title": "Renamed"})
    assert school.learner.client.get(school.quiz.url).json()["title"] == "Renamed"


def test_quizzes_are_listed_by_lesson_and_by_course(school):
    second = make_quiz(school.course.lesson_ids[1], school.instructor)
    by_course = school.learner.client.get(URL, {"course": school.course.id}).json()
    assert [item["id"] for item in by_course["results"]] == [school.quiz.id, second.id]
    by_lesson = school.learner.client.get(URL, {"lesson": str(second.lesson_id)}).json()
    assert (by_lesson["count"], by_lesson["results"][0]["id"]) == (1, second.id)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({}, 400),
        ({"lesson": "nonsense"}, 400),
        ({"course": '{"$gt": ""}'}, 400),
        ({"lesson": "0" * 24}, 404),
        ({"course": "0" * 24}, 404),
    ],
)
def test_a_list_needs_a_lesson_or_course_that_is_there(school, query, status):
    assert school.learner.client.get(URL, query).status_code == status


def test_who_may_read_a_quiz(school, api):
    assert api.get(school.quiz.url).status_code == 401
    for person in (school.learner, school.instructor, school.admin):
        assert person.client.get(school.quiz.url).status_code == 200
    for person in (school.visitor, school.other_instructor):
        for url, query in ((school.quiz.url, {}), (URL, {"course": school.course.id})):
            reply = person.client.get(url, query)
            assert (reply.status_code, reply.json()["code"]) == (403, "not_enrolled")


def test_who_may_write_a_quiz(school, api):
    body = {"lesson": str(school.course.lesson_ids[1]), "title": "New"}
    assert api.post(URL, body).status_code == 401
    for person in (school.learner, school.visitor, school.other_instructor):
        assert person.client.post(URL, body).status_code == 403
        assert person.client.patch(school.quiz.url, {"title": "Mine"}).status_code == 403
        assert person.client.put(school.quiz.url, body).status_code == 403
        assert person.client.delete(school.quiz.url).status_code == 403
    assert school.admin.client.post(URL, body).status_code == 201
    assert school.admin.client.patch(school.quiz.url, {"title": "Ours"}).status_code == 200


def test_of_a_hidden_course_not_even_the_quiz_is_known(school):
    draft = make_course(school.instructor, published=False)
    quiz = make_quiz(draft.lesson_ids[0], school.instructor)
    absent = school.visitor.client.get(f"{URL}{ObjectId()}/").json()
    for method, body in (("get", None), ("patch", {"title": "Mine"}), ("delete", None)):
        reply = getattr(school.other_instructor.client, method)(quiz.url, body)
        assert reply.status_code == 404
        assert reply.json()["detail"] == absent["detail"]


@pytest.mark.parametrize("malformed", ["nonsense", "0" * 23, "{$gt:}"])
def test_a_malformed_id_is_not_found(school, malformed):
    assert school.instructor.client.get(f"{URL}{malformed}/").status_code == 404
    assert school.instructor.client.patch(f"{URL}{malformed}/", {"title": "a"}).status_code == 404


def test_a_warm_read_sends_no_command_and_a_write_few(school, mongo_commands):
    school.learner.client.get(school.quiz.url)
    with mongo_commands.at_most(0):
        school.learner.client.get(school.quiz.url)
    with mongo_commands.at_most(8):
        school.instructor.client.patch(school.quiz.url, {"title": "Renamed"})


def test_a_cold_read_sends_few_commands(school, mongo_commands):
    cache.connection().flushdb()
    with mongo_commands.at_most(4):
        school.learner.client.get(school.quiz.url)


def test_two_questions_added_at_the_same_moment_are_both_kept(school, in_threads):
    quiz = make_quiz(school.course.lesson_ids[1], school.instructor, questions=())
    body = {"quiz": quiz.id, "kind": "numeric", "text": "How many?", "number": 1}
    replies = in_threads([lambda: school.instructor.client.post("/api/questions/", body) for _ in range(3)])
    assert [reply.status_code for reply in replies] == [201, 201, 201]
    assert len(quiz.questions) == 3


def test_a_course_with_an_unfinished_quiz_cannot_be_published(school):
    draft = make_course(school.instructor, published=False)
    quiz = make_quiz(draft.lesson_ids[0], school.instructor, questions=())
    reply = school.instructor.client.post(f"{draft.url}publish/")
    assert (reply.status_code, reply.json()["code"]) == (409, "not_ready")
    problem = reply.json()["problems"][0]
    assert (problem["code"], problem["lesson"]) == ("quiz_empty", str(quiz.lesson_id))
    body = {"quiz": quiz.id, "kind": "single", "text": "Which?", "choices": [{"text": "a", "is_correct": False}]}
    question = school.instructor.client.post("/api/questions/", body).json()
    reply = school.instructor.client.post(f"{draft.url}publish/")
    assert [item["code"] for item in reply.json()["problems"]] == ["question_unfinished"]
    choices = [{"text": "a", "is_correct": False}, {"text": "b", "is_correct": True}]
    school.instructor.client.patch(f"/api/questions/{question['id']}/", {"choices": choices})
    assert school.instructor.client.post(f"{draft.url}publish/").status_code == 200
