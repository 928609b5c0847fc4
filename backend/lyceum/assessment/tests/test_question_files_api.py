"""Questions from files and to files: quizzes/{id}/import/ and quizzes/{id}/export/."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lyceum.assessment.rules import authoring
from lyceum.assessment.services.question_files import import_accepted_file
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


def _progress(person, quiz):
    reply = person.client.get(f"{quiz.url}import/")
    return reply.json() if reply.status_code == 200 else reply.status_code


def test_a_text_is_imported_whole_by_the_worker(school, empty, run_outbox):
    assert _progress(school.instructor, empty) == 404
    reply = _import(school.instructor, empty, format="gift", text="Wet? {T}\n\nTwo? {#2}")
    assert (reply.status_code, reply.json()) == (202, {"state": "waiting", "imported": 0, "refusal": ""})
    assert empty.questions == ()
    again = _import(school.instructor, empty, format="gift", text="Dry? {F}")
    assert (again.status_code, again.json()["code"]) == (409, "import_under_way")
    run_outbox()
    import_accepted_file(empty.quiz_id)  # as after a kill: the errand is done again
    assert _progress(school.instructor, empty) == {"state": "done", "imported": 2, "refusal": ""}
    assert [item.kind for item in empty.questions] == ["true_false", "numeric"]
    _import(school.instructor, empty, format="gift", text="*Dry*? {F}")
    run_outbox()
    assert [item.text_html for item in empty.questions][2:] == ["<p><em>Dry</em>?</p>\n"]


def test_a_file_in_an_old_encoding_is_imported(school, empty, run_outbox):
    file = SimpleUploadedFile("q.txt", "Café? {=thé ~lait}".encode("cp1252"))
    reply = school.instructor.client.post(f"{empty.url}import/", {"format": "gift", "file": file}, format="multipart")
    assert reply.status_code == 202, reply.data
    run_outbox()
    assert (empty.questions[0].text, empty.questions[0].choices[0].text) == ("Café?", "thé")


def test_a_file_with_one_bad_question_imports_nothing_and_names_its_line(school, empty, run_outbox):
    many = "Which? {=a " + "~b " * 50 + "}"
    reply = _import(
        school.instructor, empty, format="gift", text=f"Wet? {{T}}\n\nBad\n\nMatch {{=a->b =a->c}}\n\n{many}"
    )
    assert (reply.status_code, reply.json()["code"]) == (400, "invalid_question_file")
    assert [item["field"] for item in reply.json()["errors"]] == ["line.3", "line.5", "line.7"]
    run_outbox()
    assert (empty.questions, _progress(school.instructor, empty)) == ((), 404)


def test_a_quiz_that_has_filled_up_or_gone_meanwhile_takes_nothing(school, empty, run_outbox, monkeypatch):
    assert _import(school.instructor, empty, format="gift", text="Wet? {T}\n\n" * 201).status_code == 409
    _import(school.instructor, empty, format="gift", text="Wet? {T}\n\nTwo? {#2}")
    monkeypatch.setattr(authoring, "QUESTIONS_LIMIT", 1)
    run_outbox()
    assert empty.questions == ()
    assert _progress(school.instructor, empty) == {"state": "failed", "imported": 0, "refusal": "quiz_too_large"}
    assert _import(school.instructor, empty, format="gift", text="Wet? {T}").status_code == 202
    school.instructor.client.delete(empty.url)
    run_outbox()
    assert _progress(school.instructor, empty) == 404


def test_an_import_over_what_somebody_else_has_written_is_refused(school, empty):
    body = {"format": "gift", "text": "Wet? {T}"}
    reply = school.instructor.client.post(f"{empty.url}import/", body, headers={"If-Match": '"7"'})
    assert reply.status_code == 412
    assert _progress(school.instructor, empty) == 404


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
def test_what_is_exported_can_be_imported(school, empty, file_format, start, run_outbox):
    full = make_quiz(school.course.lesson_ids[2], school.instructor, questions=(*EVERY_KIND, *LISTED_KINDS[2:]))
    reply = school.instructor.client.get(f"{full.url}export/?format={file_format}")
    assert reply.status_code == 200
    assert reply.content.startswith(start)
    assert b"tracing" in reply.content
    imported = _import(school.instructor, empty, format=file_format, text=reply.content.decode())
    assert imported.status_code == 202, imported.json()
    run_outbox()
    assert _progress(school.instructor, empty)["imported"] == 6
    assert [item.text for item in empty.questions] == [item.text for item in full.questions if item.kind != "tracing"]


def test_only_authors_import_and_export(school, api):
    url = f"{school.quiz.url}export/?format=gift"
    assert api.get(url).status_code == 401
    for person in (school.learner, school.other_instructor):
        assert person.client.get(url).status_code == 403
        assert _import(person, school.quiz, format="gift", text="Wet? {T}").status_code == 403
        assert _progress(person, school.quiz) == 403
    assert school.instructor.client.get(f"{school.quiz.url}export/?format=word").status_code == 400
    assert school.instructor.client.get("/api/quizzes/nonsense/export/?format=gift").status_code == 404
