"""How well the questions of a quiz measure, as those who teach see it."""

from dataclasses import dataclass

from bson import ObjectId

from lyceum.assessment.documents import QuizStatistics, quiz_statistics
from lyceum.assessment.rules.questions import Choice, Question
from lyceum.assessment.rules.statistics import QuestionSums, discrimination, facility
from lyceum.assessment.selectors.access import get_authored_quiz
from lyceum.platform.actors import Actor


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
