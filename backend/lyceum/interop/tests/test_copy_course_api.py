"""Copying a course: a draft of one's own with everything that was written, and nobody's work."""

from collections.abc import Callable
from pathlib import Path

import pytest
from bson import ObjectId
from rest_framework.test import APIClient

from lyceum.accounts.tests.factories import TestPerson, make_person
from lyceum.assessment import public as assessment
from lyceum.assessment.tests.factories import make_quiz
from lyceum.catalog import public as catalog
from lyceum.catalog.tests.factories import TestCourse, make_course
from lyceum.interop.services.exports import export_course
from lyceum.interop.services.imports import ImportReport
from lyceum.interop.tests.folders import all_bytes, write_course
from lyceum.interop.tests.test_import_course import run_import
from lyceum.learning.tests.factories import enroll

Relay = Callable[[], None]


@pytest.fixture
def ida() -> TestPerson:
    return make_person(roles=["instructor"])


@pytest.fixture
def written(tmp_path: Path, ida: TestPerson) -> ImportReport:
    return run_import(write_course(tmp_path / "written"), ida.actor)


def url_of(report: ImportReport) -> str:
    return f"/api/courses/{report.course_id}/copy/"


def exported(course_id: ObjectId, folder: Path, person: TestPerson) -> dict[str, bytes]:
    """Return what an export of a course holds, without what names the course."""
    export_course(course_id, folder, actor=person.actor)
    found = {str(name): content for name, content in all_bytes(folder).items()}
    named = found["course.yaml"].splitlines()
    found["course.yaml"] = b"\n".join(line for line in named if not line.startswith((b"slug:", b"title:")))
    return found


def test_a_copy_has_everything_that_was_written_and_lessons_of_its_own(
    tmp_path: Path, ida: TestPerson, written: ImportReport, run_outbox: Relay
) -> None:
    answer = ida.client.post(url_of(written))
    assert answer.status_code == 201
    made = answer.json()
    assert (made["title"], made["status"], made["lesson_count"]) == ("Tiny (copy)", "draft", 0)
    assert made["slug"] != "tiny"
    assert made["instructor"]["id"] == str(ida.person_id)

    run_outbox()

    copy = catalog.find_course_by_slug(made["slug"])
    assert copy is not None
    assert exported(copy.course_id, tmp_path / "copy", ida) == exported(written.course_id, tmp_path / "first", ida)
    places, sources = catalog.list_lesson_places(copy.course_id), catalog.list_lesson_places(written.course_id)
    assert len(places) == 2
    assert not {place.lesson_id for place in places} & {place.lesson_id for place in sources}
    [quiz], [source] = assessment.list_quiz_sources(copy.course_id), assessment.list_quiz_sources(written.course_id)
    assert quiz.quiz_id != source.quiz_id
    ida.client.delete(f"/api/courses/{written.course_id}/")
    run_outbox()
    assert ida.client.get(f"/api/courses/{copy.course_id}/outline/").json()["sections"][0]["lessons"]


def test_a_copy_has_the_rules_of_its_lessons_and_questions_that_are_not_finished(
    ida: TestPerson, run_outbox: Relay
) -> None:
    course = make_course(ida, lessons=3)
    quiz = make_quiz(course.lesson_ids[1], ida)
    unfinished = {
        "quiz": quiz.id,
        "kind": "single",
        "text": "Which?",
        "choices": [{"text": "This", "is_correct": False}],
    }
    assert ida.client.post("/api/questions/", unfinished).status_code == 201
    empty = ida.client.post("/api/quizzes/", {"lesson": str(course.lesson_ids[2]), "title": "Later"})
    assert empty.status_code == 201
    rules = [
        {"lesson": str(course.lesson_ids[0]), "requires": "seconds", "seconds": 90},
        {"lesson": str(course.lesson_ids[1]), "requires": "quiz_passed", "seconds": 0},
    ]
    assert ida.client.put(f"{course.url}lesson-rules/", {"lessons": rules}).status_code == 200
    assert [len(questions) for _, questions in quizzes_of(course.course_id)] == [2, 0]
    made = ida.client.post(f"{course.url}copy/").json()
    run_outbox()

    copy = f"/api/courses/{made['id']}/"
    shown = ida.client.get(f"{copy}lesson-rules/").json()["lessons"]
    assert [(rule["requires"], rule["seconds"]) for rule in shown] == [
        ("seconds", 90),
        ("quiz_passed", 0),
        ("viewed", 0),
    ]
    assert quizzes_of(ObjectId(made["id"])) == quizzes_of(course.course_id)
    codes = {problem["code"] for problem in ida.client.get(f"{copy}checklist/").json()["problems"]}
    assert codes == {problem["code"] for problem in ida.client.get(f"{course.url}checklist/").json()["problems"]}


def quizzes_of(course_id: ObjectId) -> list[tuple[str, list[str]]]:
    """Return the title of each quiz with its questions."""
    quizzes = assessment.list_quiz_sources(course_id)
    return sorted((quiz.title, [question.text for question in quiz.questions]) for quiz in quizzes)


def test_the_copy_of_a_published_course_is_a_draft_without_learners(ida: TestPerson, run_outbox: Relay) -> None:
    course = make_course(ida)
    enroll(make_person(), course)
    made = ida.client.post(f"{course.url}copy/").json()
    run_outbox()
    shown = ida.client.get(f"/api/courses/{made['id']}/").json()
    assert (shown["status"], shown["enrollment_count"], shown["lesson_count"]) == ("draft", 0, len(course.lesson_ids))


def test_a_repeated_request_makes_one_copy(ida: TestPerson, written: ImportReport, run_outbox: Relay) -> None:
    made = ida.client.post(url_of(written), headers={"Idempotency-Key": "one"}).json()
    again = ida.client.post(url_of(written), headers={"Idempotency-Key": "one"}).json()
    assert again["id"] == made["id"]
    run_outbox()
    mine = ida.client.get("/api/courses/", {"mine": "true"}).json()["results"]
    assert sorted(course["title"] for course in mine) == ["Tiny", "Tiny (copy)"]
    assert {course["lesson_count"] for course in mine} == {2}


def test_a_draft_whose_source_is_gone_stays_empty(ida: TestPerson, written: ImportReport, run_outbox: Relay) -> None:
    made = ida.client.post(url_of(written)).json()
    assert ida.client.delete(f"/api/courses/{written.course_id}/").status_code == 204
    run_outbox()
    assert ida.client.get(f"/api/courses/{made['id']}/").json()["lesson_count"] == 0


def test_an_admin_copies_anybodys_course_and_gets_it(written: ImportReport, run_outbox: Relay) -> None:
    admin = make_person(roles=["admin"])
    made = admin.client.post(url_of(written)).json()
    run_outbox()
    assert admin.client.get(f"/api/courses/{made['id']}/").json()["lesson_count"] == 2
    assert made["instructor"]["id"] == str(admin.person_id)


def test_only_authors_copy(api: APIClient, ida: TestPerson, written: ImportReport) -> None:
    hidden: TestCourse = make_course(ida, published=False)
    other, student = make_person(roles=["instructor"]), make_person()
    assert api.post(url_of(written)).status_code == 401
    for person in (other, student):
        assert person.client.post(url_of(written)).status_code == 403
        assert person.client.post(f"{hidden.url}copy/").status_code == 404
    assert ida.client.post("/api/courses/no-id/copy/").status_code == 404
    assert ida.client.get("/api/courses/", {"mine": "true"}).json()["count"] == 2
