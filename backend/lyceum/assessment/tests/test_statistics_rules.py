"""Facility and discrimination, compared with what the standard library works out from the raw numbers."""

import statistics
from collections import Counter

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from lyceum.assessment.rules.grading import grade_question
from lyceum.assessment.rules.questions import GivenAnswer
from lyceum.assessment.rules.statistics import QuestionSums, discrimination, facility, summands
from lyceum.assessment.tests.questions import numeric_question

ASKED = tuple(numeric_question(1, points=points) for points in (1, 2, 3))
outcomes = st.lists(st.tuples(*[st.booleans()] * len(ASKED)), min_size=1, max_size=12)


def _take(outcome):
    answers = tuple(
        GivenAnswer(question_id=question.id, number=1.0 if right else 0.0)
        for question, right in zip(ASKED, outcome, strict=True)
    )
    return answers, tuple(grade_question(q, answer) for q, answer in zip(ASKED, answers, strict=True))


def _sums_of(total, question):
    prefix = f"questions.{question.id}."
    found = {path.removeprefix(prefix): value for path, value in total.items() if path.startswith(prefix)}
    return msgspec.convert(found, QuestionSums)


@given(outcomes)
def test_sums_tell_what_the_raw_numbers_tell(taken):
    total = Counter()
    for outcome in taken:
        total.update(dict(summands(ASKED, *_take(outcome))))
    sums = _sums_of(total, ASKED[0])
    x = [float(outcome[0]) for outcome in taken]
    y = [round(1000 * (2 * outcome[1] + 3 * outcome[2]) / 5) for outcome in taken]
    assert facility(sums) == statistics.fmean(x)
    if len(set(x)) > 1 and len(set(y)) > 1:
        assert abs(discrimination(sums) - statistics.correlation(x, y)) < 1e-6
    else:
        assert discrimination(sums) is None


@given(outcomes)
def test_what_is_taken_away_again_leaves_nothing(taken):
    total = Counter()
    for outcome in taken:
        total.update(dict(summands(ASKED, *_take(outcome))))
    for outcome in taken:
        total.subtract(dict(summands(ASKED, *_take(outcome))))
    assert not any(total.values())
