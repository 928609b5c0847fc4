"""How far a student is in a course, on the wire."""

from typing import Any, Final

from rest_framework import serializers

from lyceum.platform.contract import restates

HALF_WAY: Final = {"completed": 5, "total": 10, "percentage": 50, "milestones": [25, 50]}


@restates
class CourseProgressSerializer(serializers.Serializer[Any]):
    """How far a student is in a course."""

    completed = serializers.IntegerField(help_text="Completed lessons.")
    total = serializers.IntegerField(help_text="Lessons of the course.")
    percentage = serializers.IntegerField(help_text="Whole per cent, rounded down.")
    milestones = serializers.ListField(
        child=serializers.IntegerField(), help_text="Which of 25, 50, 75 and 100 were reached."
    )
