"""Importing courses into the store: what arrives, what stays, what is refused."""

import re
from pathlib import Path

import pytest
from rest_framework.test import APIClient

from lyceum.accounts.tests.factories import make_person
from lyceum.interop.services.exports import export_course
from lyceum.interop.services.imports import ImportReport, import_course
from lyceum.interop.tests.folders import COURSE, FIRST, QUIZ, SAMPLE, all_bytes, write_course
from lyceum.learning.tests.factories import enroll
from lyceum.platform.actors import Actor
from lyceum.platform.errors import ConflictError, ForbiddenError, InvalidError

BOOK = Path(__file__).parent / "data" / "small-book"


def run_import(path: Path, actor: Actor, *, publish: bool = True) -> ImportReport:
    return import_course(path, actor=actor, publish=publish, on_progress=lambda _: None)


def outline_of(api: APIClient, report: ImportReport) -> list[dict[str, object]]:
    return api.get(f"/api/courses/{report.course_id}/outline/").json()["sections"]


def test_a_course_is_imported_with_lessons_quizzes_and_media(tmp_path: Path) -> None:
    ida = make_person(roles=["instructor"], name="Ida")
    report = run_import(write_course(tmp_path), ida.actor)
    assert (report.section_count, report.lesson_count, report.quiz_count) == (1, 2, 1)
    assert (report.is_new, report.is_published, report.removed_lesson_count) == (True, True, 0)
    section = outline_of(ida.client, report)[0]
    assert section["title"] == "One"
    first, second = section["lessons"]
    assert [quiz["title"] for quiz in first["quizzes"]] == ["Check"]
    lesson = ida.client.get(f"/api/lessons/{first['id']}/").json()
    assert f"lesson:{second['id']}#end" in lesson["content"]
    assert re.search(r'<img [^>]*src="/media/[0-9a-f]{24}\.svg\?', lesson["content_html"])
    assert f'data-quiz="{first["quizzes"][0]["id"]}"' in lesson["content_html"]


def test_importing_again_updates_in_place_and_keeps_progress(tmp_path: Path) -> None:
    ida, sam = make_person(roles=["instructor"]), make_person()
    report = run_import(write_course(tmp_path), ida.actor)
    enroll(sam, report)
    before = outline_of(ida.client, report)
    second = before[0]["lessons"][1]["id"]
    done = sam.client.post("/api/progress/", {"lesson": second, "completed": True})
    assert done.status_code == 200, done.json()

    write_course(tmp_path, second="---\ntitle: Second, better\n---\nNew text.\n")
    again = run_import(tmp_path, ida.actor)

    assert (again.course_id, again.is_new) == (report.course_id, False)
    after = outline_of(ida.client, again)
    assert [lesson["id"] for lesson in after[0]["lessons"]] == [lesson["id"] for lesson in before[0]["lessons"]]
    assert after[0]["lessons"][1]["title"] == "Second, better"
    assert after[0]["lessons"][0]["quizzes"] == before[0]["lessons"][0]["quizzes"]
    progress = sam.client.get(f"/api/progress/?course={report.course_id}").json()["results"]
    assert {row["lesson"]: row["completed"] for row in progress}[second] is True


def test_a_lesson_that_is_gone_from_the_course_is_removed(tmp_path: Path) -> None:
    ida = make_person(roles=["instructor"])
    run_import(write_course(tmp_path), ida.actor)
    write_course(
        tmp_path,
        course=COURSE.replace("      - lessons/02-second.md\n", ""),
        first=FIRST.replace("[the second](02-second.md#end)", "nothing"),
    )
    report = run_import(tmp_path, ida.actor)
    assert report.removed_lesson_count == 1
    assert len(outline_of(ida.client, report)[0]["lessons"]) == 1


def test_a_quiz_that_is_gone_from_the_course_is_removed(tmp_path: Path) -> None:
    ida = make_person(roles=["instructor"])
    run_import(write_course(tmp_path), ida.actor)
    write_course(tmp_path, first="---\ntitle: First\n---\nNo quiz.\n")
    report = run_import(tmp_path, ida.actor)
    assert outline_of(ida.client, report)[0]["lessons"][0]["quizzes"] == []


