"""Submissions on the wire."""

from collections.abc import Callable
from typing import Any, Final

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from lyceum.assessment.rules.policies import AttemptState
from lyceum.assessment.rules.questions import GivenAnswer, GivenPair
from lyceum.assessment.selectors.submissions import SubmissionFilter
from lyceum.assessment.serializers.fields import NumberField, SourceField
from lyceum.platform.contract import restates
from lyceum.platform.fields import IdField, PersonSerializer
from lyceum.platform.lists import PageQuery

CLOSED_STATES = [(state.value, state.name) for state in (AttemptState.GRADED, AttemptState.PENDING)]
ANSWERS_LIMIT = 500
TEXT_LIMIT = 10_000


@restates
class CourseProgressSerializer(serializers.Serializer[Any]):
    """How far a student is in a course."""

    completed = serializers.IntegerField(help_text="Completed lessons.")
    total = serializers.IntegerField(help_text="Lessons of the course.")
    percentage = serializers.IntegerField(help_text="Whole per cent, rounded down.")
    milestones = serializers.ListField(
        child=serializers.IntegerField(), help_text="Which of 25, 50, 75 and 100 were reached."
    )


class QuestionResultSerializer(serializers.Serializer[Any]):
    """What one answer was worth."""

    question = IdField(source="question_id")
    score = serializers.FloatField()
    max_score = serializers.FloatField()
    correct = serializers.BooleanField()
    feedback = serializers.CharField(help_text="The explanation, as HTML; may be empty.")
    pending = serializers.BooleanField(required=False, help_text="There while a person has not graded it yet.")
    comment = serializers.CharField(required=False, help_text="What the person who graded it says, as HTML.")

    def to_representation(self, instance: Any) -> dict[str, Any]:  # noqa: ANN401 - a QuestionResult
        """Leave out what only hand-graded questions have."""
        shown = super().to_representation(instance)
        return {name: value for name, value in shown.items() if value or name not in {"pending", "comment"}}


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A passed quiz",
            response_only=True,
            value={
                "id": "665f1c2e9b1d4c3a2f1e0d50",
                "quiz": "665f1c2e9b1d4c3a2f1e0d30",
                "quiz_title": "What we forget",
                "number": 1,
                "state": "graded",
                "score": 1.0,
                "max_score": 1.0,
                "percentage": 100,
                "passed": True,
                "submitted_at": "2026-01-11T18:30:00Z",
                "results": [
                    {
                        "question": "665f1c2e9b1d4c3a2f1e0d31",
                        "score": 1.0,
                        "max_score": 1.0,
                        "correct": True,
                        "feedback": "<p>Familiarity alone is not recall.</p>",
                    }
                ],
                "course_progress": {"completed": 1, "total": 10, "percentage": 10, "milestones": []},
            },
        )
    ]
)
class SubmissionSerializer(serializers.Serializer[Any]):
    """How an attempt at a quiz went; `student` is there where those who teach read it.

    `score`, `percentage` and `passed` are null while a person still has to grade something, and where the quiz does
    not tell them; `results` is empty where the quiz does not tell them yet.
    """

    id = IdField(source="submission.id")
    quiz = IdField(source="submission.quiz_id")
    quiz_title = serializers.CharField(source="submission.quiz_title", help_text="As the quiz was called then.")
    student = PersonSerializer(required=False)
    number = serializers.IntegerField(source="submission.number", help_text="Which attempt it was, from 1.")
    state = serializers.ChoiceField(source="submission.state", choices=CLOSED_STATES)
    score = serializers.FloatField(allow_null=True)
    max_score = serializers.FloatField(source="submission.max_score")
    percentage = serializers.IntegerField(allow_null=True, help_text="Whole per cent, rounded down.")
    passed = serializers.BooleanField(allow_null=True)
    submitted_at = serializers.DateTimeField(source="submission.submitted_at")
    results = QuestionResultSerializer(many=True)
    course_progress = CourseProgressSerializer(
        source="submission.course_progress", help_text="As it was right after this submission."
    )

    def to_representation(self, instance: Any) -> dict[str, Any]:  # noqa: ANN401 - a SubmissionView
        """Leave `student` out where it is the reader."""
        shown = super().to_representation(instance)
        if instance.student is None:
            del shown["student"]
        return shown


