"""Lessons with quizzes: complete when every required quiz is passed, in the transaction of the quiz."""

import pytest

from lyceum.accounts.tests.factories import make_person
from lyceum.assessment.tests.factories import make_quiz
from lyceum.catalog.tests.factories import make_course
from lyceum.learning.tests.factories import enroll

SUBMISSIONS = "/api/quiz-submissions/"


@pytest.fixture
def teacher():
    return make_person(roles=("instructor",))


@pytest.fixture
def course(teacher):
    return make_course(teacher, lessons=2, title="Algebra")


@pytest.fixture
def student(course):
    person = make_person()
    enroll(person, course)
    return person


def complete_by_hand(student, lesson_id):
    return student.client.post("/api/progress/", {"lesson": str(lesson_id), "completed": True})


def rows(student, course):
    results = student.client.get("/api/progress/", {"course": course.id}).json()["results"]
    return [row["completed"] for row in results]


def submit(student, quiz, *, right=True):
    answer = student.client.post(SUBMISSIONS, quiz.submission(right=right))
    assert answer.status_code == 201, answer.json()
    return answer.json()


def test_a_lesson_with_a_required_quiz_is_not_completed_by_hand_before_it_is_passed(student, course, teacher):
    lesson_id = course.lesson_ids[0]
    quiz = make_quiz(lesson_id, teacher)

    refused = complete_by_hand(student, lesson_id)
    assert (refused.status_code, refused.json()["code"]) == (409, "quiz_required")
    assert rows(student, course) == [False, False]

    submit(student, quiz)
    assert complete_by_hand(student, lesson_id).status_code == 200


def test_passing_completes_the_lesson_and_the_answer_knows_it(student, course, teacher, run_outbox):
    quiz = make_quiz(course.lesson_ids[0], teacher, title="Sets")

    body = submit(student, quiz)
    run_outbox()

    assert body["course_progress"] == {"completed": 1, "total": 2, "percentage": 50, "milestones": [25, 50]}
    assert rows(student, course) == [True, False]
    told = student.client.get("/api/notifications/").json()["results"]
    assert sorted(item["kind"] for item in told) == ["enrolled", "milestone", "milestone", "quiz_passed"]


def test_not_passing_completes_nothing_and_passing_again_changes_nothing(student, course, teacher, run_outbox):
    quiz = make_quiz(course.lesson_ids[0], teacher)

    assert submit(student, quiz, right=False)["course_progress"]["completed"] == 0
    submit(student, quiz)
    submit(student, quiz)
    assert submit(student, quiz, right=False)["course_progress"]["completed"] == 1
    run_outbox()

    assert rows(student, course) == [True, False]
    kinds = [item["kind"] for item in student.client.get("/api/notifications/").json()["results"]]
    assert (kinds.count("quiz_passed"), kinds.count("quiz_retry"), kinds.count("milestone")) == (2, 2, 2)


def test_every_required_quiz_of_a_lesson_must_be_passed_and_an_optional_one_need_not(student, course, teacher):
    lesson_id = course.lesson_ids[0]
    first, second = (make_quiz(lesson_id, teacher) for _ in range(2))
    make_quiz(lesson_id, teacher, required=False)

    assert submit(student, first)["course_progress"]["completed"] == 0
    assert complete_by_hand(student, lesson_id).status_code == 409
    assert submit(student, second)["course_progress"]["completed"] == 1


def test_a_lesson_with_an_optional_quiz_is_completed_by_hand(student, course, teacher):
    make_quiz(course.lesson_ids[0], teacher, required=False)

    assert complete_by_hand(student, course.lesson_ids[0]).status_code == 200


def test_passing_many_times_at_once_completes_the_lesson_once(student, course, teacher, in_threads, run_outbox):
    quiz = make_quiz(course.lesson_ids[0], teacher)
    body = quiz.submission()

    answers = in_threads([lambda: student.client.post(SUBMISSIONS, body)] * 8)
    run_outbox()

    assert {answer.status_code for answer in answers} == {201}
    [enrollment] = student.client.get("/api/enrollments/").json()["results"]
    assert enrollment["progress"] == {"completed": 1, "total": 2, "percentage": 50, "milestones": [25, 50]}
