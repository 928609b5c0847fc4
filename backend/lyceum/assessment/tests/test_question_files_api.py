"""Questions from files and to files: quizzes/{id}/import/ and quizzes/{id}/export/."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lyceum.assessment.tests.factories import EVERY_KIND, LISTED_KINDS, make_quiz
from lyceum.assessment.tests.school import make_school


@pytest.fixture
def school():
    return make_school()


@pytest.fixture
def empty(school):
    return make_quiz(school.course.lesson_ids[1], school.instructor, questions=())


def _import(person, quiz, **body):
    return person.client.post(f"{quiz.url}import/", body)


def test_a_text_is_imported_whole(school, empty):
    reply = _import(school.instructor, empty, format="gift", text="Wet? {T}\n\nTwo? {#2}")
    assert (reply.status_code, reply.json()) == (201, {"imported": 2})
    assert [item.kind for item in empty.questions] == ["true_false", "numeric"]


def test_a_file_in_an_old_encoding_is_imported(school, empty):
    file = SimpleUploadedFile("q.txt", "Café? {=thé ~lait}".encode("cp1252"))
    reply = school.instructor.client.post(f"{empty.url}import/", {"format": "gift", "file": file}, format="multipart")
    assert reply.status_code == 201, reply.data
    assert (empty.questions[0].text, empty.questions[0].choices[0].text) == ("Café?", "thé")


def test_a_file_with_one_bad_question_imports_nothing_and_names_its_line(school, empty):
    reply = _import(school.instructor, empty, format="gift", text="Wet? {T}\n\nBad\n\nMatch {=a -> b =a -> c}")
    assert (reply.status_code, reply.json()["code"]) == (400, "invalid_question_file")
    assert [item["field"] for item in reply.json()["errors"]] == ["line.3", "line.5"]
    assert empty.questions == ()


@pytest.mark.parametrize(
    "body",
    [
        {"format": "gift"},
        {"format": "word", "text": "a"},
        {"format": "gift", "text": "// nothing"},
        {"format": "gift", "text": "a" * 500_001},
        {"format": "moodle_xml", "text": "<!DOCTYPE a><quiz/>"},
    ],
)
def test_what_is_no_file_of_questions_is_refused(school, empty, body):
    assert _import(school.instructor, empty, **body).status_code == 400


@pytest.mark.parametrize(("file_format", "start"), [("gift", b"::Question 1::"), ("moodle_xml", b"<?xml")])
def test_what_is_exported_can_be_imported(school, empty, file_format, start):
    full = make_quiz(school.course.lesson_ids[2], school.instructor, questions=(*EVERY_KIND, *LISTED_KINDS[2:]))
    reply = school.instructor.client.get(f"{full.url}export/?format={file_format}")
    assert reply.status_code == 200
    assert reply.content.startswith(start)
    assert b"tracing" in reply.content
    imported = _import(school.instructor, empty, format=file_format, text=reply.content.decode())
    assert imported.json() == {"imported": 6}, imported.json()
    assert [item.text for item in empty.questions] == [item.text for item in full.questions if item.kind != "tracing"]


def test_only_authors_import_and_export(school, api):
    url = f"{school.quiz.url}export/?format=gift"
    assert api.get(url).status_code == 401
    for person in (school.learner, school.other_instructor):
        assert person.client.get(url).status_code == 403
        assert _import(person, school.quiz, format="gift", text="Wet? {T}").status_code == 403
    assert school.instructor.client.get(f"{school.quiz.url}export/?format=word").status_code == 400
    assert school.instructor.client.get("/api/quizzes/nonsense/export/?format=gift").status_code == 404
