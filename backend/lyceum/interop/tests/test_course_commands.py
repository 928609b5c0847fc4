"""The commands: what they print, and one clear line where something is wrong."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from lyceum.accounts.tests.factories import make_person
from lyceum.interop.tests.folders import QUIZ, all_bytes, write_course

BOOK = Path(__file__).parent / "data" / "small-book"


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_an_import_reports_what_it_did_and_what_it_left_out() -> None:
    ida = make_person(roles=["instructor"])
    said = run("import_course", str(BOOK), "--instructor", ida.username, "--publish")
    lines = said.splitlines()
    assert lines[0].startswith("Imported “A Small Book” (")
    assert lines[0].endswith(", /courses/a-small-book), published:")
    assert lines[1] == "  3 sections, 6 lessons, 3 quizzes, 13 questions, 2 media files"
    assert "  src/intro.md:6: left out: the link to '../gone.html' leads to nothing in the book" in lines
    assert run("import_course", str(BOOK), "--instructor", ida.username).startswith("Updated “A Small Book”")


def test_an_export_writes_the_folder_that_was_imported(tmp_path: Path) -> None:
    ida = make_person(roles=["instructor"])
    course = write_course(tmp_path / "in")
    run("import_course", str(course), "--instructor", ida.username)
    said = run("export_course", "tiny", str(tmp_path / "out"))
    assert said.splitlines()[0] == f"Exported “Tiny” to {tmp_path / 'out'}: 2 lessons, 1 quiz, 1 media file"
    assert set(all_bytes(tmp_path / "out")) == set(all_bytes(course))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["import_course", "BROKEN", "--instructor", "INSTRUCTOR"], "quizzes/check.yaml:4: unknown kind 'riddle'"),
        (["import_course", "BROKEN/none", "--instructor", "INSTRUCTOR"], "is not a folder"),
        (["import_course", "BROKEN", "--instructor", "nobody"], "There is no"),
        (["import_course", "BROKEN"], "Say whose course it is: --instructor NAME"),
        (["export_course", "nothing", "BROKEN/out"], "There is no course with the slug 'nothing'."),
        (["export_course", "0123456789abcdef01234567", "BROKEN/out"], "There is no such course."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_clear_line(tmp_path: Path, arguments: list[str], said: str) -> None:
    ida = make_person(roles=["instructor"])
    broken = write_course(tmp_path, quiz=QUIZ.replace("kind: single", "kind: riddle"))
    names = {"BROKEN": str(broken), "INSTRUCTOR": ida.username}
    for name, value in names.items():
        arguments = [argument.replace(name, value) for argument in arguments]
    with pytest.raises(CommandError) as caught:
        run(*arguments)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
