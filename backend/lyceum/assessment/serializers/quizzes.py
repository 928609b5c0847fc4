"""Quizzes on the wire."""

from typing import Any, Final

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from lyceum.assessment.rules.policies import FeedbackPolicy, GradingPolicy
from lyceum.assessment.serializers.fields import EnumField
from lyceum.assessment.serializers.questions import EXAMPLE as QUESTION_EXAMPLE
from lyceum.assessment.serializers.questions import QuestionSerializer
from lyceum.platform.fields import IdField, LineField
from lyceum.platform.lists import PageQuery

PASS_MARK: Final = 70
TIME_LIMIT_S: Final = 7 * 24 * 3600
FEEDBACK_HELP: Final = (
    "What learners are told: nothing, the score, everything at once, or everything after closing, until then the score."
)
GRADING_HELP: Final = "Which attempts count: the best, the last, or the average of all."


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A quiz, as a learner sees it",
            response_only=True,
            value={
                "id": "665f1c2e9b1d4c3a2f1e0d30",
                "lesson": "665f1c2e9b1d4c3a2f1e0d03",
                "course": "665f1c2e9b1d4c3a2f1e0d02",
                "title": "Warm-up",
                "pass_mark": PASS_MARK,
                "time_limit_s": None,
                "attempts_allowed": None,
                "shuffle": False,
                "draw": None,
                "feedback": "after_submit",
                "closes_at": None,
                "grading": "best",
                "required": True,
                "version": 4,
                "created_at": "2026-01-10T09:00:00Z",
                "questions": [QUESTION_EXAMPLE],
            },
        )
    ]
)
class QuizSerializer(serializers.Serializer[Any]):
    """A quiz with its questions; learners see the finished ones, without their key."""

    id = IdField(source="quiz.id")
    lesson = IdField(source="quiz.lesson_id")
    course = IdField(source="quiz.course_id")
    title = serializers.CharField(source="quiz.title")
    pass_mark = serializers.IntegerField(source="quiz.pass_mark", help_text="Per cent of the points.")
    time_limit_s = serializers.IntegerField(
        source="quiz.time_limit_s", allow_null=True, help_text="Seconds; null = no limit."
    )
    attempts_allowed = serializers.IntegerField(
        source="quiz.attempts_allowed", allow_null=True, help_text="Null = any number."
    )
    shuffle = serializers.BooleanField(source="quiz.shuffle", help_text="Questions and choices come in any order.")
    draw = serializers.IntegerField(
        source="quiz.draw", allow_null=True, help_text="How many questions an attempt gets; null = all."
    )
    feedback = EnumField(FeedbackPolicy, source="quiz.feedback", help_text=FEEDBACK_HELP)
    closes_at = serializers.DateTimeField(
        source="quiz.closes_at", allow_null=True, help_text="From then on nothing is answered; null = never."
    )
    grading = EnumField(GradingPolicy, source="quiz.grading", help_text=GRADING_HELP)
    required = serializers.BooleanField(  # type: ignore[assignment]  # the field hides DRF's attribute
        source="quiz.required", help_text="The lesson is complete only when it is passed."
    )
    version = serializers.IntegerField(source="quiz.version", help_text="For `If-Match` on writes.")
    created_at = serializers.DateTimeField(source="quiz.created_at")
    questions = QuestionSerializer(many=True)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A required quiz",
            request_only=True,
            value={"lesson": "665f1c2e9b1d4c3a2f1e0d03", "title": "Warm-up", "pass_mark": PASS_MARK, "required": True},
        )
    ]
)
class QuizWriteSerializer(serializers.Serializer[Any]):
    """A quiz without its questions, which are written one by one."""

    lesson = IdField(source="lesson_id")
    title = LineField(max_length=200)
    pass_mark = serializers.IntegerField(min_value=0, max_value=100, default=PASS_MARK)
    required = serializers.BooleanField(default=True)  # type: ignore[assignment]  # the field hides DRF's attribute
    attempts_allowed = serializers.IntegerField(min_value=1, max_value=1_000, default=None, allow_null=True)
    time_limit_s = serializers.IntegerField(min_value=10, max_value=TIME_LIMIT_S, default=None, allow_null=True)
    shuffle = serializers.BooleanField(default=False)
    draw = serializers.IntegerField(min_value=1, max_value=200, default=None, allow_null=True)
    feedback = EnumField(FeedbackPolicy, default=FeedbackPolicy.AFTER_SUBMIT, help_text=FEEDBACK_HELP)
    closes_at = serializers.DateTimeField(default=None, allow_null=True)
    grading = EnumField(GradingPolicy, default=GradingPolicy.BEST, help_text=GRADING_HELP)


@extend_schema_serializer(
    component_name="Quiz",  # in the contract: PatchedQuiz
    examples=[OpenApiExample("A higher pass mark", request_only=True, value={"pass_mark": 80})],
)
class PatchedQuizSerializer(serializers.Serializer[Any]):
    """What is to change of a quiz."""

    title = LineField(max_length=200, required=False)
    pass_mark = serializers.IntegerField(min_value=0, max_value=100, required=False)
    required = serializers.BooleanField(required=False)  # type: ignore[assignment]  # the field hides DRF's attribute
    attempts_allowed = serializers.IntegerField(min_value=1, max_value=1_000, required=False, allow_null=True)
    time_limit_s = serializers.IntegerField(min_value=10, max_value=TIME_LIMIT_S, required=False, allow_null=True)
    shuffle = serializers.BooleanField(required=False)
    draw = serializers.IntegerField(min_value=1, max_value=200, required=False, allow_null=True)
    feedback = EnumField(FeedbackPolicy, required=False, help_text=FEEDBACK_HELP)
    closes_at = serializers.DateTimeField(required=False, allow_null=True)
    grading = EnumField(GradingPolicy, required=False, help_text=GRADING_HELP)


class QuizQuery(PageQuery):
    """Which quizzes: those of a lesson or of a course."""

    lesson = IdField(required=False, help_text="The lesson they are in.")
    course = IdField(required=False, help_text="The course they are in; not needed beside `lesson`.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Check that the list has bounds."""
        if "lesson" not in attrs and "course" not in attrs:
            raise serializers.ValidationError({"lesson": ["Name a lesson or a course."]}, code="required")
        return attrs
