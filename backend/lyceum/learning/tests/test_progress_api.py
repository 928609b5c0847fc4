"""Completing lessons, milestones and positions, through the HTTP API."""

from datetime import timedelta

import pytest
from bson import ObjectId

from lyceum.accounts.tests.factories import make_person
from lyceum.catalog.tests.factories import make_course, make_lesson
from lyceum.learning.documents import progress
from lyceum.learning.services.progress import Watched, record_progress
from lyceum.learning.tests.factories import complete, enroll
from lyceum.platform.clock import utc_now

URL = "/api/progress/"


@pytest.fixture
def teacher():
    return make_person(roles=("instructor",))


@pytest.fixture
def course(teacher):
    return make_course(teacher, lessons=4)


@pytest.fixture
def student(course):
    person = make_person()
    enroll(person, course)
    return person


def post(person, lesson_id, **said):
    return person.client.post(URL, {"lesson": str(lesson_id), **said})


def test_completing_a_lesson_counts_it_and_tells_how_far_one_is(student, course):
    answer = post(student, course.lesson_ids[0], completed=True)

    assert answer.status_code == 200
    body = answer.json()
    assert (body["student"], body["course"], body["lesson"]) == (student.id, course.id, str(course.lesson_ids[0]))
    assert body["completed"]
    assert body["completed_at"]
    assert body["course_progress"] == {"completed": 1, "total": 4, "percentage": 25, "milestones": [25]}
    [enrollment] = student.client.get("/api/enrollments/").json()["results"]
    assert enrollment["progress"] == body["course_progress"]
    assert enrollment["last_lesson"] == str(course.lesson_ids[0])


def test_completing_again_answers_the_same_and_changes_nothing(student, course):
    first = post(student, course.lesson_ids[0], completed=True)

    again = post(student, course.lesson_ids[0], completed=True)

    assert (again.status_code, again.json()) == (200, first.json())


def test_a_completed_lesson_stays_completed(student, course):
    post(student, course.lesson_ids[0], completed=True)

    answer = post(student, course.lesson_ids[0], completed=False)

    assert answer.json()["completed"]
    assert answer.json()["course_progress"]["completed"] == 1


def test_each_milestone_is_reached_and_told_once(student, course, run_outbox):
    reached = [
        post(student, lesson_id, completed=True).json()["course_progress"]["milestones"]
        for lesson_id in (*course.lesson_ids, *course.lesson_ids)
    ]
    run_outbox()

    assert reached[:4] == [[25], [25, 50], [25, 50, 75], [25, 50, 75, 100]]
    told = student.client.get("/api/notifications/").json()["results"]
    assert [item["data"]["percentage"] for item in told if item["kind"] == "milestone"] == [100, 75, 50, 25]


def test_a_milestone_stays_reached_when_the_course_grows(student, course, teacher):
    complete(student, *course.lesson_ids)

    make_lesson(course.course_id, course.section_id, teacher)

    [enrollment] = student.client.get("/api/enrollments/").json()["results"]
    assert enrollment["progress"] == {"completed": 4, "total": 5, "percentage": 80, "milestones": [25, 50, 75, 100]}


def test_only_students_of_the_course_record_progress(course, teacher, api):
    lesson_id = course.lesson_ids[0]
    for person in (make_person(), teacher):
        answer = post(person, lesson_id, completed=True)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_enrolled")
    assert api.post(URL, {"lesson": str(lesson_id)}).status_code == 401
    assert progress.count({"lesson_id": lesson_id}, limit=1) == 0


def test_a_lesson_of_a_hidden_course_or_none_at_all_is_not_found(student, teacher):
    hidden = make_course(teacher, published=False)

    assert post(student, hidden.lesson_ids[0], completed=True).status_code == 404
    assert post(student, ObjectId(), completed=True).status_code == 404


def test_seconds_grow_with_the_clock_only_and_never_shrink(student, course):
    now = utc_now()

    def watch(seconds, *, after_s):
        return record_progress(
            actor=student.actor,
            lesson_id=course.lesson_ids[0],
            completed=False,
            watched=Watched(seconds=seconds),
            now=now + timedelta(seconds=after_s),
        ).seconds

    assert watch(10_000, after_s=0) == 60
    assert watch(70, after_s=20) == 70
    assert watch(500, after_s=50) == 100
    assert watch(5, after_s=80) == 100


def test_where_to_go_on_is_known_with_the_position(student, course, teacher):
    [enrollment] = student.client.get("/api/enrollments/").json()["results"]
    url = f"/api/enrollments/{enrollment['id']}/resume/"
    assert student.client.get(url).json()["lesson"]["id"] == str(course.lesson_ids[0])

    post(student, course.lesson_ids[2], position_s=95)

    expected = {"id": str(course.lesson_ids[2]), "title": "Lesson 3", "position_s": 95}
    assert student.client.get(url).json() == {"lesson": expected}
    assert teacher.client.get(url).json() == {"lesson": expected}
    assert make_person().client.get(url).status_code == 404
    complete(student, *course.lesson_ids)
    assert student.client.get(url).json() == {"lesson": None}


