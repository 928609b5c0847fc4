"""Reading a course folder: what it becomes, and what is said about a broken one."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from lyceum.interop.formats.course_package import QUIZ_PLACE, QuizSettingsPart
from lyceum.interop.formats.folder.reader import read_folder
from lyceum.interop.tests.folders import COURSE, FIRST, QUIZ, SAMPLE, error_of, write_course


def test_a_course_becomes_lessons_quizzes_and_media_with_references(tmp_path: Path) -> None:
    package = read_folder(write_course(tmp_path)).package
    first, second = package.lessons
    assert (first.key, first.title, first.kind, first.minutes) == ("first", "First", "text", 2)
    assert "[the second](lesson:second#end)" in first.content
    assert "![a dot](media:dot.svg)" in first.content
    assert [quiz.key for quiz in first.quizzes] == ["check"]
    assert [(choice.text, choice.is_correct) for choice in first.quizzes[0].questions[0].choices] == [
        ("This", True),
        ("That", False),
    ]
    assert second.content == "# End"
    assert [media.name for media in package.media] == ["dot.svg"]


def test_a_lesson_keeps_its_key_when_its_number_changes(tmp_path: Path) -> None:
    write_course(tmp_path, course=COURSE.replace("01-first", "07-first"))
    (tmp_path / "lessons/01-first.md").rename(tmp_path / "lessons/07-first.md")
    assert read_folder(tmp_path).package.lessons[0].key == "first"


def test_links_in_code_and_to_other_sites_stay_as_they_are(tmp_path: Path) -> None:
    text = "`[x](nowhere.md)` and\n\n```\n![y](gone.png)\n```\n\n[site](https://example.org/a.md) [top](#top)"
    write_course(tmp_path, second=f"---\ntitle: Second\n---\n{text}\n")
    assert read_folder(tmp_path).package.lessons[1].content == text


def test_a_file_that_nothing_refers_to_is_left_out_and_noted(tmp_path: Path) -> None:
    write_course(tmp_path)
    (tmp_path / "media/old.svg").write_text("<svg/>")
    (tmp_path / "lessons/draft.md").write_text("later")
    read = read_folder(tmp_path)
    assert [media.name for media in read.package.media] == ["dot.svg"]
    assert [note.file for note in read.notes] == ["lessons/draft.md", "media/old.svg"]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("course", "title: Tiny\n", "", "course.yaml:1: the field 'title' is missing"),
        ("course", "Tiny", "2025", "course.yaml:3: title must be text; put it in quotes"),
        ("course", "slug: tiny", "slug: Tiny!", "course.yaml:2: slug must be"),
        ("course", "format: 1", "format: 2", "course.yaml:1: the format must be 1"),
        ("course", "title: Tiny", "titel: Tiny", "course.yaml:3: unknown field 'titel'"),
        ("course", "title: Tiny", "title: a\ntitle: b", "course.yaml:4: the field 'title' is given twice"),
        ("course", "title: Tiny", "title: [Tiny", "course.yaml:4:"),
        ("course", "title: Tiny", "title: &t Tiny\nsummary: *t", "course.yaml:4: aliases"),
        ("course", "title: Tiny", "title: Tiny\nprice: '1,50'", "course.yaml:4: price must be like"),
        ("course", "title: Tiny", "title: Tiny\nlevel: expert", "course.yaml:4: level must be one of"),
        ("course", "title: Tiny", "title: Tiny\nimage: media/no.png", "course.yaml:4: there is no file"),
        ("course", "title: Tiny", "title: Tiny\nimage: ../../x", "course.yaml:4: '../../x' leaves the folder"),
        ("course", "02-second.md", "02-gone.md", "course.yaml:8: there is no file 'lessons/02-gone.md'"),
        ("course", "02-second.md", "9-first.md", "course.yaml:8: 'lessons/9-first.md' has the same key"),
        ("first", "---\ntitle", "title", "lessons/01-first.md:1: the lesson must begin with '---'"),
        ("first", "title: First", "title: ''", "lessons/01-first.md:2: the title is empty"),
        ("first", "title: First", "title: First\nkind: film", "lessons/01-first.md:3: kind must be"),
        ("first", "title: First", "title: First\nkind: video", "lessons/01-first.md:2: a lesson of kind video"),
        ("first", "02-second.md", "03-third.md", "lessons/01-first.md:5: there is no file or lesson"),
        ("first", "dot.svg", "line.svg", "lessons/01-first.md:5: there is no file or lesson 'media/line.svg'"),
        ("first", "{{quiz:check}}", "{{quiz:chek}}", "lessons/01-first.md:7: the lesson's front matter names no"),
        ("first", "check.yaml]", "gone.yaml]", "lessons/01-first.md:3: there is no file 'quizzes/gone.yaml'"),
        ("second", "title: Second", "title: B\nquizzes: [quizzes/check.yaml]", "lessons/02-second.md:3: lessons/01"),
        ("quiz", "        correct: true\n", "", "quizzes/check.yaml:3: a single question needs exactly one"),
        ("quiz", "correct: true", "correct: yes please", "quizzes/check.yaml:8: correct must be true or false"),
        ("quiz", "kind: single", "kind: poem", "quizzes/check.yaml:4: unknown kind 'poem'"),
        ("quiz", "title: Check", "title: Check\npass_mark: 101", "quizzes/check.yaml:1: pass_mark"),
        ("quiz", "title: Check", "title: Check\ntime_limit_s: 5", "quizzes/check.yaml:1: time_limit_s must lie"),
        ("quiz", "title: Check", "title: Check\ndraw: 0", "quizzes/check.yaml:1: draw must lie"),
        ("quiz", "title: Check", "title: Check\nfeedback: later", "quizzes/check.yaml:2: feedback must be one of"),
        ("quiz", "title: Check", "title: Check\nfeedback: after_closing", "quizzes/check.yaml:1: feedback after_c"),
        ("quiz", "title: Check", "title: Check\ncloses_at: 2027-01-31", "quizzes/check.yaml:2: closes_at must be"),
        ("quiz", "title: Check", "title: Check\ncloses_at: 2027-01-31 23:59:00", "quizzes/check.yaml:2: closes_at"),
        ("quiz", "title: Check", "title: Check\ncloses_at: '0001-01-01T00:00+14:00'", "quizzes/check.yaml:2: clos"),
        ("quiz", "text: Which?", "text: see [it](no.md)", "quizzes/check.yaml:5: there is no file or lesson"),
    ],
)  # fmt: skip
def test_a_broken_course_is_refused_with_file_and_line(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    texts = {"course": COURSE, "first": FIRST, "second": "---\ntitle: Second\n---\n# End\n", "quiz": QUIZ}
    assert old in texts[file]
    write_course(tmp_path, **{file: texts[file].replace(old, new, 1)})
    assert error_of(tmp_path).startswith(said)


QUESTIONS = """\
title: Check
questions:
  - id: q
    kind: {kind}
    text: Which?
{rest}
"""


@pytest.mark.parametrize(
    ("kind", "rest", "said"),
    [
        ("multiple", "    choices: [{text: a}, {text: b}]", "a multiple question needs at least one"),
        ("true_false", "    choices: [{text: a, correct: true}, {text: b}, {text: c}]", "a true_false question has"),
        ("single", "    choices: [{text: a, correct: true}]", "there must be 2 to 50 choices, not 1"),
        ("short_text", "", "there must be 1 to 50 accepted answers"),
        ("short_text", "    accepted: [{text: '(', regex: true}]", "'(' is not a regular expression"),
        ("numeric", "", "the field 'number' is missing"),
        ("numeric", "    number: .nan", "a numeric question needs a finite number"),
        ("numeric", "    number: 1\n    tolerance: -1", "the tolerance must be 0 or more"),
        ("tracing", "    program: print(1)\n    does_compile: true", "the field 'stdout' is missing"),
        ("tracing", "    program: print(1)\n    does_compile: false\n    line: 2", "line 2 is not in the program"),
        ("ordering", "    order: [a]", "there must be 2 to 50 items in the order, not 1"),
        ("ordering", "    order: [a, b, a]", "two items are the same"),
        ("matching", "    pairs: [{right: a}, {right: b}]", "a matching question needs a pair with a left side"),
        ("matching", "    pairs: [{left: a, right: b}, {left: a, right: c}]", "two left sides are the same"),
        ("matching", "    pairs: [{left: a, right: c}, {left: b, right: c}]", "a matching question needs two differ"),
        ("essay", "    points: 2\n    rubric: [{text: a, points: 1}]", "the rubric has 1 points, the question 2"),
    ],
)  # fmt: skip
def test_a_question_without_a_usable_answer_is_refused(tmp_path: Path, kind: str, rest: str, said: str) -> None:
    write_course(tmp_path, quiz=QUESTIONS.format(kind=kind, rest=rest))
    assert error_of(tmp_path).startswith(f"quizzes/check.yaml:3: {said}")


@pytest.mark.parametrize("text", ["2027-01-31T23:59:00.123456+01:00", "'2027-01-31T22:59:00.123Z'"])
def test_a_closing_may_stand_in_quotes_and_in_any_zone(tmp_path: Path, text: str) -> None:
    write_course(tmp_path, quiz=QUIZ.replace("title: Check", f"title: Check\ncloses_at: {text}"))
    settings = read_folder(tmp_path).package.lessons[0].quizzes[0].settings
    assert settings == QuizSettingsPart(closes_at=datetime(2027, 1, 31, 22, 59, 0, 123_000, tzinfo=UTC))


def test_two_questions_with_the_same_id_are_refused(tmp_path: Path) -> None:
    write_course(tmp_path, quiz=QUIZ + QUIZ.split("questions:\n")[1])
    assert "two questions have the id 'q'" in error_of(tmp_path)


def test_text_that_is_not_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    write_course(tmp_path)
    (tmp_path / "lessons/02-second.md").write_bytes(b"---\ntitle: \xe9\n---\n")
    assert error_of(tmp_path) == "lessons/02-second.md:2: not UTF-8 text"


def test_a_link_that_leads_out_of_the_course_is_refused(tmp_path: Path) -> None:
    course = write_course(tmp_path / "course")
    (tmp_path / "secret.svg").write_text("<svg/>")
    (course / "media/dot.svg").unlink()
    (course / "media/dot.svg").symlink_to(tmp_path / "secret.svg")
    assert "leaves the folder of the course" in error_of(course)


def test_every_reference_of_the_sample_course_leads_somewhere() -> None:
    read = read_folder(SAMPLE)
    package = read.package
    assert not read.notes
    assert len(package.lessons) == 10
    assert {media.name for media in package.media} == {path.name for path in (SAMPLE / "media").iterdir()}
    for lesson in package.lessons:
        assert {quiz.key for quiz in lesson.quizzes} == set(QUIZ_PLACE.findall(lesson.content))
