"""How well questions measure: facility and discrimination, from running sums.

Sums are of whole thousandths, so that what was added can be taken away again exactly.
"""

import math
from collections.abc import Iterator
from typing import Final

import msgspec

from lyceum.assessment.rules.questions import GivenAnswer, Question, QuestionResult

SCALE: Final = 1_000
LEAST_ATTEMPTS: Final = 2


class QuestionSums(msgspec.Struct, frozen=True, kw_only=True):
    """Sums over attempts of x, what an answer earned, and y, what the rest of its attempt did, in thousandths."""

    count: int = 0
    x: int = 0
    xx: int = 0
    y: int = 0
    yy: int = 0
    xy: int = 0
    choices: dict[str, int] = msgspec.field(default_factory=dict)


def facility(sums: QuestionSums) -> float | None:
    """Return the mean score as a share of the points, 0 to 1; None before the first answer.

    The facility, or difficulty, index p: R. L. Ebel and D. A. Frisbie, "Essentials of Educational Measurement",
    5th edition, 1991, chapter 13; for partial credit the mean takes the place of the share of right answers.
    """
    return sums.x / (SCALE * sums.count) if sums.count else None


def discrimination(sums: QuestionSums) -> float | None:
    """Return how answers go together with the rest of their attempts, -1 to 1; None where either never varies.

    The point-biserial correlation of a question with the rest score, that is, without the question itself: S.
    Henrysson, "Correction of item-total correlations in item analysis", Psychometrika 28(2), 1963. It is Pearson's r,
    (n Σxy - Σx Σy) / √((n Σx² - (Σx)²) (n Σy² - (Σy)²)), which serves partial credit as well.
    """
    if sums.count < LEAST_ATTEMPTS:
        return None
    spread_x = sums.count * sums.xx - sums.x**2
    spread_y = sums.count * sums.yy - sums.y**2
    if spread_x <= 0 or spread_y <= 0:
        return None
    return (sums.count * sums.xy - sums.x * sums.y) / math.sqrt(spread_x * spread_y)


def summands(
    questions: tuple[Question, ...], answers: tuple[GivenAnswer, ...], results: tuple[QuestionResult, ...]
) -> Iterator[tuple[str, int]]:
    """Yield what one attempt adds to the sums of its questions, as paths such as `questions.{id}.xy`."""
    given = {answer.question_id: answer for answer in answers}
    total = sum(result.score for result in results)
    most = sum(result.max_score for result in results)
    known = {question.id: {choice.id for choice in question.choices} for question in questions}
    for result in results:
        path = f"questions.{result.question_id}"
        x = _thousandths(result.score, result.max_score)
        y = _thousandths(total - result.score, most - result.max_score)
        for name, value in {"count": 1, "x": x, "xx": x * x, "y": y, "yy": y * y, "xy": x * y}.items():
            yield f"{path}.{name}", value
        answer = given.get(result.question_id)
        for choice_id in set((answer and answer.choice_ids) or ()) & known.get(result.question_id, set()):
            yield f"{path}.choices.{choice_id}", 1


def _thousandths(score: float, points: int) -> int:
    return round(SCALE * score / points) if points else 0
