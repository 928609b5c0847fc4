"""What may be written as a question, and when it is finished."""

import msgspec
import pytest

from lyceum.assessment.errors import InvalidQuestionError, QuizTooLargeError
from lyceum.assessment.rules.authoring import check_question, check_size, describe_key, find_missing_part
from lyceum.assessment.rules.questions import Accepted, QuestionKind, Tracing
from lyceum.assessment.tests.questions import (
    choices_question,
    numeric_question,
    text_question,
    tracing_question,
)

SINGLE = choices_question(kind=QuestionKind.SINGLE)
PROGRAM = Tracing(program="one line", does_compile=False)


@pytest.mark.parametrize(
    ("question", "key"),
    [
        (SINGLE, "Choice 0"),
        (choices_question(right=2), "Choice 0; Choice 1"),
        (text_question("a", "b"), "a; b"),
        (numeric_question(6.7, tolerance=0.5), "6.7 ± 0.5"),
        (tracing_question(stdout="1\n"), "1\n"),
        (tracing_question(line=2), "does not compile: line 2"),
    ],
)
def test_a_finished_question_lacks_nothing_and_can_say_its_key(question, key):
    check_question(question)
    assert find_missing_part(question) is None
    assert describe_key(question) == key


@pytest.mark.parametrize(
    "question",
    [
        choices_question(kind=QuestionKind.SINGLE, right=1, wrong=0),
        choices_question(right=0, wrong=2),
        text_question(),
        numeric_question(None),
        msgspec.structs.replace(tracing_question(line=1), tracing=None),
        msgspec.structs.replace(tracing_question(line=1), tracing=Tracing(program="x")),
    ],
)
def test_an_unfinished_question_is_allowed_but_says_what_it_lacks(question):
    check_question(question)
    assert find_missing_part(question)


@pytest.mark.parametrize(
    ("question", "field"),
    [
        (choices_question(kind=QuestionKind.SINGLE, right=2), "choices"),
        (choices_question(kind=QuestionKind.TRUE_FALSE, right=1, wrong=2), "choices"),
        (msgspec.structs.replace(SINGLE, number=1.0), "number"),
        (msgspec.structs.replace(SINGLE, text=" "), "text"),
        (msgspec.structs.replace(SINGLE, accepted=(Accepted(text="a"),)), "accepted"),
        (text_question("(a", regex=True), "accepted.0.text"),
        (numeric_question(1.0, tolerance=-1.0), "tolerance"),
        (numeric_question(float("nan")), "number"),
        (tracing_question(line=9), "tracing.line"),
        (tracing_question(stdout="", program=" "), "tracing.program"),
        (
            msgspec.structs.replace(tracing_question(), tracing=msgspec.structs.replace(PROGRAM, stdout="1")),
            "tracing.stdout",
        ),
    ],
)
def test_a_question_that_contradicts_its_kind_is_refused(question, field):
    with pytest.raises(InvalidQuestionError) as caught:
        check_question(question)
    assert field in [error.field for error in caught.value.errors]


@pytest.mark.parametrize(
    "questions",
    [
        [numeric_question(1.0)] * 201,
        [msgspec.structs.replace(SINGLE, text="a" * 100_000)] * 16,
        [text_question("[ab]{0,99}", regex=True)] * 20,
    ],
)
def test_a_quiz_has_bounds(questions):
    check_size(questions[:10])
    with pytest.raises(QuizTooLargeError):
        check_size(questions)
