"""Dashboards by role, through the HTTP API."""

import pytest

from lyceum.accounts.tests.factories import make_person
from lyceum.catalog.tests.factories import make_course
from lyceum.learning.tests.factories import complete, enroll

URL = "/api/dashboard/"


@pytest.fixture
def teacher():
    return make_person(roles=("instructor",))


@pytest.fixture
def course(teacher):
    return make_course(teacher, lessons=4, title="Algebra")


def dashboard(person):
    answer = person.client.get(URL)
    assert answer.status_code == 200
    return answer.json()


def figures(person):
    [course] = dashboard(person)["instructor"]["courses"]
    return course["enrollment_count"], course["completed_count"], course["average_percentage"]


def test_nobody_has_a_dashboard_without_signing_in(api):
    assert api.get(URL).status_code == 401


def test_a_dashboard_is_only_read():
    assert make_person().client.post(URL, {}).status_code == 405


def test_a_new_student_has_an_empty_dashboard_and_no_other_part():
    assert dashboard(make_person()) == {
        "student": {"courses": [], "next_lesson": None, "recent": [], "streak": {"days": 0, "longest": 0}}
    }


def test_a_student_sees_their_courses_where_to_go_on_and_what_they_touched_last(course):
    student = make_person()
    enroll(student, course)
    assert dashboard(student)["student"]["next_lesson"]["id"] == str(course.lesson_ids[0])

    done = complete(student, *course.lesson_ids[:2])

    shown = dashboard(student)["student"]
    assert [item["course"]["title"] for item in shown["courses"]] == ["Algebra"]
    assert shown["courses"] == student.client.get("/api/enrollments/").json()["results"]
    assert shown["next_lesson"] == {
        "id": str(course.lesson_ids[2]),
        "title": "Lesson 3",
        "course": {"id": course.id, "title": "Algebra", "slug": course.slug, "image": ""},
        "position_s": 0,
    }
    assert [row["lesson"] for row in shown["recent"]] == [str(course.lesson_ids[1]), str(course.lesson_ids[0])]
    assert shown["recent"][0]["id"] == str(done.progress_id)
    assert shown["recent"][0]["course_progress"]["percentage"] == 50


def test_the_next_lesson_comes_from_the_course_that_was_touched_last_and_is_not_finished(teacher, course):
    student = make_person()
    other = make_course(teacher, lessons=1)
    enroll(student, course)
    enroll(student, other)

    complete(student, course.lesson_ids[0])
    complete(student, other.lesson_ids[0])

    assert dashboard(student)["student"]["next_lesson"]["id"] == str(course.lesson_ids[1])
    complete(student, *course.lesson_ids[1:])
    assert dashboard(student)["student"]["next_lesson"] is None


def test_an_instructor_sees_how_their_own_courses_are_doing(teacher, course, run_outbox):
    make_course(make_person(roles=("instructor",)))
    assert figures(teacher) == (0, 0, 0)
    ready, slow = make_person(), make_person()
    enroll(ready, course)
    enroll(slow, course)
    complete(ready, *course.lesson_ids)
    complete(slow, *course.lesson_ids[:2])
    run_outbox()

    assert figures(teacher) == (2, 1, 75)


def test_figures_follow_those_who_leave_and_those_who_come_back(teacher, course, run_outbox):
    student = make_person()
    enrollment_id = enroll(student, course)
    complete(student, *course.lesson_ids)
    student.client.delete(f"/api/enrollments/{enrollment_id}/")
    run_outbox()
    assert figures(teacher) == (0, 0, 0)

    enroll(student, course)
    run_outbox()
    assert figures(teacher) == (1, 1, 100)


def test_a_student_sees_how_many_days_in_a_row_they_studied(course, run_outbox):
    student = make_person()
    enroll(student, course)
    complete(student, *course.lesson_ids[:2])
    run_outbox()

    assert dashboard(student)["student"]["streak"] == {"days": 1, "longest": 1}


def test_an_admin_sees_counts_of_the_whole_site(course, run_outbox):
    student = make_person()
    enroll(student, course)
    complete(student, *course.lesson_ids)
    run_outbox()

    admin = make_person(roles=("admin",))
    shown = dashboard(admin)

    [today] = shown["admin"].pop("days")
    assert (today["enrollment_count"], today["completed_count"], today["active_count"]) == (1, 4, 1)
    assert shown["admin"].pop("people") == {"total": 3, "by_role": {"student": 3, "instructor": 1, "admin": 1}}
    assert shown["admin"].pop("courses") == {"draft": 0, "published": 1, "archived": 0}
    assert shown["admin"].pop("outbox") == {"waiting": 0, "retrying": 0, "errands": 0, "dead": 0, "oldest_s": 0}
    storage = shown["admin"].pop("storage")
    assert (storage["files"], storage["bytes"]) == (0, 0)
    assert set(storage["database"]) == {"data_bytes", "stored_bytes", "index_bytes"}
    assert shown["admin"] == {"enrollment_count": 1, "completed_lesson_count": 4, "finished_course_count": 1}
    enroll(make_person(), course)
    owed = dashboard(admin)["admin"]["outbox"]
    assert owed["waiting"] > 0
    assert owed["oldest_s"] > 0
    run_outbox()
    assert dashboard(admin)["admin"]["enrollment_count"] == 2
    assert "admin" not in dashboard(make_person(roles=("instructor",)))


def test_a_warm_dashboard_costs_few_commands_however_much_was_done(teacher, mongo_commands):
    student = make_person()
    for _ in range(4):
        course = make_course(teacher, lessons=5)
        enroll(student, course)
        complete(student, *course.lesson_ids[:3])
    dashboard(student)
    dashboard(teacher)
    with mongo_commands.exactly(0):
        dashboard(student)
    with mongo_commands.exactly(1):  # which courses are theirs
        dashboard(teacher)


def test_figures_that_are_cached_are_those_of_the_last_count(teacher, course, run_outbox, mongo_commands):
    analytics = f"{course.url}analytics/"
    for number in range(1, 4):
        enroll(make_person(), course)
        run_outbox()
        assert figures(teacher) == (number, 0, 0)
        assert teacher.client.get(analytics).json()["enrollment_count"] == number
    make_course(teacher, title="Newer")
    assert [row["enrollment_count"] for row in dashboard(teacher)["instructor"]["courses"]] == [0, 3]
    teacher.client.get(analytics)
    with mongo_commands.at_most(2):
        teacher.client.get(analytics)


def test_a_warm_dashboard_of_an_administrator_costs_few_commands(course, mongo_commands):
    admin = make_person(roles=("admin",))
    for _ in range(3):
        dashboard(admin)
    with mongo_commands.at_most(9):  # storage, people and courses are cached
        dashboard(admin)
