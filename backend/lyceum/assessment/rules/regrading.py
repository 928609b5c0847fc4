"""What results become when keys, grades by hand or decisions of a teacher change them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
from bson import ObjectId

from lyceum.assessment.errors import InvalidGradesError
from lyceum.assessment.rules.grading import grade_question
from lyceum.assessment.rules.questions import GivenAnswer, Question, QuestionKind, QuestionResult
from lyceum.platform.errors import FieldError


@dataclass(frozen=True, slots=True, kw_only=True)
class HandGrade:
    """What a person gives for one answer: points, or points for each line of the rubric, and a comment (Markdown)."""

    question_id: ObjectId
    score: float | None = None
    criteria: tuple[float, ...] | None = None
    comment: str = ""

    @property
    def points(self) -> float:
        """The points altogether."""
        return round(sum(self.criteria) if self.criteria is not None else self.score or 0.0, 2)


def with_current_keys(asked: Sequence[Question], current: Mapping[ObjectId, Question]) -> tuple[Question, ...]:
    """Return questions as they are now, their choices in the order in which they were put.

    One that was removed, or is of another kind now, stays as it was.
    """
    return tuple(_with_current_key(question, current.get(question.id)) for question in asked)


def regrade(
    questions: Sequence[Question], answers: Sequence[GivenAnswer], *, before: Sequence[QuestionResult]
) -> tuple[QuestionResult, ...]:
    """Grade answers again; what a person gave for an essay stays, within its points."""
    given = {answer.question_id: answer for answer in answers}
    old = {result.question_id: result for result in before}
    return tuple(
        _keep_hand_grade(question, old[question.id])
        if question.kind is QuestionKind.ESSAY and question.id in old
        else grade_question(question, given.get(question.id))
        for question in questions
    )


def with_hand_grades(
    results: Sequence[QuestionResult], grades: Sequence[HandGrade], *, comments: Mapping[ObjectId, str]
) -> tuple[QuestionResult, ...]:
    """Put what a person gave into results; `comments` are HTML."""
    by_id = {grade.question_id: grade for grade in grades}
    return tuple(
        result
        if (grade := by_id.get(result.question_id)) is None
        else msgspec.structs.replace(
            result,
            score=grade.points,
            correct=grade.points >= result.max_score,
            pending=False,
            comment=comments.get(result.question_id, ""),
        )
        for result in results
    )


def check_hand_grades(grades: Sequence[HandGrade], *, questions: Sequence[Question]) -> None:
    """Let only grades pass that fit their questions.

    Raises:
        InvalidGradesError: a question is no essay of the attempt or is named twice, or the points are too many.
    """
    essays = {question.id: question for question in questions if question.kind is QuestionKind.ESSAY}
    errors: list[FieldError] = []
    seen: set[ObjectId] = set()
    for index, grade in enumerate(grades):
        question = essays.get(grade.question_id)
        if question is None or grade.question_id in seen:
            errors.append(_error(index, "question", "unknown", "There is no such essay, or it is named twice."))
        else:
            errors.extend(_find_misfits(index, grade, question))
        seen.add(grade.question_id)
    if errors:
        raise InvalidGradesError("Some grades do not fit their questions.", errors=tuple(errors))


def _find_misfits(index: int, grade: HandGrade, question: Question) -> list[FieldError]:
    if (grade.score is None) == (grade.criteria is None):
        return [_error(index, "score", "required", "Give points, or points for each line of the rubric.")]
    if grade.criteria is None:
        fits = 0 <= grade.points <= question.points
        return [] if fits else [_error(index, "score", "too_high", f"From 0 to {question.points} points.")]
    if len(grade.criteria) != len(question.rubric):
        return [_error(index, "criteria", "length", f"The rubric has {len(question.rubric)} lines.")]
    return [
        _error(index, f"criteria.{place}", "too_high", f"From 0 to {line.points} points.")
        for place, (given, line) in enumerate(zip(grade.criteria, question.rubric, strict=True))
        if not 0 <= given <= line.points
    ]


def _with_current_key(asked: Question, current: Question | None) -> Question:
    if current is None or current.kind is not asked.kind:
        return asked
    places = {choice.id: place for place, choice in enumerate(asked.choices)}
    choices = sorted(current.choices, key=lambda choice: places.get(choice.id, len(places)))
    return msgspec.structs.replace(current, choices=tuple(choices))


def _keep_hand_grade(question: Question, result: QuestionResult) -> QuestionResult:
    score = min(result.score, float(question.points))
    correct = not result.pending and score >= question.points
    return msgspec.structs.replace(result, score=score, max_score=question.points, correct=correct)


def _error(index: int, name: str, code: str, message: str) -> FieldError:
    return FieldError(field=f"grades.{index}.{name}", code=code, message=message)
