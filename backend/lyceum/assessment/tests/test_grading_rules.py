"""What answers are worth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.assessment.rules.grading import grade_attempt, grade_question
from lyceum.assessment.rules.questions import GivenAnswer, QuestionKind
from lyceum.assessment.tests.questions import (
    choices_question,
    choose,
    essay_question,
    match,
    matching_question,
    numeric_question,
    ordering_question,
    put_in_order,
    right_answer,
    text_question,
    tracing_question,
    write,
)

points = st.integers(1, 100)
multiples = st.builds(choices_question, right=st.integers(1, 8), wrong=st.integers(0, 8), points=points)
singles = st.builds(
    choices_question,
    kind=st.sampled_from([QuestionKind.SINGLE, QuestionKind.TRUE_FALSE]),
    right=st.just(1),
    wrong=st.integers(1, 6),
    points=points,
)
numbers = st.floats(-1e9, 1e9)
questions = st.one_of(
    multiples,
    singles,
    st.builds(text_question, st.text(min_size=1).filter(str.strip), points=points),
    st.builds(numeric_question, numbers, tolerance=st.floats(0, 1e6), points=points),
    st.builds(tracing_question, stdout=st.text(), points=points),
    st.builds(tracing_question, line=st.integers(1, 3), points=points),
    st.builds(ordering_question, items=st.integers(2, 6), points=points),
    st.builds(matching_question, pairs=st.integers(1, 6), strangers=st.integers(0, 2), points=points),
)


@given(questions)
def test_the_right_answer_earns_all_points(question):
    result = grade_question(question, right_answer(question))
    assert (result.score, result.correct) == (question.points, True)


@given(
    questions,
    st.builds(
        dict,
        text=st.none() | st.text(),
        number=st.none() | st.floats(),
        does_compile=st.none() | st.booleans(),
    ),
    st.data(),
)
def test_a_score_lies_between_nothing_and_all_points(question, form, data):
    chosen = data.draw(st.lists(st.sampled_from(question.choices))) if question.choices else []
    answer = GivenAnswer(question_id=question.id, choice_ids=tuple(choice.id for choice in chosen), **form)
    result = grade_question(question, answer)
    assert 0 <= result.score <= question.points
    assert result.correct == (result.score == question.points) or result.score > 0


@given(questions)
def test_no_answer_earns_nothing(question):
    result = grade_question(question, None)
    assert (result.score, result.correct) == (0, False)


@given(multiples, st.data())
def test_the_order_of_choices_does_not_matter(question, data):
    chosen = data.draw(st.lists(st.sampled_from(question.choices), unique=True))
    shuffled = data.draw(st.permutations(chosen))
    assert grade_question(question, choose(question, *chosen)) == grade_question(question, choose(question, *shuffled))


@given(multiples, st.data())
def test_one_more_wrong_choice_never_helps(question, data):
    chosen = data.draw(st.lists(st.sampled_from(question.choices), unique=True))
    wrong = [choice for choice in question.choices if not choice.is_correct]
    more = [*chosen, *wrong[:1]]
    before = grade_question(question, choose(question, *chosen))
    assert grade_question(question, choose(question, *more)).score <= before.score


@given(multiples)
def test_choosing_everything_is_no_way_to_pass(question):
    everything = grade_question(question, choose(question, *question.choices))
    wrong = sum(not choice.is_correct for choice in question.choices)
    assert everything.correct == (wrong == 0)


def test_partial_credit_is_right_minus_wrong_of_all_right_ones():
    question = choices_question(right=3, wrong=2, points=3)
    *_, first_wrong, second_wrong = question.choices
    one, two, *_ = question.choices
    assert grade_question(question, choose(question, one, two)).score == 2
    assert grade_question(question, choose(question, one, two, first_wrong)).score == 1
    assert grade_question(question, choose(question, one, first_wrong, second_wrong)).score == 0


def test_a_third_of_a_point_is_rounded_to_hundredths():
    question = choices_question(right=3, wrong=0)
    assert grade_question(question, choose(question, question.choices[0])).score == 0.33


def test_two_choices_where_one_is_right_earn_nothing():
    question = choices_question(kind=QuestionKind.SINGLE, right=1, wrong=1)
    assert grade_question(question, choose(question, *question.choices)).score == 0


@pytest.mark.parametrize(
    "given_text",
    [
        "ebbinghaus",
        "  EBBINGHAUS ",
        "Hermann   Ebbinghaus",
        "\uff25\uff42\uff42\uff49\uff4e\uff47\uff48\uff41\uff55\uff53",
    ],
)
def test_short_texts_ignore_case_space_and_width(given_text):
    question = text_question("Ebbinghaus", "Hermann Ebbinghaus")
    assert grade_question(question, write(question, given_text)).correct


def test_short_texts_ignore_composition_and_typography_but_not_accents():
    question = text_question("don't café")
    assert grade_question(question, write(question, "don\u2019t cafe\u0301")).correct
    assert not grade_question(question, write(question, "don't cafe")).correct


@pytest.mark.parametrize("blank", ["", "   ", "\u00a0"])
def test_a_blank_text_is_no_answer_whatever_a_pattern_accepts(blank):
    question = text_question(".*", regex=True)
    assert not grade_question(question, write(question, blank)).correct


def test_short_texts_can_be_patterns():
    question = text_question(r"explain(ing)?( it)?|teach(ing)?", regex=True)
    assert grade_question(question, write(question, "Explaining it")).correct
    assert not grade_question(question, write(question, "explained")).correct


@pytest.mark.parametrize("pattern", ["straße", "(haupt)?stra(ß|ss)e", "STRASSE"])
def test_a_pattern_fits_a_text_that_folding_makes_longer(pattern):
    question = text_question(pattern, regex=True)
    assert grade_question(question, write(question, " Straße ")).correct


@pytest.mark.parametrize("given_text", ["6.7", "6,7", "6.7 days", "7.2", "6,2", "+6.7"])
def test_numbers_within_the_tolerance_are_right(given_text):
    question = numeric_question(6.7, tolerance=0.5)
    assert grade_question(question, write(question, given_text)).correct


@pytest.mark.parametrize("given_text", ["7.21", "-6.7", "67"])
def test_numbers_outside_the_tolerance_are_wrong(given_text):
    question = numeric_question(6.7, tolerance=0.5)
    assert not grade_question(question, write(question, given_text)).correct


def test_printed_output_is_compared_without_trailing_white_space():
    question = tracing_question(stdout="1\n 2\n")
    given_answer = GivenAnswer(question_id=question.id, does_compile=True, text="1  \r\n 2")
    assert grade_question(question, given_answer).correct
    indented = GivenAnswer(question_id=question.id, does_compile=True, text="1\n2")
    assert not grade_question(question, indented).correct


def test_saying_that_it_compiles_is_wrong_where_it_does_not():
    question = tracing_question(line=1)
    wrong = GivenAnswer(question_id=question.id, does_compile=True, text="")
    wrong_line = GivenAnswer(question_id=question.id, does_compile=False, number=2)
    assert not grade_question(question, wrong).correct
    assert not grade_question(question, wrong_line).correct


def test_any_line_counts_where_the_key_names_none():
    question = tracing_question()
    answer = GivenAnswer(question_id=question.id, does_compile=False)
    assert grade_question(question, answer).correct


@given(st.lists(questions, min_size=1, max_size=5), st.integers(0, 100))
def test_all_right_answers_pass_any_mark(asked, pass_mark):
    grade = grade_attempt(asked, [right_answer(item) for item in asked], pass_mark=pass_mark)
    assert (grade.score, grade.percentage, grade.passed) == (grade.max_score, 100, True)


def test_the_pass_mark_itself_passes_and_a_hair_below_does_not():
    asked = [choices_question(kind=QuestionKind.SINGLE) for _ in range(3)]
    answers = [right_answer(item) for item in asked[:2]]
    assert grade_attempt(asked, answers, pass_mark=66).passed
    below = grade_attempt(asked, answers, pass_mark=67)
    assert (below.percentage, below.passed) == (66, False)


def test_nothing_to_answer_is_never_passed():
    assert not grade_attempt([], [], pass_mark=0).passed


def test_an_order_earns_the_neighbours_that_are_right():
    question = ordering_question(items=4, points=3)
    one, two, three, four = question.order
    assert grade_question(question, put_in_order(question, two, three, four, one)).score == 2
    assert grade_question(question, put_in_order(question, four, three, two, one)).score == 0
    assert grade_question(question, put_in_order(question, one, two)).score == 1


def test_matches_earn_their_share_and_strangers_earn_nothing():
    question = matching_question(pairs=2, strangers=1, points=2)
    one, two, stranger = question.pairs
    assert grade_question(question, match(question, (one.left, one.right), (two.left, stranger.right))).score == 1
    assert grade_question(question, match(question, (one.left, two.right), (two.left, one.right))).score == 0


def test_a_written_essay_is_pending_and_passes_nothing_meanwhile():
    essay, single = essay_question(), choices_question(kind=QuestionKind.SINGLE, points=9)
    grade = grade_attempt([essay, single], [write(essay, "Because."), right_answer(single)], pass_mark=50)
    assert (grade.results[0].pending, grade.passed) == (True, False)
    assert grade_attempt([essay, single], [right_answer(single)], pass_mark=50).passed
