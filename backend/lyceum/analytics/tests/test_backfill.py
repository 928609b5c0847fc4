"""Figures of what was done before anything was counted."""

import pytest

from lyceum.accounts.tests.factories import make_person
from lyceum.analytics.documents import day_totals, lesson_totals, quiz_totals, storage_totals, totals
from lyceum.analytics.services.backfill import count_earlier_data
from lyceum.assessment.tests.factories import make_quiz
from lyceum.catalog.tests.factories import make_course
from lyceum.catalog.tests.files import PNG_FILE, upload
from lyceum.learning.tests.factories import complete, enroll
from lyceum.platform import cache

COUNTED = (totals, day_totals, lesson_totals, quiz_totals, storage_totals)


@pytest.fixture
def teacher():
    return make_person(roles=("instructor",))


def forget_all():
    for collection in COUNTED:
        ids = [row["_id"] for row in collection.raw().find({}, {"_id": 1}, limit=100)]
        collection.delete_each(ids)


def busy_course(teacher):
    """A course that one has finished, one has begun, and one has failed and passed a quiz in."""
    course = make_course(teacher, lessons=3)
    quiz = make_quiz(course.lesson_ids[2], teacher, required=False)
    people = [make_person() for _ in range(3)]
    for person in people:
        enroll(person, course)
    complete(people[0], *course.lesson_ids)
    complete(people[1], course.lesson_ids[0])
    for right in (False, True):
        people[2].client.post("/api/quiz-submissions/", quiz.submission(right=right))
    upload(teacher.client, PNG_FILE, course=course.id)
    return course


def seen(admin, *courses):
    """What dashboards show, without who was active, which is not known of what was done before."""
    cache.connection().flushdb()
    shown = [admin.client.get(f"{course.url}analytics/").json() for course in courses]
    site = admin.client.get("/api/dashboard/").json()["admin"]
    shown.append({name: site[name] for name in ("days", "enrollment_count", "completed_lesson_count")})
    shown.append({name: site["storage"][name] for name in ("files", "bytes")})
    for day in (day for part in shown for day in part.get("days", ())):
        del day["active_count"]
    return shown


def test_what_was_done_before_is_counted_as_it_would_have_been_then_and_only_once(teacher, run_outbox, monkeypatch):
    monkeypatch.setattr("lyceum.learning.selectors.walks.WALKED_AT_ONCE", 2)
    monkeypatch.setattr("lyceum.assessment.selectors.statistics.ATTEMPTS_AT_ONCE", 2)
    admin, course, other = make_person(roles=("admin",)), busy_course(teacher), make_course(teacher)
    enroll(make_person(), other)
    run_outbox()
    counted = seen(admin, course, other)
    forget_all()
    assert seen(admin, course, other) != counted
    for _ in range(2):
        count_earlier_data()
        assert seen(admin, course, other) == counted


def test_who_has_left_is_not_counted_and_what_is_counted_already_stays(teacher, run_outbox):
    admin, course, other = make_person(roles=("admin",)), make_course(teacher), make_course(teacher)
    for place in [enroll(make_person(), course) for _ in range(2)][:1]:
        admin.client.delete(f"/api/enrollments/{place}/")
    run_outbox()
    forget_all()
    enroll(make_person(), other)
    run_outbox()
    count_earlier_data()
    assert [part["enrollment_count"] for part in seen(admin, course, other)[:3]] == [1, 1, 2]
