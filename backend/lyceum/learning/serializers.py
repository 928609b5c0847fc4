"""What learning looks like on the wire."""

from typing import Any, Final

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from lyceum.platform.contract import restates
from lyceum.platform.fields import IdField, PersonSerializer
from lyceum.platform.lists import PageQuery

A_YEAR_S: Final = 366 * 24 * 3600
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


class EnrollmentCourseSerializer(serializers.Serializer[Any]):
    """The course of an enrollment."""

    id = IdField(source="course_id")
    title = serializers.CharField()
    slug = serializers.CharField()
    image = serializers.CharField(help_text="The address of its picture, or empty.")


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A student half way through a course",
            response_only=True,
            value={
                "id": "665f1c2e9b1d4c3a2f1e0d10",
                "student": {"id": "665f1c2e9b1d4c3a2f1e0d01", "name": "Ada Lovelace"},
                "course": {
                    "id": "665f1c2e9b1d4c3a2f1e0d02",
                    "title": "How to study well",
                    "slug": "how-to-study-well",
                    "image": "",
                },
                "enrolled_at": "2026-01-10T09:00:00Z",
                "status": "active",
                "last_lesson": "665f1c2e9b1d4c3a2f1e0d03",
                "progress": HALF_WAY,
            },
        )
    ]
)
class EnrollmentSerializer(serializers.Serializer[Any]):
    """A student's place in a course."""

    id = IdField(source="enrollment_id")
    student = PersonSerializer()
    course = EnrollmentCourseSerializer()
    enrolled_at = serializers.DateTimeField()
    status = serializers.CharField()
    last_lesson = IdField(source="last_lesson_id", allow_null=True)
    progress = CourseProgressSerializer()


@extend_schema_serializer(
    examples=[
        OpenApiExample("Enroll oneself", request_only=True, value={"course": "665f1c2e9b1d4c3a2f1e0d02"}),
        OpenApiExample(
            "Enroll somebody in a course of one's own",
            request_only=True,
            value={"course": "665f1c2e9b1d4c3a2f1e0d02", "student": "ada@example.org"},
        ),
    ]
)
class EnrollmentWriteSerializer(serializers.Serializer[Any]):
    """A place to be given."""

    course = IdField()
    student = serializers.CharField(
        required=False,
        max_length=254,
        help_text="Only in a course of one's own: the id, username or e-mail address of the student.",
    )


class EnrollmentQuery(PageQuery):
    """Which enrollments."""

    course = IdField(required=False, help_text="Only in this course.")


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
        help_text="Time spent in the lesson so far, all visits together.",
    )


class ProgressQuery(PageQuery):
    """Whose progress in which course."""

    course = IdField(help_text="The course; one row for each of its lessons.")
    student = IdField(required=False, help_text="Only in a course of one's own: whose progress.")
