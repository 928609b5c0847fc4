"""Grades by hand, regrades and statistics on the wire."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from lyceum.assessment.rules.regrading import HandGrade
from lyceum.assessment.serializers.choices import QUESTION_ID
from lyceum.assessment.serializers.fields import NumberField, SourceField
from lyceum.assessment.serializers.questions import KINDS
from lyceum.platform.fields import IdField, PersonSerializer

STUDENT_EXAMPLE = {"id": "665f1c2e9b1d4c3a2f1e0d05", "name": "Lea Learner"}


class HandGradeSerializer(serializers.Serializer[Any]):
    """Points for one essay, or for each line of its rubric."""

    question = IdField(source="question_id")
    score = NumberField(required=False, min_value=0)
    criteria = serializers.ListField(child=NumberField(min_value=0), required=False, max_length=20)
    comment = SourceField(required=False, allow_blank=True, help_text="Markdown, for the learner.")


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "By the rubric",
            request_only=True,
            value={"grades": [{"question": QUESTION_ID, "criteria": [2, 1.5], "comment": "A *good* example."}]},
        )
    ]
)
class GradesWriteSerializer(serializers.Serializer[Any]):
    """Points for essays; those that are left out keep what they have."""

    grades = serializers.ListField(child=HandGradeSerializer(), min_length=1, max_length=200)

    def to_grades(self) -> tuple[HandGrade, ...]:
        """Return what is given."""
        return tuple(
            HandGrade(**{**item, "criteria": tuple(item["criteria"])} if "criteria" in item else item)
            for item in self.validated_data["grades"]
        )


@extend_schema_serializer(
    examples=[OpenApiExample("Points", request_only=True, value={"score": 7.5, "reason": "The bell rang early."})]
)
class OverrideWriteSerializer(serializers.Serializer[Any]):
    """The points of an attempt, and why."""

    score = NumberField(min_value=0)
    reason = serializers.CharField(max_length=500)


@extend_schema_serializer(
    examples=[
        OpenApiExample("Who would change?", request_only=True, value={"apply": False}),
        OpenApiExample("Do it", request_only=True, value={"apply": True, "reason": "Choice B was right after all."}),
    ]
)
class RegradeWriteSerializer(serializers.Serializer[Any]):
    """Whether to look or to do it; `after` goes on with a preview."""

    apply = serializers.BooleanField(default=False)
    reason = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")
    after = IdField(required=False, allow_null=True, default=None, help_text="`next_after` of the preview before.")


class ResultSummarySerializer(serializers.Serializer[Any]):
    """What an attempt is worth."""

    score = serializers.FloatField(source="known_score", allow_null=True)
    max_score = serializers.IntegerField()
    percentage = serializers.IntegerField(source="known_percentage", allow_null=True)
    passed = serializers.BooleanField(source="known_pass", allow_null=True)


class ResultChangeSerializer(serializers.Serializer[Any]):
    """What an attempt's result would become."""

    attempt = IdField(source="before.id")
    number = serializers.IntegerField(source="before.number")
    student = PersonSerializer(allow_null=True)
    before = ResultSummarySerializer()
    after = ResultSummarySerializer()


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "One changes",
            response_only=True,
            value={
                "checked": 12,
                "changes": [
                    {
                        "attempt": "665f1c2e9b1d4c3a2f1e0d60",
                        "number": 1,
                        "student": STUDENT_EXAMPLE,
                        "before": {"score": 6.0, "max_score": 10, "percentage": 60, "passed": False},
                        "after": {"score": 7.0, "max_score": 10, "percentage": 70, "passed": True},
                    }
                ],
                "next_after": None,
            },
        )
    ]
)
class RegradePreviewSerializer(serializers.Serializer[Any]):
    """Whose results would change among some attempts; ask again with `after` while `next_after` is not null."""

    checked = serializers.IntegerField(help_text="Attempts that were looked at.")
    changes = ResultChangeSerializer(many=True)
    next_after = IdField(allow_null=True)


class ChoiceStatisticsSerializer(serializers.Serializer[Any]):
    """How often a choice was chosen."""

    id = IdField(source="choice.id")
    text = serializers.CharField(source="choice.text")
    is_correct = serializers.BooleanField(source="choice.is_correct")
    count = serializers.IntegerField()


class QuestionStatisticsSerializer(serializers.Serializer[Any]):
    """How a question did."""

    question = IdField(source="question.id")
    kind = serializers.ChoiceField(source="question.kind", choices=KINDS)
    text = serializers.CharField(source="question.text")
    count = serializers.IntegerField(help_text="How often it was put in graded attempts.")
    facility = serializers.FloatField(allow_null=True, help_text="Mean share of the points, 0 to 1.")
    discrimination = serializers.FloatField(
        allow_null=True, help_text="Point-biserial correlation with the rest of the attempt, -1 to 1."
    )
    choices = ChoiceStatisticsSerializer(many=True)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Statistics of a quiz",
            response_only=True,
            value={
                "quiz": "665f1c2e9b1d4c3a2f1e0d30",
                "attempts": 40,
                "questions": [
                    {
                        "question": QUESTION_ID,
                        "kind": "single",
                        "text": "What is *recall*?",
                        "count": 40,
                        "facility": 0.725,
                        "discrimination": 0.41,
                        "choices": [
                            {
                                "id": "665f1c2e9b1d4c3a2f1e0d41",
                                "text": "Naming it without help",
                                "is_correct": True,
                                "count": 29,
                            }
                        ],
                    }
                ],
            },
        )
    ]
)
class QuizStatisticsSerializer(serializers.Serializer[Any]):
    """How the questions of a quiz did, over all its graded attempts."""

    quiz = IdField(source="quiz_id")
    attempts = serializers.IntegerField()
    questions = QuestionStatisticsSerializer(many=True)
