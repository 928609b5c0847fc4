"""Whether answers fit their questions."""

import pytest
from bson import ObjectId

from lyceum.assessment.errors import InvalidAnswersError
from lyceum.assessment.rules.answers import check_answers
from lyceum.assessment.rules.questions import GivenAnswer, QuestionKind
from lyceum.assessment.tests.questions import (
    choices_question,
    choose,
    numeric_question,
    right_answer,
    text_question,
    tracing_question,
    write,
)

SINGLE = choices_question(kind=QuestionKind.SINGLE)
MULTIPLE = choices_question()
TEXT = text_question("a")
NUMERIC = numeric_question(1.0)
TRACING = tracing_question(line=1)
ALL = (SINGLE, MULTIPLE, TEXT, NUMERIC, TRACING)
STRANGER = GivenAnswer(question_id=ObjectId(), text="a")


def _misfit(question, **form):
    return GivenAnswer(question_id=question.id, **form)


def test_right_answers_fit_and_questions_may_be_left_out():
    check_answers([right_answer(question) for question in ALL], questions=ALL)
    check_answers([], questions=ALL)


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ([STRANGER], ("answers.0.question", "unknown")),
        ([write(TEXT, "a"), write(TEXT, "b")], ("answers.1.question", "repeated")),
        ([choose(SINGLE, *SINGLE.choices)], ("answers.0.choices", "one_choice")),
        ([choose(SINGLE, MULTIPLE.choices[0])], ("answers.0.choices.0", "unknown")),
        ([_misfit(SINGLE, text="a")], ("answers.0.text", "unexpected")),
        ([_misfit(TEXT, number=1.0)], ("answers.0.number", "unexpected")),
        ([_misfit(TEXT)], ("answers.0.text", "required")),
        ([_misfit(NUMERIC, text="many")], ("answers.0.text", "not_a_number")),
        ([_misfit(NUMERIC, text="1", number=1.0)], ("answers.0.text", "unexpected")),
        ([_misfit(TRACING, number=1.0)], ("answers.0.does_compile", "required")),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_with_its_place(answers, problem):
    with pytest.raises(InvalidAnswersError) as caught:
        check_answers(answers, questions=ALL)
    assert problem in [(error.field, error.code) for error in caught.value.errors]