@pytest.mark.parametrize(
    "said",
    [
        {"lesson": "x"},
        {"lesson": {"$gt": ""}},
        {"completed": "perhaps"},
        {"completed": {"$ne": 1}},
        {"position_s": -1},
        {"position_s": 1e300},
        {"position_s": "∞"},
        {"seconds": [1]},
    ],
)
def test_malformed_progress_is_refused(student, course, said):
    answer = student.client.post(URL, {"lesson": str(course.lesson_ids[0]), **said})

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] in said


def test_the_list_has_one_row_per_lesson_in_the_order_of_the_course(student, course):
    done = post(student, course.lesson_ids[2], completed=True).json()

    rows = student.client.get(URL, {"course": course.id}).json()

    assert rows["count"] == 4
    assert [row["lesson"] for row in rows["results"]] == [str(lesson_id) for lesson_id in course.lesson_ids]
    assert [row["id"] for row in rows["results"]] == [None, None, done["id"], None]
    assert rows["results"][2] == done
    second = student.client.get(URL, {"course": course.id, "page": 2, "page_size": 3}).json()
    assert [row["lesson"] for row in second["results"]] == [str(course.lesson_ids[3])]


def test_the_list_is_for_students_of_the_course_and_needs_to_know_which(student, course, api):
    assert make_person().client.get(URL, {"course": course.id}).status_code == 403
    assert student.client.get(URL, {"course": str(ObjectId())}).status_code == 403
    assert student.client.get(URL).status_code == 400
    assert student.client.get(URL, {"course": "x"}).status_code == 400
    assert api.get(URL, {"course": course.id}).status_code == 401


def test_an_author_reads_the_progress_of_a_student_and_nobody_else_does(student, course, teacher):
    post(student, course.lesson_ids[0], completed=True)
    query = {"course": course.id, "student": student.id}
    own = student.client.get(URL, {"course": course.id}).json()

    for person in (student, teacher, make_person(roles=("admin",))):
        assert person.client.get(URL, query).json() == own
    for person in (make_person(), make_person(roles=("instructor",))):
        assert person.client.get(URL, query).status_code == 403
    hidden = make_course(teacher, published=False)
    assert student.client.get(URL, {**query, "course": hidden.id, "student": teacher.id}).status_code == 404
    assert teacher.client.get(URL, {**query, "student": "x"}).status_code == 400


def test_a_position_is_kept_and_is_where_the_student_was_last(student, course):
    answer = post(student, course.lesson_ids[1], position_s=95, seconds=120)

    assert (answer.json()["position_s"], answer.json()["completed"]) == (95, False)
    [enrollment] = student.client.get("/api/enrollments/").json()["results"]
    assert enrollment["last_lesson"] == str(course.lesson_ids[1])
    assert enrollment["progress"]["completed"] == 0


def test_a_position_is_written_at_most_every_15_seconds(student, course):
    now = utc_now()

    def watch(position_s, *, after_s):
        return record_progress(
            actor=student.actor,
            lesson_id=course.lesson_ids[0],
            completed=False,
            watched=Watched(position_s=position_s, seconds=position_s),
            now=now + timedelta(seconds=after_s),
        ).position_s

    assert watch(10, after_s=0) == 10
    assert watch(20, after_s=14) == 10
    assert watch(25, after_s=15) == 25
    [stored] = progress.find({"lesson_id": course.lesson_ids[0]}, limit=2)
    assert stored.seconds == 25


def test_completing_keeps_the_position_that_was_known(student, course):
    post(student, course.lesson_ids[0], position_s=95)

    done = post(student, course.lesson_ids[0], completed=True).json()

    assert (done["position_s"], done["completed"]) == (95, True)


def test_sixteen_requests_at_once_complete_a_lesson_once(student, course, in_threads, run_outbox):
    bodies = in_threads([lambda: post(student, course.lesson_ids[0], completed=True).json()] * 16)
    run_outbox()

    assert all(body == bodies[0] for body in bodies)
    assert bodies[0]["course_progress"] == {"completed": 1, "total": 4, "percentage": 25, "milestones": [25]}
    assert student.client.get("/api/notifications/unread-count/").json() == {"count": 2}


def test_the_commands_of_completing_a_lesson_do_not_grow_with_the_course(teacher, mongo_commands):
    course = make_course(teacher, lessons=40)
    student = make_person()
    enroll(student, course)
    complete(student, *course.lesson_ids[:20])
    student.client.get("/api/auth/user/")
    with mongo_commands.exactly(6):  # lesson, enrollment and progress; progress, enrollment and outbox are written
        post(student, course.lesson_ids[20], completed=True)
    with mongo_commands.exactly(2):
        post(student, course.lesson_ids[20], completed=True)


def test_the_list_of_progress_is_warm_after_the_first_time(student, course, mongo_commands):
    for _ in range(2):
        student.client.get(URL, {"course": course.id})
    with mongo_commands.at_most(0):
        student.client.get(URL, {"course": course.id})
