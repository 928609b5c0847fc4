"""How well the questions of a quiz measure, as those who teach see it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from bson import ObjectId

from lyceum.assessment.documents import Quiz, QuizStatistics, Standing, attempts, quiz_statistics
from lyceum.assessment.rules.policies import AttemptState
from lyceum.assessment.rules.questions import Choice, Question
from lyceum.assessment.rules.statistics import QuestionSums, discrimination, facility
from lyceum.assessment.selectors.access import get_authored_quiz
from lyceum.assessment.selectors.reviews import list_quizzes
from lyceum.platform.actors import Actor

ATTEMPTS_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceStatistics:
    """How often a choice was chosen."""

    choice: Choice
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionStatistics:
    """How a question did; None where there are too few answers to tell."""

    question: Question
    count: int
    facility: float | None
    discrimination: float | None
    choices: tuple[ChoiceStatistics, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizStatisticsView:
    """How the questions of a quiz did, over all its graded attempts."""

    quiz_id: ObjectId
    attempts: int
    questions: tuple[QuestionStatistics, ...]


class Outcome(Standing, frozen=True, kw_only=True):
    """What an attempt has come to, and whether that was enough."""

    passed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizTally:
    """How all graded attempts at a quiz went."""

    quiz_id: ObjectId
    title: str
    passed_count: int
    failed_count: int
    percentage_sum: int


def list_quiz_tallies(course_id: ObjectId) -> tuple[QuizTally, ...]:
    """Return how the attempts at each quiz of a course went; it takes as long as there are many."""
    return tuple(_tally(quiz) for quiz in list_quizzes(course_id))


def _tally(quiz: Quiz) -> QuizTally:
    passed = failed = percentages = 0
    for outcome in _walk_outcomes(quiz.id):
        passed, failed = passed + outcome.passed, failed + (not outcome.passed)
        percentages += outcome.percentage
    return QuizTally(
        quiz_id=quiz.id, title=quiz.title, passed_count=passed, failed_count=failed, percentage_sum=percentages
    )


def _walk_outcomes(quiz_id: ObjectId) -> Iterator[Outcome]:
    """Go through the graded attempts at a quiz, read some at a time."""
    where: dict[str, Any] = {"quiz_id": quiz_id}
    while True:
        page = attempts.find_as(Outcome, where, sort=[("_id", 1)], limit=ATTEMPTS_AT_ONCE)
        yield from (item for item in page if item.state is AttemptState.GRADED)
        if len(page) < ATTEMPTS_AT_ONCE:
            return
        where = {"quiz_id": quiz_id, "_id": {"$gt": page[-1].id}}


def get_statistics(quiz_id: ObjectId, *, actor: Actor) -> QuizStatisticsView:
    """Return how the questions of a quiz did; it lags behind submissions by moments.

    Raises:
        NotFoundError: the quiz is absent or its course is hidden.
        ForbiddenError: the actor may see its course only.
    """
    quiz = get_authored_quiz(quiz_id, actor=actor)
    sums = quiz_statistics.find_by_id(quiz_id) or QuizStatistics(id=quiz_id)
    return QuizStatisticsView(
        quiz_id=quiz_id,
        attempts=sums.attempts,
        questions=tuple(_describe(item, sums.questions.get(str(item.id), QuestionSums())) for item in quiz.questions),
    )


def _describe(question: Question, sums: QuestionSums) -> QuestionStatistics:
    return QuestionStatistics(
        question=question,
        count=sums.count,
        facility=_rounded(facility(sums)),
        discrimination=_rounded(discrimination(sums)),
        choices=tuple(
            ChoiceStatistics(choice=choice, count=sums.choices.get(str(choice.id), 0)) for choice in question.choices
        ),
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
