"""The order of a course."""

import pytest
from bson import ObjectId
from hypothesis import given
from hypothesis import strategies as st

from lyceum.catalog.rules.outlines import (
    SECTION_LIMIT,
    LessonKind,
    LessonRef,
    QuizRef,
    Section,
    SectionOrder,
    lessons_of,
    minutes_of,
    places_of,
    reorder,
    with_lesson,
    with_quiz,
    with_section,
    without_lesson,
    without_quiz,
)
from lyceum.platform.errors import InvalidError


def make_ref() -> LessonRef:
    return LessonRef(lesson_id=ObjectId(), title="A", kind=LessonKind.TEXT, minutes=5, preview=False)


def make_sections(*sizes: int) -> tuple[Section, ...]:
    return tuple(
        Section(section_id=ObjectId(), title="S", lessons=tuple(make_ref() for _ in range(size))) for size in sizes
    )


def order_of(sections: tuple[Section, ...]) -> list[SectionOrder]:
    return [
        SectionOrder(
            section_id=item.section_id,
            title=item.title,
            lesson_ids=tuple(lesson.lesson_id for lesson in item.lessons),
        )
        for item in sections
    ]


def ids_of(sections: tuple[Section, ...]) -> list[ObjectId]:
    return [lesson.lesson_id for lesson in lessons_of(sections)]


@given(st.data())
def test_any_order_that_names_each_lesson_once_is_taken(data):
    sections = make_sections(2, 0, 3)
    shuffled = data.draw(st.permutations(ids_of(sections)))
    cut = data.draw(st.integers(0, len(shuffled)))
    first, second = order_of(sections)[:2]
    order = [
        SectionOrder(section_id=second.section_id, title="New", lesson_ids=tuple(shuffled[:cut])),
        SectionOrder(section_id=first.section_id, title="S", lesson_ids=tuple(shuffled[cut:])),
    ]
    assert ids_of(reorder(sections, order)) == shuffled


def test_a_lesson_that_is_left_out_is_refused():
    sections = make_sections(2)
    with pytest.raises(InvalidError) as refusal:
        reorder(sections, [SectionOrder(section_id=sections[0].section_id, title="S", lesson_ids=())])
    assert refusal.value.errors[0].code == "missing"


def test_a_lesson_that_is_named_twice_is_refused():
    sections = make_sections(1)
    (order,) = order_of(sections)
    twice = SectionOrder(section_id=order.section_id, title="S", lesson_ids=order.lesson_ids * 2)
    with pytest.raises(InvalidError) as refusal:
        reorder(sections, [twice])
    assert refusal.value.errors[0].code == "repeated"


@pytest.mark.parametrize("unknown", ["section", "lesson"])
def test_what_the_course_does_not_have_is_refused(unknown):
    sections = make_sections(1)
    (order,) = order_of(sections)
    section_id = ObjectId() if unknown == "section" else order.section_id
    lesson_ids = (*order.lesson_ids, ObjectId()) if unknown == "lesson" else order.lesson_ids
    with pytest.raises(InvalidError) as refusal:
        reorder(sections, [SectionOrder(section_id=section_id, title="S", lesson_ids=lesson_ids)])
    assert refusal.value.errors[0].code == "unknown"


def test_a_lesson_that_stays_in_its_section_keeps_its_place():
    sections = make_sections(3)
    middle = sections[0].lessons[1]
    assert with_lesson(sections, middle, section_id=sections[0].section_id) == sections


def test_a_lesson_that_changes_its_section_goes_to_the_end_there():
    sections = make_sections(2, 1)
    moved = sections[0].lessons[0]
    after = with_lesson(sections, moved, section_id=sections[1].section_id)
    assert [len(section.lessons) for section in after] == [1, 2]
    assert after[1].lessons[-1] == moved


def test_sections_are_limited():
    sections = make_sections(*[0] * SECTION_LIMIT)
    with pytest.raises(InvalidError):
        with_section(sections, Section(section_id=ObjectId(), title="One more"))


def test_a_quiz_replaces_its_older_self_and_can_be_taken_out():
    sections = make_sections(1, 1)
    lesson_id = sections[1].lessons[0].lesson_id
    quiz = QuizRef(quiz_id=ObjectId(), title="Old", required=True)
    newer = QuizRef(quiz_id=quiz.quiz_id, title="New", required=False)
    placed = with_quiz(with_quiz(sections, quiz, lesson_id=lesson_id), newer, lesson_id=lesson_id)
    assert placed[1].lessons[0].quizzes == (newer,)
    assert without_quiz(placed, quiz.quiz_id, lesson_id=lesson_id) == sections


def test_places_follow_the_order():
    sections = make_sections(2, 1)
    places = places_of(ObjectId(), sections)
    assert [place.lesson_id for place in places] == ids_of(sections)
    assert places[2].section_id == sections[1].section_id
    assert ids_of(without_lesson(sections, places[0].lesson_id)) == ids_of(sections)[1:]


@pytest.mark.parametrize(("count", "minutes"), [(0, 1), (1, 1), (200, 1), (201, 2), (1_000, 5)])
def test_reading_takes_a_minute_for_two_hundred_words(count, minutes):
    assert minutes_of("word " * count) == minutes
