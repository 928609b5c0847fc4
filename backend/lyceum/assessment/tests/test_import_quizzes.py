"""Quizzes that come from an import and go to an export."""

from dataclasses import replace

import pytest

from lyceum.assessment import public
from lyceum.assessment.errors import InvalidQuestionError
from lyceum.assessment.selectors.access import get_quiz
from lyceum.assessment.tests.factories import EVERY_KIND
from lyceum.assessment.tests.school import make_school
from lyceum.catalog import public as catalog
from lyceum.platform.ids import derive_id

QUESTIONS = tuple(replace(draft, key=f"q{place}") for place, draft in enumerate(EVERY_KIND))


@pytest.fixture
def school():
    return make_school()


@pytest.fixture
def draft(school):
    return public.QuizDraft(
        quiz_id=derive_id(school.course.course_id, "warm-up"),
        key="warm-up",
        lesson_id=school.course.lesson_ids[1],
        title="Warm-up",
        pass_mark=60,
        required=True,
        questions=QUESTIONS,
    )


def _stored(draft):
    return get_quiz(draft.quiz_id)


def test_what_is_imported_can_be_exported(school, draft):
    public.store_quiz(draft, course_id=school.course.course_id)
    (stored,) = [item for item in public.list_quiz_sources(school.course.course_id) if item.key == draft.key]
    assert stored == replace(draft, settings=public.QuizSettings())


def test_settings_come_with_an_import_or_stay_as_they_were(school, draft):
    settings = public.QuizSettings(time_limit_s=60, draw=2, grading=public.GradingPolicy.LAST)
    public.store_quiz(replace(draft, settings=settings), course_id=school.course.course_id)
    public.store_quiz(replace(draft, title="Anew"), course_id=school.course.course_id)
    (stored,) = [item for item in public.list_quiz_sources(school.course.course_id) if item.key == draft.key]
    assert (stored.title, stored.settings) == ("Anew", settings)


def test_an_imported_quiz_is_placed_and_can_be_taken(school, draft):
    public.store_quiz(draft, course_id=school.course.course_id)
    (ref,) = catalog.get_lesson_place(draft.lesson_id).quizzes
    assert (ref.quiz_id, ref.title, ref.required) == (draft.quiz_id, "Warm-up", True)
    assert public.list_quiz_problems(course_id=school.course.course_id) == ()
    body = school.learner.client.get(f"/api/quizzes/{draft.quiz_id}/").json()
    assert len(body["questions"]) == len(QUESTIONS)


def test_importing_again_changes_nothing(school, draft, mongo_commands):
    public.store_quiz(draft, course_id=school.course.course_id)
    before = _stored(draft)
    with mongo_commands.at_most(1):
        public.store_quiz(draft, course_id=school.course.course_id)
    assert _stored(draft) == before


def test_a_changed_import_keeps_the_ids_of_what_stayed_the_same(school, draft):
    public.store_quiz(draft, course_id=school.course.course_id)
    before = _stored(draft)
    choices = (*QUESTIONS[0].choices[:1], public.ChoiceDraft(text="Another", is_correct=False))
    changed = replace(QUESTIONS[0], text="Anew?", choices=choices)
    again = replace(draft, title="Warm-up 2", questions=(*QUESTIONS[2:], changed))
    public.store_quiz(again, course_id=school.course.course_id)
    after = _stored(draft)
    assert after.version == before.version + 1
    assert [item.id for item in after.questions] == [
        *(item.id for item in before.questions[2:]),
        before.questions[0].id,
    ]
    assert after.questions[-1].choices[0].id == before.questions[0].choices[0].id
    assert after.questions[-1].choices[1].id != before.questions[0].choices[1].id
    (ref,) = catalog.get_lesson_place(draft.lesson_id).quizzes
    assert ref.title == "Warm-up 2"


def test_choices_with_the_same_text_have_ids_of_their_own(school, draft):
    twins = tuple(public.ChoiceDraft(text="Same", is_correct=right) for right in (True, False))
    again = replace(draft, questions=(replace(QUESTIONS[0], choices=twins),))
    public.store_quiz(again, course_id=school.course.course_id)
    one, two = _stored(draft).questions[0].choices
    assert one.id != two.id


def test_a_quiz_that_moved_to_another_lesson_is_placed_there_only(school, draft):
    public.store_quiz(draft, course_id=school.course.course_id)
    moved = replace(draft, lesson_id=school.course.lesson_ids[2])
    public.store_quiz(moved, course_id=school.course.course_id)
    places = [catalog.get_lesson_place(lesson_id).quizzes for lesson_id in school.course.lesson_ids[1:3]]
    assert [len(quizzes) for quizzes in places] == [0, 1]


def test_quizzes_that_are_no_longer_imported_are_removed(school, draft):
    public.store_quiz(draft, course_id=school.course.course_id)
    public.remove_other_quizzes(course_id=school.course.course_id, keep=frozenset({draft.quiz_id}))
    assert [item.quiz_id for item in public.list_quiz_sources(school.course.course_id)] == [draft.quiz_id]
    assert catalog.get_lesson_place(school.quiz.lesson_id).quizzes == ()


def test_a_question_that_contradicts_its_kind_stores_nothing(school, draft):
    broken = replace(draft, questions=(replace(QUESTIONS[0], number=1.0),))
    with pytest.raises(InvalidQuestionError):
        public.store_quiz(broken, course_id=school.course.course_id)
    assert catalog.get_lesson_place(draft.lesson_id).quizzes == ()


def test_a_lesson_without_required_quizzes_has_none_to_pass(school, draft):
    student_id, lesson_id = school.learner.person_id, draft.lesson_id
    assert public.has_passed_required_quizzes(student_id=student_id, lesson_id=lesson_id)
    public.store_quiz(replace(draft, required=False), course_id=school.course.course_id)
    assert public.has_passed_required_quizzes(student_id=student_id, lesson_id=lesson_id)
    public.store_quiz(draft, course_id=school.course.course_id)
    assert not public.has_passed_required_quizzes(student_id=student_id, lesson_id=lesson_id)
