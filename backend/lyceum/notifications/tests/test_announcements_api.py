"""Announcing something to a course, through the HTTP API, and how everybody in it is told."""

import pytest

from lyceum.accounts.tests.factories import make_person
from lyceum.catalog.tests.factories import make_course
from lyceum.learning.tests.factories import enroll
from lyceum.notifications.documents import announcements
from lyceum.notifications.services import announcements as service
from lyceum.platform import mongo, outbox

URL = "/api/announcements/"
WORDS = {"title": "The seminar is on Friday", "body": "We meet on **Friday**.\n\nBring a pen."}


@pytest.fixture
def instructor():
    return make_person(roles=("instructor",), name="Ina Instructor")


@pytest.fixture
def course(instructor):
    return make_course(instructor, title="Algebra")


@pytest.fixture
def student(course):
    student = make_person()
    enroll(student, course)
    return student


@pytest.fixture
def posted(instructor, course, student):
    answer = instructor.client.post(URL, {"course": course.id, **WORDS})
    assert answer.status_code == 201, answer.json()
    return answer.json()


def kinds(person):
    return [item["kind"] for item in person.client.get("/api/notifications/", {"page_size": 100}).json()["results"]]


def at(announcement):
    return f"{URL}{announcement['id']}/"


def test_an_instructor_announces_and_students_read(instructor, course, student, posted):
    assert posted["author"] == {"id": instructor.id, "name": "Ina Instructor"}
    assert posted["body_html"] == "<p>We meet on <strong>Friday</strong>.</p>\n<p>Bring a pen.</p>\n"
    assert student.client.get(at(posted)).json() == posted
    assert student.client.get(URL, {"course": course.id}).json()["results"] == [posted]


def test_everybody_in_the_course_is_told_once_in_the_list_and_by_mail(
    instructor, course, student, receiver, run_outbox
):
    run_outbox()
    receiver.mails.clear()
    instructor.client.post(URL, {"course": course.id, **WORDS})
    run_outbox()

    newest = student.client.get("/api/notifications/").json()["results"][0]
    assert (newest["kind"], newest["message"]) == ("announcement", "News in “Algebra”: The seminar is on Friday")
    assert {"announcement", "title", "course", "course_title"} <= newest["data"].keys()
    [mail] = receiver.mails
    assert (mail.to, mail.subject) == ([student.email], "The seminar is on Friday (Algebra)")
    assert "We meet on Friday.\n\nBring a pen." in mail.text
    assert "<p>We meet on <strong>Friday</strong>.</p>\n<p>Bring a pen.</p>" in mail.html
    assert kinds(instructor) == []


def test_a_large_course_is_told_page_by_page_each_once(
    instructor, course, student, posted, run_outbox, receiver, monkeypatch
):
    monkeypatch.setattr(service, "ADDRESSED_AT_ONCE", 2)
    people = [student, *(make_person() for _ in range(4))]
    for person in people[1:]:
        enroll(person, course)
    leaver = people[2]
    leaver.client.delete(f"/api/enrollments/{leaver.client.get('/api/enrollments/').json()['results'][0]['id']}/")
    run_outbox()
    mongo.run_in_transaction(  # the first page once more, as after a crash
        lambda: service.address_announcement(announcements.find({}, limit=1)[0].id, after_enrollment_id=None)
    )
    run_outbox()

    told = [kinds(person).count("announcement") for person in people]
    assert told == [1, 1, 0, 1, 1]
    mailed = [mail.to[0] for mail in receiver.mails if mail.subject.startswith("The seminar")]
    assert sorted(mailed) == sorted(person.email for person in people if person is not leaver)


def test_the_request_itself_tells_nobody(instructor, course, student, mongo_commands):
    for _ in range(2):
        instructor.client.post(URL, {"course": course.id, **WORDS})
    with mongo_commands.at_most(3):  # the announcement, one row of the outbox, the author's name
        assert instructor.client.post(URL, {"course": course.id, **WORDS}).status_code == 201
    for _ in range(2):
        student.client.get(URL, {"course": course.id})
    with mongo_commands.at_most(2):  # the page, the names of its authors
        student.client.get(URL, {"course": course.id})


