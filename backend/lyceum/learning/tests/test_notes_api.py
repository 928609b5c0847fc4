"""Notes and bookmarks at lessons, which nobody but their owner sees, through the HTTP API."""

import pytest
from bson import ObjectId

from lyceum.accounts.tests.factories import make_person
from lyceum.catalog.tests.factories import make_course
from lyceum.learning.documents import bookmarks, notes
from lyceum.learning.public import collect_personal_data, erase_personal_data, list_erasures
from lyceum.learning.services import notes as note_services
from lyceum.learning.tests.factories import enroll
from lyceum.platform import mongo

NOTES = "/api/notes/"
BOOKMARKS = "/api/bookmarks/"


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


def write(person, course, index=0, text="Ask about this.", **more):
    return person.client.post(NOTES, {"lesson": str(course.lesson_ids[index]), "text": text, **more})


def texts(person, **query):
    return [note["text"] for note in person.client.get(NOTES, query).json()["results"]]


def test_a_note_is_written_read_changed_and_deleted(student, course):
    written = write(student, course, position_s=95)
    assert written.status_code == 201
    note = written.json()
    assert (note["course"], note["lesson"]) == (course.id, str(course.lesson_ids[0]))
    assert (note["text"], note["position_s"]) == ("Ask about this.", 95)
    url = f"{NOTES}{note['id']}/"
    assert student.client.get(url).json() == note

    changed = student.client.patch(url, {"text": "Asked."}).json()
    assert (changed["text"], changed["position_s"], changed["created_at"]) == ("Asked.", 95, note["created_at"])
    assert student.client.get(url).json() == changed

    assert student.client.delete(url).status_code == 204
    assert student.client.get(url).status_code == 404
    assert texts(student) == []


def test_notes_are_listed_by_course_and_by_lesson_newest_first(student, course, teacher):
    other = make_course(teacher)
    enroll(student, other)
    write(student, course, 0, "first")
    write(student, course, 1, "second")
    write(student, other, 0, "elsewhere")

    assert texts(student) == ["elsewhere", "second", "first"]
    assert texts(student, course=course.id) == ["second", "first"]
    assert texts(student, lesson=str(course.lesson_ids[0])) == ["first"]


def test_nobody_else_sees_a_note_not_even_an_administrator(student, course, teacher, api):
    url = f"{NOTES}{write(student, course).json()['id']}/"

    for person in (teacher, make_person(), make_person(roles=("admin",))):
        assert person.client.get(url).status_code == 404
        assert person.client.patch(url, {"text": "mine"}).status_code == 404
        assert person.client.delete(url).status_code == 404
        assert texts(person, course=course.id) == []
    for answer in (api.get(NOTES), api.get(url), api.post(NOTES, {}), api.delete(url), api.get(BOOKMARKS)):
        assert answer.status_code == 401
    assert texts(student) == ["Ask about this."]


def test_notes_are_written_where_one_may_read(student, course, teacher):
    assert write(make_person(), course).status_code == 403
    assert write(teacher, course).status_code == 201
    hidden = make_course(teacher, published=False)
    assert write(student, hidden).status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        {"lesson": "x"},
        {"text": ""},
        {"text": "x" * 10_001},
        {"text": {"$gt": ""}},
        {"position_s": -1},
        {"position_s": "half"},
    ],
)
def test_a_malformed_note_is_refused(student, course, change):
    body = {"lesson": str(course.lesson_ids[0]), "text": "A text.", **change}
    answer = student.client.post(NOTES, body)

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, next(iter(change)))
    assert student.client.get(f"{NOTES}x/").status_code == 404
    assert student.client.get(NOTES, {"lesson": "x"}).status_code == 400


def test_a_lesson_has_a_bounded_number_of_notes(student, course, monkeypatch):
    monkeypatch.setattr(note_services, "NOTES_AT_MOST", 1)
    write(student, course)

    assert write(student, course).status_code == 409


def test_a_bookmark_is_set_once_listed_and_taken_away(student, course, teacher):
    url = f"{BOOKMARKS}{course.lesson_ids[1]}/"
    first = student.client.put(url)
    assert first.status_code == 200
    assert first.json()["lesson"] == str(course.lesson_ids[1])
    assert student.client.put(url).json() == first.json()

    assert student.client.get(BOOKMARKS, {"course": course.id}).json()["results"] == [first.json()]
    assert teacher.client.get(BOOKMARKS).json()["count"] == 0
    assert make_person().client.put(url).status_code == 403
    assert make_person(roles=("admin",)).client.delete(url).status_code == 404

    assert student.client.delete(url).status_code == 204
    assert student.client.delete(url).status_code == 404
    for unknown in ("x", str(ObjectId())):
        assert student.client.put(f"{BOOKMARKS}{unknown}/").status_code == 404
        assert student.client.delete(f"{BOOKMARKS}{unknown}/").status_code == 404


def test_a_removed_lesson_takes_notes_and_bookmarks_along(student, course, teacher, run_outbox, monkeypatch):
    monkeypatch.setattr(note_services, "REMOVED_AT_ONCE", 2)
    for _ in range(5):
        write(student, course)
    student.client.put(f"{BOOKMARKS}{course.lesson_ids[0]}/")
    write(student, course, 1, "stays")

    teacher.client.delete(course.lesson_urls[0])
    run_outbox()

    assert texts(student) == ["stays"]
    assert bookmarks.count({"lesson_id": course.lesson_ids[0]}, limit=1) == 0


def test_a_person_takes_their_notes_away_and_leaves_none_behind(student, course):
    write(student, course)
    student.client.put(f"{BOOKMARKS}{course.lesson_ids[0]}/")

    held = collect_personal_data(student.person_id)
    assert [note["text"] for note in held["notes"]] == ["Ask about this."]
    assert {part.kind: part.count for part in list_erasures(student.person_id)} == {
        "enrollments": 1,
        "certificates": 0,
        "notes": 1,
        "bookmarks": 1,
    }
    while not mongo.run_in_transaction(lambda: erase_personal_data(student.person_id)):
        pass

    assert notes.count({"student_id": student.person_id}, limit=1) == 0
    assert bookmarks.count({"student_id": student.person_id}, limit=1) == 0