class GivenPairSerializer(serializers.Serializer[Any]):
    """A prompt and what is matched to it."""

    left = IdField(source="left_id", help_text="A prompt.")
    right = IdField(source="right_id", help_text="An option.")


class AnswerFields(serializers.Serializer[Any]):
    """The answer to one question, in the form of its kind."""

    question = IdField(source="question_id")
    choices = serializers.ListField(
        source="choice_ids", child=IdField(), max_length=50, required=False, help_text="The chosen choices."
    )
    text = SourceField(
        max_length=TEXT_LIMIT,
        required=False,
        allow_blank=True,
        help_text="A short answer, an essay, a number as people write it, or what a traced program prints.",
    )
    number = NumberField(required=False, help_text="A number, or the line of a traced program's error.")
    does_compile = serializers.BooleanField(required=False, help_text="Whether a traced program compiles.")
    order = serializers.ListField(
        child=IdField(), max_length=50, required=False, help_text="The items in the order that is thought right."
    )
    pairs = serializers.ListField(
        child=GivenPairSerializer(), max_length=50, required=False, help_text="What is matched to the prompts."
    )


class AnswerWriteSerializer(AnswerFields):
    """The answer to one question, in the form of its kind."""


def read_answer(item: dict[str, Any]) -> GivenAnswer:
    """Return one validated answer as it is graded."""
    return GivenAnswer(**{name: _READERS.get(name, _as_it_is)(value) for name, value in item.items()})


def _as_it_is(value: object) -> object:
    return value


_READERS: Final[dict[str, Callable[[Any], Any]]] = {
    "choice_ids": tuple,
    "order": tuple,
    "pairs": lambda pairs: tuple(GivenPair(**pair) for pair in pairs),
}


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Answers of several kinds",
            request_only=True,
            value={
                "quiz": "665f1c2e9b1d4c3a2f1e0d30",
                "answers": [
                    {"question": "665f1c2e9b1d4c3a2f1e0d31", "choices": ["665f1c2e9b1d4c3a2f1e0d41"]},
                    {"question": "665f1c2e9b1d4c3a2f1e0d32", "text": "Ebbinghaus"},
                    {"question": "665f1c2e9b1d4c3a2f1e0d33", "number": 6.7},
                    {"question": "665f1c2e9b1d4c3a2f1e0d34", "does_compile": False, "number": 3},
                ],
            },
        )
    ]
)
class SubmissionWriteSerializer(serializers.Serializer[Any]):
    """The answers to a quiz; questions may be left out."""

    quiz = IdField()
    answers = serializers.ListField(child=AnswerWriteSerializer(), max_length=ANSWERS_LIMIT)

    def to_answers(self) -> tuple[GivenAnswer, ...]:
        """Return the answers as they are graded."""
        return tuple(read_answer(item) for item in self.validated_data["answers"])


class SubmissionQuery(PageQuery):
    """Which submissions."""

    quiz = IdField(required=False, help_text="Only of this quiz; its authors see everybody's.")
    course = IdField(
        required=False,
        help_text="Only of this course; its authors see everybody's, and without `state` what waits for a grade.",
    )
    state = serializers.ChoiceField(
        choices=CLOSED_STATES, required=False, help_text="Only those that are graded, or that wait for a grade."
    )

    def to_filter(self) -> SubmissionFilter:
        """Return which submissions are asked for."""
        asked = self.validated_data
        state = asked.get("state")
        return SubmissionFilter(
            quiz_id=asked.get("quiz"),
            course_id=asked.get("course"),
            state=None if state is None else AttemptState(state),
        )
