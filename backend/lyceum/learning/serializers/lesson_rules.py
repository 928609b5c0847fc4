"""What completes the lessons of a course, on the wire."""

from typing import Any, Final

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from lyceum.learning.rules import Requirement
from lyceum.platform.fields import IdField

A_DAY_S: Final = 24 * 3600
MOST_LESSONS: Final = 2_000


class LessonRuleSerializer(serializers.Serializer[Any]):
    """What completes a lesson; required quizzes are to be passed in any case."""

    lesson = IdField(source="lesson_id")
    requires = serializers.ChoiceField(
        choices=[requirement.value for requirement in Requirement],
        help_text="`viewed`: nothing more; `seconds`: time spent in it; `quiz_passed`: its required quizzes.",
    )
    seconds = serializers.IntegerField(
        default=0, min_value=0, max_value=A_DAY_S, help_text="The least time, where `requires` is `seconds`."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Ask for a time exactly where it matters."""
        if (attrs["requires"] == Requirement.SECONDS) != (attrs["seconds"] > 0):
            raise serializers.ValidationError({"seconds": "Give a time where, and only where, it is required."})
        return attrs


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Five minutes in the first lesson",
            value={
                "course": "665f1c2e9b1d4c3a2f1e0d02",
                "lessons": [{"lesson": "665f1c2e9b1d4c3a2f1e0d03", "requires": "seconds", "seconds": 300}],
            },
            response_only=True,
        )
    ]
)
class LessonRulesSerializer(serializers.Serializer[Any]):
    """What completes each lesson of a course, in its order."""

    course = IdField(source="course_id")
    lessons = LessonRuleSerializer(many=True)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Five minutes in the first lesson",
            value={"lessons": [{"lesson": "665f1c2e9b1d4c3a2f1e0d03", "requires": "seconds", "seconds": 300}]},
            request_only=True,
        )
    ]
)
class LessonRulesWriteSerializer(serializers.Serializer[Any]):
    """What completes lessons; those left out are completed by viewing them."""

    lessons = serializers.ListField(child=LessonRuleSerializer(), max_length=MOST_LESSONS)
