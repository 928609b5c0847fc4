"""Erasing a course that people learn in: everything that hangs on it goes, and nothing else."""

from collections.abc import Callable

import pytest

from lyceum.accounts.tests.factories import TestPerson, make_person
from lyceum.assessment.tests.factories import make_quiz
from lyceum.catalog.tests.factories import TestCourse, make_course
from lyceum.learning.tests.factories import complete, enroll
from lyceum.platform import audit, mongo
from tests.mongo_commands import CommandWatch

Relay = Callable[[], None]
# What stays by intention: people and what is theirs, the log, and what keeps count of itself.
KEPT = frozenset({"users", "certificates", "notifications", "notification_counters", "audit_log"})


@pytest.fixture
def school(run_outbox: Relay) -> tuple[TestPerson, TestPerson, TestCourse]:
    own, student = make_person(roles=["instructor"]), make_person()
    course = make_course(own, lessons=2)
    quiz = make_quiz(course.lesson_ids[0], own)
    enroll(student, course)
    complete(student, course.lesson_ids[1])
    assert student.client.post("/api/quiz-submissions/", quiz.submission(), format="json").status_code == 201
    noted = {"lesson": str(course.lesson_ids[0]), "text": "Mine."}
    assert student.client.post("/api/notes/", noted, format="json").status_code == 201
    assert student.client.put(f"/api/bookmarks/{course.lesson_ids[0]}/").status_code in {200, 201, 204}
    told = {"course": course.id, "title": "T", "body": "B"}
    assert own.client.post("/api/announcements/", told, format="json").status_code == 201
    run_outbox()
    return own, student, course


def erase(person: TestPerson, course: TestCourse, confirm: object) -> int:
    answer = person.client.post(f"{course.url}erase/", {"confirm": confirm}, format="json")
    if answer.status_code == 400:
        assert [error["field"] for error in answer.json()["errors"]] == ["confirm"]
    return answer.status_code


def mentions(course: TestCourse, watch: CommandWatch) -> set[str]:
    """Name the collections in which a document still names the course or one of its lessons."""
    ids = {course.id, *map(str, course.lesson_ids)}
    database = mongo.database()
    with watch.paused():
        return {
            name
            for name in database.list_collection_names()
            if any(own_id in repr(document) for document in database[name].find({}) for own_id in ids)
        }


def test_an_erased_course_leaves_nothing_behind_but_certificates(
    school: tuple[TestPerson, TestPerson, TestCourse], run_outbox: Relay, mongo_commands: CommandWatch
) -> None:
    own, student, course = school
    other = make_course(own)
    enroll(student, other)
    [certificate] = student.client.get("/api/certificates/").json()["results"]
    admin = make_person(roles=["admin"])

    assert erase(admin, course, course.slug) == 202
    assert admin.client.get(course.url).status_code == 404
    run_outbox()

    assert mentions(course, mongo_commands) <= KEPT
    assert student.client.get("/api/enrollments/").json()["count"] == 1
    assert student.client.get(f"/api/certificates/verify/{certificate['code']}/").status_code == 200
    [entry] = audit.list_entries(audit.AuditFilter(action="course_erased"), limit=9)
    assert (entry.actor_id, entry.subject_id) == (admin.person_id, course.course_id)
    assert erase(admin, course, course.slug) == 404


def test_only_administrators_erase_and_only_with_the_slug(
    school: tuple[TestPerson, TestPerson, TestCourse],
) -> None:
    own, student, course = school
    admin = make_person(roles=["admin"])
    assert [erase(person, course, course.slug) for person in (own, student)] == [403, 403]
    assert [erase(admin, course, wrong) for wrong in ("", "other", None, [course.slug])] == [400] * 4
    assert own.client.get(course.url).json()["enrollment_count"] == 1
    assert audit.list_entries(audit.AuditFilter(action="course_erased"), limit=9) == []
