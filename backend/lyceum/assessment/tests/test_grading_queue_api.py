"""What waits for a person's grade, as those who teach find it."""

import pytest

from lyceum.assessment.tests.factories import LISTED_KINDS, SINGLE, make_quiz
from lyceum.assessment.tests.school import enroll, make_school

URL = "/api/quiz-submissions/"
ESSAY = LISTED_KINDS[-1]


@pytest.fixture
def school():
    """A school whose learner and visitor wait for grades in two quizzes, the visitor for the longer time."""
    made = make_school()
    enroll(made.visitor, made.course)
    first, second = (
        make_quiz(lesson, made.instructor, questions=(SINGLE, ESSAY), title=title)
        for lesson, title in zip(made.course.lesson_ids[1:3], ("First", "Second"), strict=True)
    )
    for person, quiz in ((made.visitor, second), (made.learner, first), (made.learner, second)):
        reply = person.client.post(URL, quiz.submission())
        assert (reply.status_code, reply.json()["state"]) == (201, "pending")
    made.learner.client.post(URL, made.quiz.submission())  # needs nobody
    return made


def _seen(person, **query):
    reply = person.client.get(URL, query)
    assert reply.status_code == 200, reply.data
    names = [item.get("student", {}).get("name", "") for item in reply.json()["results"]]
    return [(name, item["quiz_title"]) for name, item in zip(names, reply.json()["results"], strict=True)]


def test_what_waits_in_a_course_comes_oldest_first_and_leaves_when_it_is_graded(school, mongo_commands):
    course = school.course.id
    everything = [("Vic Visitor", "Second"), ("Lea Learner", "First"), ("Lea Learner", "Second")]
    for person in (school.instructor, school.admin):
        assert _seen(person, course=course, state="pending") == _seen(person, course=course) == everything
    with mongo_commands.at_most(3):  # who asks, the page, its students
        body = school.instructor.client.get(URL, {"course": course, "state": "pending", "page_size": 1}).json()
    assert (body["count"], body["next"]) == (3, f"{URL}?course={course}&state=pending&page_size=1&page=2")
    [oldest] = body["results"]
    grade = {"question": oldest["results"][1]["question"], "score": 2}
    school.instructor.client.post(f"/api/attempts/{oldest['id']}/grades/", {"grades": [grade]})
    assert _seen(school.instructor, course=course, state="pending") == everything[1:]
    graded = _seen(school.instructor, course=course, state="graded")
    assert graded == [("Lea Learner", "A quiz"), ("Vic Visitor", "Second")]


def test_the_queue_of_one_quiz_holds_nothing_of_another(school):
    [waiting] = school.instructor.client.get(URL, {"course": school.course.id, "page_size": 2}).json()["results"][1:]
    assert _seen(school.instructor, quiz=waiting["quiz"], state="pending") == [("Lea Learner", "First")]
    assert _seen(school.instructor, quiz=waiting["quiz"], state="graded") == []
    assert _seen(school.instructor, quiz=waiting["quiz"], course="0" * 24) == []


def test_learners_find_only_their_own_that_wait(school):
    own = [("", "Second"), ("", "First")]
    assert _seen(school.learner, course=school.course.id, state="pending") == own
    assert _seen(school.learner, state="pending") == own
    assert _seen(school.learner, course=school.course.id) == [("", "A quiz"), *own]
    assert _seen(school.visitor, quiz=school.quiz.id) == []


def test_the_queue_is_closed_to_those_who_do_not_teach_and_refuses_nonsense(school, api):
    course = school.course.id
    assert api.get(URL, {"course": course}).status_code == 401
    reply = school.other_instructor.client.get(URL, {"course": course, "state": "pending"})
    assert (reply.status_code, reply.json()["code"]) == (403, "not_enrolled")
    assert school.instructor.client.get(URL, {"course": "0" * 24}).status_code == 404
    for query in ({"course": "nonsense"}, {"state": "open"}, {"state": "nonsense"}, {"course": course, "page": 0}):
        assert school.instructor.client.get(URL, query).status_code == 400, query