def test_a_slug_of_another_instructor_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    ida, otto = make_person(roles=["instructor"]), make_person(roles=["instructor"])
    report = run_import(write_course(tmp_path), ida.actor)
    write_course(tmp_path, course=COURSE.replace("title: Tiny", "title: Stolen"))
    with pytest.raises(ConflictError, match="Another instructor's course has the slug 'tiny'"):
        run_import(tmp_path, otto.actor)
    assert ida.client.get(f"/api/courses/{report.course_id}/").json()["title"] == "Tiny"


def test_who_does_not_teach_imports_nothing(tmp_path: Path) -> None:
    with pytest.raises(ForbiddenError):
        run_import(write_course(tmp_path), make_person().actor)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"quiz": QUIZ.replace("        correct: true\n", "")}, "quizzes/check.yaml:3:"),
        ({"second": "---\ntitle: Second\nkind: video\nvideo_url: http://10.0.0.1/x\n---\n"}, "lesson 'second': "),
        (
            {"quiz": "title: C\nquestions:\n  - id: q\n    kind: short_text\n    text: T\n"
             "    accepted: [{text: '(?=a)', regex: true}]\n"},
            "quiz 'check', question 'q': ",
        ),
    ],
)  # fmt: skip
def test_a_broken_course_changes_nothing(tmp_path: Path, changed: dict[str, str], said: str) -> None:
    ida = make_person(roles=["instructor"])
    write_course(tmp_path, course=COURSE.replace("Tiny", "Broken"), **changed)
    with pytest.raises(InvalidError) as caught:
        run_import(tmp_path, ida.actor)
    assert str(caught.value).startswith(said)
    assert ida.client.get("/api/courses/").json()["count"] == 0


def test_a_file_that_is_no_picture_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    ida = make_person(roles=["instructor"])
    write_course(tmp_path)
    (tmp_path / "media/dot.svg").write_text("<html><script>alert(1)</script></html>")
    with pytest.raises(InvalidError, match=r"media file 'dot\.svg'"):
        run_import(tmp_path, ida.actor)
    assert ida.client.get("/api/courses/?instructor=me").json().get("count", 0) == 0


def test_a_course_that_cannot_be_published_is_refused_before_anything_is_stored(tmp_path: Path) -> None:
    ida = make_person(roles=["instructor"])
    write_course(tmp_path, course=COURSE.replace("summary: A course of two lessons.\n", ""))
    with pytest.raises(InvalidError, match="needs a summary"):
        run_import(tmp_path, ida.actor)
    assert run_import(tmp_path, ida.actor, publish=False).is_new


def test_progress_is_told_from_nothing_to_everything(tmp_path: Path) -> None:
    ida = make_person(roles=["instructor"])
    told = []
    import_course(write_course(tmp_path), actor=ida.actor, publish=False, on_progress=told.append)
    assert [step.done for step in told] == [*range(len(told))]
    assert {step.total for step in told} == {told[-1].done}


def test_export_and_import_make_the_same_bytes(tmp_path: Path) -> None:
    ida, otto = make_person(roles=["instructor"]), make_person(roles=["instructor"])
    first = run_import(SAMPLE, ida.actor)
    exported = export_course(first.course_id, tmp_path / "one", actor=ida.actor)
    assert not exported.notes
    assert all_bytes(tmp_path / "one") == all_bytes(SAMPLE)
    course = tmp_path / "one/course.yaml"
    course.write_text(course.read_text().replace("slug: how-to-study", "slug: another"))
    second = run_import(tmp_path / "one", otto.actor)
    export_course(second.course_id, tmp_path / "two", actor=otto.actor)
    assert all_bytes(tmp_path / "two") == all_bytes(tmp_path / "one")


def test_a_book_that_was_imported_is_exported_and_imported_again(tmp_path: Path) -> None:
    ida = make_person(roles=["instructor"])
    first = run_import(BOOK, ida.actor)
    before = outline_of(ida.client, first)
    export_course(first.course_id, tmp_path / "one", actor=ida.actor)
    again = run_import(tmp_path / "one", ida.actor)
    assert outline_of(ida.client, again) == before
    export_course(again.course_id, tmp_path / "two", actor=ida.actor)
    assert all_bytes(tmp_path / "two") == all_bytes(tmp_path / "one")
