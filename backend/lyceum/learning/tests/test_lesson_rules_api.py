"""What completes a lesson: rules set by authors and kept by the server, through the HTTP API."""

from datetime import timedelta

import pytest
from bson import ObjectId

from lyceum.accounts.tests.factories import make_person
from lyceum.assessment.tests.factories import make_quiz
from lyceum.catalog.tests.factories import make_course
from lyceum.learning.errors import TimeRequiredError
from lyceum.learning.services.progress import Watched, record_progress
from lyceum.learning.tests.factories import enroll
from lyceum.platform.clock import utc_now


@pytest.fixture
def teacher():
    return make_person(roles=("instructor",))


@pytest.fixture
def course(teacher):
    return make_course(teacher, lessons=3)


@pytest.fixture
def student(course):
    person = make_person()
    enroll(person, course)
    return person


def put(person, course, *lessons):
    return person.client.put(f"{course.url}lesson-rules/", {"lessons": list(lessons)})


def rule(course, index, requires, **more):
    return {"lesson": str(course.lesson_ids[index]), "requires": requires, **more}


def complete(student, course, index=0, **said):
    return student.client.post("/api/progress/", {"lesson": str(course.lesson_ids[index]), "completed": True, **said})


def test_lessons_are_completed_by_viewing_them_unless_an_author_says_otherwise(teacher, course, api):
    assert put(teacher, course, rule(course, 1, "seconds", seconds=90)).status_code == 200

    shown = api.get(f"{course.url}lesson-rules/").json()

    assert shown["course"] == course.id
    assert [(item["lesson"], item["requires"], item["seconds"]) for item in shown["lessons"]] == [
        (str(course.lesson_ids[0]), "viewed", 0),
        (str(course.lesson_ids[1]), "seconds", 90),
        (str(course.lesson_ids[2]), "viewed", 0),
    ]


def test_a_lesson_that_asks_for_time_is_not_completed_before_it_has_passed(teacher, course, student):
    put(teacher, course, rule(course, 0, "seconds", seconds=90))
    now = utc_now()

    refused = complete(student, course, seconds=10_000)
    assert (refused.status_code, refused.json()["code"]) == (409, "time_required")
    assert (refused.json()["seconds"], refused.json()["seconds_needed"]) == (60, 90)

    def claim(*, after_s):
        return record_progress(
            actor=student.actor,
            lesson_id=course.lesson_ids[0],
            completed=True,
            watched=Watched(seconds=10_000),
            now=now + timedelta(seconds=after_s),
        )

    with pytest.raises(TimeRequiredError):
        claim(after_s=20)
    done = claim(after_s=40)
    assert done.completed
    assert done.seconds >= 90


def test_a_rule_that_comes_later_takes_no_completion_away(teacher, course, student):
    complete(student, course)

    put(teacher, course, rule(course, 0, "seconds", seconds=90))

    assert complete(student, course).json()["completed"]


def test_passing_the_quiz_completes_a_lesson_only_when_the_time_is_spent_too(teacher, course, student):
    quiz = make_quiz(course.lesson_ids[0], teacher)
    put(teacher, course, rule(course, 0, "seconds", seconds=50))

    student.client.post("/api/quiz-submissions/", quiz.submission(right=True))
    assert student.client.get("/api/progress/", {"course": course.id}).json()["results"][0]["completed"] is False

    assert complete(student, course, seconds=55).json()["completed"]


def test_a_quiz_can_be_asked_for_only_where_there_is_one(teacher, course, student):
    refused = put(teacher, course, rule(course, 0, "quiz_passed"))
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (400, "lessons.0.requires")

    make_quiz(course.lesson_ids[0], teacher)
    assert put(teacher, course, rule(course, 0, "quiz_passed")).status_code == 200
    assert complete(student, course).json()["code"] == "quiz_required"


def test_only_authors_set_rules(teacher, course, student, api):
    for person in (student, make_person(roles=("instructor",))):
        assert put(person, course).status_code == 403
    assert api.put(f"{course.url}lesson-rules/", {"lessons": []}).status_code == 401
    assert put(make_person(roles=("admin",)), course).status_code == 200
    hidden = make_course(teacher, published=False)
    assert put(student, hidden).status_code == 404
    assert api.get(f"{hidden.url}lesson-rules/").status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        {"lesson": "x"},
        {"lesson": str(ObjectId())},
        {"requires": "magic"},
        {"requires": {"$ne": 1}},
        {"requires": "seconds", "seconds": 0},
        {"requires": "viewed", "seconds": 5},
        {"requires": "seconds", "seconds": -1},
        {"requires": "seconds", "seconds": 1e300},
    ],
)
def test_malformed_rules_are_refused_and_change_nothing(teacher, course, change, api):
    answer = put(teacher, course, {**rule(course, 0, "viewed"), **change})

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"].startswith("lessons.0")
    assert all(item["requires"] == "viewed" for item in api.get(f"{course.url}lesson-rules/").json()["lessons"])


def test_a_lesson_has_one_rule(teacher, course):
    twice = [rule(course, 0, "viewed"), rule(course, 0, "viewed")]
    assert put(teacher, course, *twice).json()["errors"][0]["field"] == "lessons.1.lesson"
    assert teacher.client.put(f"{course.url}lesson-rules/", {}).status_code == 400
