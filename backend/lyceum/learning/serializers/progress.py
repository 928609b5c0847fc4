"""Progress in lessons on the wire."""

from typing import Any, Final

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from lyceum.learning.serializers.course_progress import HALF_WAY, CourseProgressSerializer
from lyceum.platform.fields import IdField
from lyceum.platform.lists import PageQuery

A_YEAR_S: Final = 366 * 24 * 3600


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A completed lesson",
            response_only=True,
            value={
                "id": "8c1f2e3d4b5a69788796a5b4",
                "student": "665f1c2e9b1d4c3a2f1e0d01",
                "course": "665f1c2e9b1d4c3a2f1e0d02",
                "lesson": "665f1c2e9b1d4c3a2f1e0d03",
                "completed": True,
                "completed_at": "2026-01-11T18:30:00Z",
                "position_s": 0,
                "seconds": 340,
                "course_progress": HALF_WAY,
            },
        )
    ]
)
class ProgressSerializer(serializers.Serializer[Any]):
    """What a student has done in a lesson; `id` is null for a lesson that was not touched."""

    id = IdField(source="progress_id", allow_null=True)
    student = IdField(source="student_id")
    course = IdField(source="course_id")
    lesson = IdField(source="lesson_id")
    completed = serializers.BooleanField()
    completed_at = serializers.DateTimeField(allow_null=True)
    position_s = serializers.IntegerField(help_text="Where playing goes on, in seconds.")
    seconds = serializers.IntegerField(help_text="Time spent in the lesson so far.")
    course_progress = CourseProgressSerializer()


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Complete a lesson",
            request_only=True,
            value={"lesson": "665f1c2e9b1d4c3a2f1e0d03", "completed": True},
        ),
        OpenApiExample(
            "Keep the position in a video",
            request_only=True,
            value={"lesson": "665f1c2e9b1d4c3a2f1e0d03", "position_s": 95, "seconds": 120},
        ),
    ]
)
class ProgressWriteSerializer(serializers.Serializer[Any]):
    """What was done in a lesson."""

    lesson = IdField()
    completed = serializers.BooleanField(
        default=False, help_text="True completes the lesson; a completed lesson stays completed."
    )
    position_s = serializers.IntegerField(required=False, min_value=0, max_value=A_YEAR_S)
    seconds = serializers.IntegerField(
        required=False,
        min_value=0,
        max_value=A_YEAR_S,
        help_text="Time spent in the lesson so far, all visits together; more than has passed does not count.",
    )


class ProgressQuery(PageQuery):
    """Whose progress in which course."""

    course = IdField(help_text="The course; one row for each of its lessons.")
    student = IdField(required=False, help_text="Only in a course of one's own: whose progress.")
