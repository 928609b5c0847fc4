"""Which questions an attempt gets, and in which order."""

from hypothesis import given
from hypothesis import strategies as st

from lyceum.assessment.rules.drawing import SEED_LIMIT, draw_questions, mix
from lyceum.assessment.tests.questions import choices_question

seeds = st.integers(0, SEED_LIMIT - 1)
questions = st.integers(1, 8).map(lambda count: [choices_question(wrong=2) for _ in range(count)])


@given(questions, seeds, st.none() | st.integers(1, 10), st.booleans())
def test_a_seed_decides_everything(asked, seed, draw, shuffle):
    drawn = draw_questions(asked, seed=seed, draw=draw, shuffle=shuffle)
    assert drawn == draw_questions(asked, seed=seed, draw=draw, shuffle=shuffle)
    assert len(drawn) == min(draw or len(asked), len(asked))
    assert {item.id for item in drawn} <= {item.id for item in asked}


@given(questions, seeds)
def test_what_is_not_shuffled_keeps_its_order(asked, seed):
    drawn = draw_questions(asked, seed=seed, draw=len(asked) // 2 or 1, shuffle=False)
    assert list(drawn) == [item for item in asked if item in drawn]


@given(questions, seeds)
def test_a_mixed_order_says_nothing_about_the_stored_one(asked, seed):
    assert mix(asked, seed=seed) == mix(reversed(asked), seed=seed)


@given(questions, seeds)
def test_choices_are_mixed_but_never_lost(asked, seed):
    for question in draw_questions(asked, seed=seed, draw=None, shuffle=True):
        before = next(item for item in asked if item.id == question.id)
        assert sorted(question.choices, key=lambda choice: choice.id) == sorted(
            before.choices, key=lambda choice: choice.id
        )
