"""Every kind of question, and how a quiz is taken, survive the way out of the store and back into it."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from lyceum.accounts.tests.factories import make_person
from lyceum.assessment import public as assessment
from lyceum.assessment.tests.factories import EVERY_KIND, LISTED_KINDS, make_quiz
from lyceum.catalog import public as catalog
from lyceum.interop.services.exports import export_course
from lyceum.interop.tests.folders import all_bytes, write_course
from lyceum.interop.tests.test_import_course import run_import

SETTINGS = {
    "time_limit_s": 1_200,
    "attempts_allowed": 3,
    "shuffle": True,
    "draw": 5,
    "feedback": assessment.FeedbackPolicy.AFTER_CLOSING,
    "closes_at": datetime(2027, 1, 31, 22, 59, tzinfo=UTC),
    "grading": assessment.GradingPolicy.AVERAGE,
}


def test_every_kind_of_question_and_every_setting_comes_back_from_an_export(tmp_path: Path) -> None:
    ida, otto = make_person(roles=["instructor"]), make_person(roles=["instructor"])
    first = run_import(write_course(tmp_path / "written"), ida.actor)
    lesson_id = catalog.list_lesson_places(first.course_id)[1].lesson_id
    made = make_quiz(lesson_id, ida, questions=(*EVERY_KIND, *LISTED_KINDS), title="Everything", **SETTINGS)

    assert not export_course(first.course_id, tmp_path / "one", actor=ida.actor).notes
    course = tmp_path / "one/course.yaml"
    course.write_text(course.read_text().replace("slug: tiny", "slug: another"))
    second = run_import(tmp_path / "one", otto.actor)
    export_course(second.course_id, tmp_path / "two", actor=otto.actor)

    assert all_bytes(tmp_path / "two") == all_bytes(tmp_path / "one")
    quiz = next(item for item in assessment.list_quiz_sources(second.course_id) if item.title == "Everything")
    assert quiz.settings == assessment.QuizSettings(**SETTINGS)
    assert [replace(item, key="", tracing=None) for item in quiz.questions] == [
        replace(item, tracing=None) for item in (*EVERY_KIND, *LISTED_KINDS)
    ]
    assert made.stored.title == quiz.title


def test_a_setting_that_is_gone_from_the_file_has_its_default_again(tmp_path: Path) -> None:
    ida = make_person(roles=["instructor"])
    written = write_course(tmp_path)
    quiz = written / "quizzes/check.yaml"
    text = quiz.read_text()
    quiz.write_text(f"shuffle: true\n{text}")
    report = run_import(written, ida.actor)
    assert assessment.list_quiz_sources(report.course_id)[0].settings == assessment.QuizSettings(shuffle=True)
    quiz.write_text(text)
    run_import(written, ida.actor)
    assert assessment.list_quiz_sources(report.course_id)[0].settings == assessment.QuizSettings()
