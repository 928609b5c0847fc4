"""How a course is doing, and its tables as CSV, through the HTTP API."""

import csv
from datetime import timedelta

import pytest
from bson import ObjectId

from lyceum.accounts.tests.factories import make_person
from lyceum.analytics.documents import day_totals, lesson_totals
from lyceum.assessment.tests.factories import make_quiz
from lyceum.catalog.events import CourseRemoved
from lyceum.catalog.tests.factories import make_course, make_lesson
from lyceum.learning.tests.factories import complete, enroll, leave_idle
from lyceum.platform import mongo
from lyceum.platform.clock import utc_now
from lyceum.platform.events import announce


@pytest.fixture
def teacher():
    return make_person(roles=("instructor",))


@pytest.fixture
def course(teacher):
    return make_course(teacher, lessons=3)


def analytics(person, course):
    answer = person.client.get(f"{course.url}analytics/")
    assert answer.status_code == 200
    return answer.json()


def table(person, course, name):
    answer = person.client.get(f"{course.url}analytics/{name}/csv/", headers={"accept": "text/csv"})
    assert answer.status_code == 200
    return list(csv.reader(b"".join(answer.streaming_content).decode().splitlines()))


def test_a_new_course_has_nothing_to_show(teacher, course):
    shown = analytics(teacher, course)

    assert (shown["enrollment_count"], shown["days"], shown["quizzes"], shown["stuck"]) == (0, [], [], [])
    assert [item["completed_count"] for item in shown["lessons"]] == [0, 0, 0]


def test_an_author_sees_the_way_through_the_lessons_and_where_students_were_lost(teacher, course, run_outbox):
    for done in (3, 1, 1, 0):
        student = make_person()
        enroll(student, course)
        for lesson_id in course.lesson_ids[:done]:
            complete(student, lesson_id)
    run_outbox()

    shown = analytics(teacher, course)

    assert (shown["enrollment_count"], shown["completed_count"]) == (4, 1)
    assert [(item["completed_count"], item["drop_off"]) for item in shown["lessons"]] == [(3, 1), (1, 2), (1, 0)]
    assert sum(day["enrollment_count"] for day in shown["days"]) == 4
    assert sum(day["completed_count"] for day in shown["days"]) == 5


def test_an_author_sees_how_quizzes_went(teacher, course, run_outbox):
    quiz = make_quiz(course.lesson_ids[0], teacher)
    for right in (True, False):
        student = make_person()
        enroll(student, course)
        assert student.client.post("/api/quiz-submissions/", quiz.submission(right=right)).status_code == 201
    run_outbox()

    [shown] = analytics(teacher, course)["quizzes"]

    assert (shown["passed_count"], shown["failed_count"]) == (1, 1)


def test_a_result_that_changes_counts_as_what_it_is_now(teacher, course, run_outbox):
    quiz = make_quiz(course.lesson_ids[0], teacher)
    student = make_person()
    enroll(student, course)
    attempt = student.client.post("/api/quiz-submissions/", quiz.submission(right=False)).json()["id"]
    seen = []
    for score in (1, 0, 1):
        run_outbox()
        [shown] = analytics(teacher, course)["quizzes"]
        seen.append((shown["passed_count"], shown["failed_count"], shown["average_percentage"]))
        changed = teacher.client.post(
            f"/api/attempts/{attempt}/override/", {"score": score, "reason": "The key was wrong."}
        )
        assert changed.status_code == 200

    assert seen == [(0, 1, 0), (1, 0, 100), (0, 1, 0)]


def test_an_author_sees_who_is_stuck(teacher, course):
    stuck, busy = make_person(name="Sue Stuck"), make_person()
    enrollment_id = enroll(stuck, course)
    enroll(busy, course)
    leave_idle(enrollment_id, since=utc_now() - timedelta(days=8))

    assert [item["student"]["name"] for item in analytics(teacher, course)["stuck"]] == ["Sue Stuck"]
    assert [row[0] for row in table(teacher, course, "stuck")] == ["student", "Sue Stuck"]


def test_a_removed_lesson_leaves_the_figures(teacher, course, run_outbox):
    student = make_person()
    enroll(student, course)
    complete(student, course.lesson_ids[0])
    run_outbox()

    teacher.client.delete(course.lesson_urls[0])
    run_outbox()

    assert [item["completed_count"] for item in analytics(teacher, course)["lessons"]] == [0, 0]


def test_a_removed_course_leaves_no_figures(teacher, course, run_outbox):
    student = make_person()
    enroll(student, course)
    complete(student, *course.lesson_ids)
    run_outbox()

    mongo.run_in_transaction(lambda: announce(CourseRemoved(course_id=course.course_id)))
    run_outbox()

    assert lesson_totals.count({"course_id": course.course_id}, limit=1) == 0
    assert day_totals.count({"scope_id": course.course_id}, limit=1) == 0


def test_no_cell_of_a_table_is_a_formula(teacher, course):
    make_lesson(course.course_id, course.section_id, teacher, title='=HYPERLINK("http://x")')

    rows = table(teacher, course, "lessons")

    assert rows[0] == ["lesson", "completed", "drop-off"]
    assert rows[-1][0] == '\'=HYPERLINK("http://x")'


def test_everybody_in_a_course_is_a_row_read_some_at_a_time(teacher, course, run_outbox, monkeypatch, mongo_commands):
    monkeypatch.setattr("lyceum.learning.selectors.walks.WALKED_AT_ONCE", 2)
    people = [make_person(name=f"=Person {number}") for number in range(5)]
    for person in people:
        enroll(person, course)
    complete(people[0], course.lesson_ids[0])
    people[4].client.delete(f"/api/enrollments/{people[4].client.get('/api/enrollments/').json()['results'][0]['id']}/")

    head, *rows = table(teacher, course, "students")

    assert head == ["student", "status", "enrolled at", "completed lessons", "per cent"]
    assert [row[0] for row in rows] == [f"'=Person {number}" for number in range(4)]
    assert {row[1] for row in rows} == {"active"}
    assert [row[3] for row in rows] == ["1", "0", "0", "0"]
    with mongo_commands.at_most(4):
        answer = teacher.client.get(f"{course.url}analytics/students/csv/")
        assert next(iter(answer.streaming_content)).startswith(b"student,")
    answer.close()


def test_the_figures_are_for_authors(teacher, course, api):
    hidden = make_course(teacher, published=False)
    for path in ("analytics/", "analytics/days/csv/", "analytics/students/csv/"):
        for person in (make_person(), make_person(roles=("instructor",))):
            assert person.client.get(f"{course.url}{path}").status_code == 403
            assert person.client.get(f"{hidden.url}{path}").status_code == 404
        assert make_person(roles=("admin",)).client.get(f"{course.url}{path}").status_code == 200
        assert api.get(f"{course.url}{path}").status_code == 401
        for unknown in ("x", str(ObjectId())):
            assert teacher.client.get(f"/api/courses/{unknown}/{path}").status_code == 404
    assert teacher.client.get(f"{course.url}analytics/secrets/csv/").status_code == 404


def test_the_commands_of_the_figures_are_fixed(teacher, course, run_outbox, mongo_commands):
    for _ in range(3):
        student = make_person()
        enroll(student, course)
        complete(student, *course.lesson_ids)
    run_outbox()
    analytics(teacher, course)
    with mongo_commands.at_most(8):
        analytics(teacher, course)
