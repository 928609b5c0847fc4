"""What answers are worth. Laws: 0 ≤ score ≤ points; the right answer earns all points."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bson import ObjectId

from lyceum.assessment.rules.patterns import is_match
from lyceum.assessment.rules.questions import (
    Accepted,
    GivenAnswer,
    Question,
    QuestionKind,
    QuestionResult,
)
from lyceum.assessment.rules.texts import fold_output, fold_text, read_number, smooth_text

ROUNDING: Final = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """What a whole attempt was worth; `percentage` is whole and rounded down, so that it never flatters."""

    score: float
    max_score: int
    percentage: int
    passed: bool
    results: tuple[QuestionResult, ...]


def grade_attempt(questions: Iterable[Question], answers: Iterable[GivenAnswer], *, pass_mark: int) -> Grade:
    """Grade the answers to these questions; a question without an answer earns nothing."""
    given = {answer.question_id: answer for answer in answers}
    return sum_up([grade_question(question, given.get(question.id)) for question in questions], pass_mark=pass_mark)


def sum_up(results: Sequence[QuestionResult], *, pass_mark: int) -> Grade:
    """Return what these results are worth together; nothing is passed while one is pending."""
    hundredths = sum(round(result.score * 100) for result in results)
    max_score = sum(result.max_score for result in results)
    percentage = hundredths // max_score if max_score else 0
    return Grade(
        score=hundredths / 100,
        max_score=max_score,
        percentage=percentage,
        passed=max_score > 0 and percentage >= pass_mark and not is_pending(results),
        results=tuple(results),
    )


def is_pending(results: Iterable[QuestionResult]) -> bool:
    """Tell whether a person still has to grade something."""
    return any(result.pending for result in results)


def grade_question(question: Question, answer: GivenAnswer | None) -> QuestionResult:
    """Grade one answer; scores are whole hundredths of a point."""
    if question.kind is QuestionKind.ESSAY:
        return _await_grade(question, answer)
    credit = 0.0 if answer is None else _CREDITS[question.kind](question, answer)
    return QuestionResult(
        question_id=question.id,
        score=round(question.points * credit, 2),
        max_score=question.points,
        correct=credit >= 1,
        feedback=question.explanation_html,
    )


def _await_grade(question: Question, answer: GivenAnswer | None) -> QuestionResult:
    """Leave an essay to a person; one that was not written is worth nothing at once."""
    return QuestionResult(
        question_id=question.id,
        score=0.0,
        max_score=question.points,
        correct=False,
        feedback=question.explanation_html,
        pending=answer is not None and bool((answer.text or "").strip()),
    )


def _credit_one_choice(question: Question, answer: GivenAnswer) -> float:
    return float(bool(answer.choice_ids) and _chosen(answer) == question.right_choice_ids)


def _credit_many_choices(question: Question, answer: GivenAnswer) -> float:
    """Right ones chosen minus wrong ones chosen, of the right ones there are, never below zero."""
    right = question.right_choice_ids
    if not right:
        return 0.0
    chosen = _chosen(answer)
    return max(0.0, (len(chosen & right) - len(chosen - right)) / len(right))


def _credit_short_text(question: Question, answer: GivenAnswer) -> float:
    given = smooth_text(answer.text or "")
    return float(bool(given) and any(_accepts(item, given) for item in question.accepted))


def _credit_numeric(question: Question, answer: GivenAnswer) -> float:
    given = answer.number if answer.text is None else read_number(answer.text)
    if given is None or question.number is None:
        return 0.0
    slack = ROUNDING * max(1.0, abs(question.number))
    return float(abs(given - question.number) <= question.tolerance + slack)


def _credit_tracing(question: Question, answer: GivenAnswer) -> float:
    key = question.tracing
    if key is None or key.does_compile is None or answer.does_compile is not key.does_compile:
        return 0.0
    if key.does_compile:
        return float(fold_output(answer.text or "") == fold_output(key.stdout or ""))
    return float(key.line is None or answer.number == key.line)


def _credit_order(question: Question, answer: GivenAnswer) -> float:
    """How many neighbours of the right order are neighbours in the given one, of those that there are.

    So that one item in the wrong place costs little wherever it stands. Half of an order earns nothing by being
    short: what is missing has no neighbours.
    """
    right = [item.id for item in question.order]
    given = answer.order or ()
    wanted = set(pairwise(right))
    return len(wanted & set(pairwise(given))) / len(wanted) if wanted else float(tuple(right) == given)


def _credit_pairs(question: Question, answer: GivenAnswer) -> float:
    """The prompts that have their match, of all prompts."""
    wanted = {(pair.left.id, pair.right.id) for pair in question.pairs if pair.left is not None}
    given = {(pair.left_id, pair.right_id) for pair in answer.pairs or ()}
    return len(wanted & given) / len(wanted) if wanted else 0.0


_CREDITS: Final[dict[QuestionKind, Callable[[Question, GivenAnswer], float]]] = {
    QuestionKind.SINGLE: _credit_one_choice,
    QuestionKind.TRUE_FALSE: _credit_one_choice,
    QuestionKind.MULTIPLE: _credit_many_choices,
    QuestionKind.SHORT_TEXT: _credit_short_text,
    QuestionKind.NUMERIC: _credit_numeric,
    QuestionKind.TRACING: _credit_tracing,
    QuestionKind.ORDERING: _credit_order,
    QuestionKind.MATCHING: _credit_pairs,
}


def _chosen(answer: GivenAnswer) -> frozenset[ObjectId]:
    return frozenset(answer.choice_ids or ())


def _accepts(item: Accepted, given: str) -> bool:
    """Compare an answer with an accepted one; folding makes `ss` of `ß`, so a pattern may fit either form."""
    folded = fold_text(given)
    if not item.regex:
        return fold_text(item.text) == folded
    return any(is_match(item.text, text) for text in {folded, given})
