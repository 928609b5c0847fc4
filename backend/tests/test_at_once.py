"""Many at the same moment, through the HTTP API: one result each, told once, whoever was quicker."""

import time
from collections import Counter

import pytest
from django.conf import settings

from lyceum.accounts.tests.factories import make_person
from lyceum.catalog.tests.factories import make_course
from lyceum.learning.documents import enrollments
from lyceum.learning.tests.factories import enroll
from lyceum.notifications.tests.conftest import receiver
from lyceum.platform import outbox

__all__ = ["receiver"]
ENROLLMENTS = "/api/enrollments/"
CROWD = 200
LONGEST_S = 2.0
ALONE = 20
ALONE_S = 0.008


@pytest.fixture
def teacher():
    return make_person(roles=("instructor",))


def told(person):
    return person.client.get("/api/notifications/", {"page_size": 100}).json()["results"]


def test_sixteen_requests_to_enroll_give_one_place_one_count_one_notification_and_one_mail(
    teacher, in_threads, run_outbox, receiver, api
):
    student, course = make_person(), make_course(teacher, title="Algebra")

    statuses = in_threads([lambda: student.client.post(ENROLLMENTS, {"course": course.id}).status_code] * 16)
    run_outbox()

    assert Counter(statuses) == {201: 1, 400: 15}
    assert enrollments.count({"course_id": course.course_id}, limit=5) == 1
    assert api.get(course.url).json()["enrollment_count"] == 1
    assert [item["kind"] for item in told(student)] == ["enrolled"]
    assert [(mail.to, mail.subject) for mail in receiver.mails] == [([student.email], "You are enrolled in “Algebra”")]


def test_sixteen_lessons_completed_at_once_make_100_per_cent_and_each_milestone_is_told_and_mailed_once(
    teacher, in_threads, run_outbox, receiver
):
    student, course = make_person(), make_course(teacher, lessons=16, title="Algebra")
    enroll(student, course)

    def complete(lesson_id):
        return student.client.post("/api/progress/", {"lesson": str(lesson_id), "completed": True})

    replies = in_threads([lambda lesson_id=lesson_id: complete(lesson_id) for lesson_id in course.lesson_ids])
    run_outbox()

    assert {reply.status_code for reply in replies} == {200}
    assert max(reply.json()["course_progress"]["percentage"] for reply in replies) == 100
    [place] = student.client.get(ENROLLMENTS).json()["results"]
    assert place["progress"] == {"completed": 16, "total": 16, "percentage": 100, "milestones": [25, 50, 75, 100]}
    notifications = told(student)
    milestones = [item["data"]["percentage"] for item in notifications if item["kind"] == "milestone"]
    assert sorted(milestones) == [25, 50, 75, 100]
    assert sorted(item["seq"] for item in notifications) == [1, 2, 3, 4, 5, 6]
    assert Counter(mail.subject for mail in receiver.mails) == {
        "You are enrolled in “Algebra”": 1,
        "You have reached 25 % of “Algebra”": 1,
        "You have reached 50 % of “Algebra”": 1,
        "You have reached 75 % of “Algebra”": 1,
        "You have completed “Algebra”": 1,
        "Your certificate for “Algebra”": 1,
    }


def test_a_crowd_that_comes_at_once_gets_its_places_without_waiting(teacher, in_threads, api):
    """All stand in line from the first moment on; as many are served at a time as a web process has threads."""
    course, threads = make_course(teacher), settings.WEB_THREADS
    people = [make_person() for _ in range(ALONE + CROWD)]
    came_at: list[float] = []

    def join(some):
        came_at.append(time.monotonic())
        replies = [(person.client.post(ENROLLMENTS, {"course": course.id}), time.monotonic()) for person in some]
        return [(reply.status_code, served_at - min(came_at)) for reply, served_at in replies]

    alone_s = max(waited for _, waited in join(people[:ALONE])) / ALONE
    came_at.clear()
    served = in_threads([lambda n=n: join(people[ALONE + n :: threads]) for n in range(threads)])
    while outbox.relay_once():
        pass

    answers = [answer for part in served for answer in part]
    assert Counter(status for status, _ in answers) == {201: CROWD}
    assert api.get(course.url).json()["enrollment_count"] == ALONE + CROWD
    # Where one alone takes longer than its budget, the machine is busy with other things, and a crowd waits as well.
    assert max(waited for _, waited in answers) < LONGEST_S * max(1.0, alone_s / ALONE_S)
