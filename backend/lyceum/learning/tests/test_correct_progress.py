"""What becomes of progress when a lesson leaves its course."""

import pytest

from lyceum.accounts.tests.factories import make_person
from lyceum.catalog.events import CourseRemoved
from lyceum.catalog.tests.factories import make_course, make_lesson
from lyceum.learning.documents import enrollments, progress
from lyceum.learning.events import EnrollmentOutdated
from lyceum.learning.services import corrections
from lyceum.learning.services import enrollments as enrollment_services
from lyceum.learning.tests.factories import complete, enroll, stored_enrollment
from lyceum.platform import mongo
from lyceum.platform.events import announce


@pytest.fixture
def teacher():
    return make_person(roles=("instructor",))


@pytest.fixture
def course(teacher):
    return make_course(teacher, lessons=4)


def remove(teacher, course, index):
    assert teacher.client.delete(course.lesson_urls[index]).status_code == 204


def progress_of(person):
    [enrollment] = person.client.get("/api/enrollments/").json()["results"]
    return enrollment["progress"]


def test_a_removed_lesson_no_longer_counts_but_milestones_stay(teacher, course, run_outbox):
    student = make_person()
    enroll(student, course)
    complete(student, *course.lesson_ids[:2])

    remove(teacher, course, 0)
    run_outbox()

    assert progress_of(student) == {"completed": 1, "total": 3, "percentage": 33, "milestones": [25, 50]}
    assert progress.count({"lesson_id": course.lesson_ids[0]}, limit=1) == 0


def test_removing_the_only_open_lesson_finishes_the_course(teacher, course, run_outbox):
    student = make_person()
    enroll(student, course)
    complete(student, *course.lesson_ids[:3])

    remove(teacher, course, 3)
    run_outbox()

    assert progress_of(student) == {"completed": 3, "total": 3, "percentage": 100, "milestones": [25, 50, 75, 100]}
    told = student.client.get("/api/notifications/").json()["results"]
    assert [item["data"].get("percentage") for item in told].count(100) == 1


def test_a_new_lesson_lowers_the_percentage_and_its_completion_raises_it_again(teacher, course, run_outbox):
    student = make_person()
    enroll(student, course)
    complete(student, *course.lesson_ids)

    added = make_lesson(course.course_id, course.section_id, teacher)
    assert progress_of(student) == {"completed": 4, "total": 5, "percentage": 80, "milestones": [25, 50, 75, 100]}
    complete(student, added)
    run_outbox()

    assert progress_of(student)["percentage"] == 100
    told = student.client.get("/api/notifications/").json()["results"]
    assert [item["data"].get("percentage") for item in told].count(100) == 1


def test_reordering_lessons_changes_no_progress_but_the_order_of_its_rows(teacher, course):
    student = make_person()
    enroll(student, course)
    complete(student, course.lesson_ids[0])
    order = [str(lesson_id) for lesson_id in reversed(course.lesson_ids)]
    section = {"id": str(course.section_id), "title": "Section 1", "lessons": order}

    assert teacher.client.put(f"{course.url}outline/", {"sections": [section]}).status_code == 200

    assert progress_of(student)["completed"] == 1
    rows = student.client.get("/api/progress/", {"course": course.id}).json()["results"]
    assert [row["lesson"] for row in rows] == order
    assert [row["completed"] for row in rows] == [False, False, False, True]


def test_every_enrollment_of_a_course_is_corrected_page_by_page(teacher, course, run_outbox, monkeypatch):
    monkeypatch.setattr(corrections, "PAGE", 2)
    students = [make_person() for _ in range(5)]
    for student in students:
        enroll(student, course)
        complete(student, course.lesson_ids[0])

    remove(teacher, course, 0)
    run_outbox()

    assert [progress_of(student)["completed"] for student in students] == [0] * 5


def test_a_correction_that_runs_twice_takes_the_lesson_out_once(teacher, course, run_outbox):
    student = make_person()
    enrollment_id = enroll(student, course)
    complete(student, *course.lesson_ids[:2])
    remove(teacher, course, 0)

    for _ in range(2):
        again = EnrollmentOutdated(enrollment_id=enrollment_id, lesson_id=course.lesson_ids[0])
        mongo.run_in_transaction(lambda event=again: announce(event))
    run_outbox()

    assert stored_enrollment(enrollment_id).completed_count == 1


def test_the_progress_of_those_who_have_left_is_corrected_in_silence(teacher, course, run_outbox):
    student = make_person()
    enrollment_id = enroll(student, course)
    complete(student, *course.lesson_ids[:3])
    student.client.delete(f"/api/enrollments/{enrollment_id}/")

    remove(teacher, course, 0)
    remove(teacher, course, 3)
    run_outbox()

    stored = stored_enrollment(enrollment_id)
    assert (stored.completed_count, sorted(stored.milestones)) == (2, [25, 50, 75])


def test_who_returns_after_the_open_lesson_was_removed_has_finished_the_course(teacher, course, run_outbox):
    student = make_person()
    enrollment_id = enroll(student, course)
    complete(student, *course.lesson_ids[:3])
    student.client.delete(f"/api/enrollments/{enrollment_id}/")
    remove(teacher, course, 3)
    run_outbox()

    back = student.client.post("/api/enrollments/", {"course": course.id}).json()
    run_outbox()

    assert back["progress"] == progress_of(student)
    assert back["progress"] == {"completed": 3, "total": 3, "percentage": 100, "milestones": [25, 50, 75, 100]}
    assert student.client.get("/api/certificates/").json()["count"] == 1


def test_a_removed_course_leaves_no_enrollment_and_no_progress(teacher, course, run_outbox, monkeypatch):
    monkeypatch.setattr(enrollment_services, "REMOVED_AT_ONCE", 2)
    for student in [make_person() for _ in range(5)]:
        enroll(student, course)
        complete(student, *course.lesson_ids[:2])

    mongo.run_in_transaction(lambda: announce(CourseRemoved(course_id=course.course_id)))
    run_outbox()

    assert enrollments.count({"course_id": course.course_id}, limit=1) == 0
    assert progress.count({"lesson_id": course.lesson_ids[0]}, limit=1) == 0