def test_changing_the_words_tells_nobody_again(instructor, student, posted, run_outbox):
    run_outbox()
    changed = instructor.client.patch(at(posted), {"body": "On *Monday*."})

    assert (changed.status_code, changed.json()["title"]) == (200, posted["title"])
    assert changed.json()["body_html"] == "<p>On <em>Monday</em>.</p>\n"
    run_outbox()
    assert kinds(student).count("announcement") == 1


def test_what_is_deleted_before_it_was_told_is_not_told(instructor, student, posted, run_outbox):
    assert instructor.client.delete(at(posted)).status_code == 204
    run_outbox()

    assert kinds(student) == ["enrolled"]
    assert student.client.get(at(posted)).status_code == 404
    assert instructor.client.delete(at(posted)).status_code == 404


def test_a_removed_course_takes_its_announcements_along(instructor, run_outbox, monkeypatch):
    monkeypatch.setattr(service, "REMOVED_AT_ONCE", 2)
    empty = make_course(instructor)
    for _ in range(3):
        instructor.client.post(URL, {"course": empty.id, **WORDS})
    assert instructor.client.delete(empty.url).status_code == 204
    run_outbox()

    assert announcements.find({}, limit=1) == []


def test_only_those_of_the_course_read(course, posted, api):
    stranger = make_person(roles=("instructor",))
    assert stranger.client.get(URL, {"course": course.id}).json()["code"] == "not_enrolled"
    assert stranger.client.get(at(posted)).status_code == 404
    assert make_person(roles=("admin",)).client.get(at(posted)).status_code == 200
    assert api.get(URL, {"course": course.id}).status_code == 401
    assert api.get(at(posted)).status_code == 401


def test_only_its_instructor_and_administrators_write(course, student, posted):
    stranger = make_person(roles=("instructor",))
    for person, status in ((student, 403), (stranger, 404)):
        assert person.client.patch(at(posted), {"title": "Mine"}).status_code == status
        assert person.client.delete(at(posted)).status_code == status
        assert person.client.post(URL, {"course": course.id, **WORDS}).status_code == 403
    assert make_person(roles=("admin",)).client.patch(at(posted), {"title": "Mine"}).status_code == 200


def test_a_hidden_course_is_not_found(instructor, posted):
    draft = make_course(instructor, published=False)
    stranger = make_person(roles=("instructor",))
    assert stranger.client.post(URL, {"course": draft.id, **WORDS}).status_code == 404
    assert stranger.client.get(URL, {"course": draft.id}).status_code == 404
    assert instructor.client.post(URL, {"course": draft.id, **WORDS}).status_code == 201


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"title": "Hello\nBcc: all@example.org"}, "title"),
        ({"title": "one\u2028two"}, "title"),
        ({"title": 7}, "title"),
        ({"body": ""}, "body"),
        ({"body": "x" * 20_001}, "body"),
        ({"course": "algebra"}, "course"),
    ],
)
def test_malformed_words_are_refused(instructor, course, change, field):
    answer = instructor.client.post(URL, {"course": course.id, **WORDS, **change})

    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert announcements.find({}, limit=1) == []
    assert outbox.outbox_rows.find({}, limit=1) == []


def test_a_title_may_have_signs_that_join_letters(instructor, course):
    title = "نمي\u200cشد 👩\u200d🏫"
    assert instructor.client.post(URL, {"course": course.id, **WORDS, "title": title}).json()["title"] == title


def test_a_list_needs_a_course(student, posted):
    assert student.client.get(URL).status_code == 400
    assert student.client.get(URL, {"course": "x"}).status_code == 400
    assert student.client.get(f"{URL}x/").status_code == 404
    assert student.client.put(at(posted), WORDS).status_code == 405
