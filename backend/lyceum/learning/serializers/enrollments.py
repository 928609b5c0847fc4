"""Enrollments on the wire."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from lyceum.learning.serializers.course_progress import HALF_WAY, CourseProgressSerializer
from lyceum.platform.fields import IdField, PersonSerializer
from lyceum.platform.lists import PageQuery


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
    status = serializers.CharField(help_text="`active`, or `waiting` for a seat in a full course.")
    last_lesson = IdField(source="last_lesson_id", allow_null=True)
    progress = CourseProgressSerializer()


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A student who waits for a seat",
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
                "status": "waiting",
                "last_lesson": None,
                "progress": {"completed": 0, "total": 10, "percentage": 0, "milestones": []},
                "position": 3,
            },
        )
    ]
)
class EnrollmentDetailSerializer(EnrollmentSerializer):
    """A student's place in a course, or in the queue for one."""

    position = serializers.IntegerField(
        allow_null=True, help_text="Place in the queue, from 1, of a student who waits; null for others."
    )


@extend_schema_serializer(
    examples=[
        OpenApiExample("Enroll oneself", request_only=True, value={"course": "665f1c2e9b1d4c3a2f1e0d02"}),
        OpenApiExample(
            "Enroll oneself with a code",
            request_only=True,
            value={"course": "665f1c2e9b1d4c3a2f1e0d02", "code": "K7MQ2-XW9PD"},
        ),
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
    code = serializers.CharField(
        required=False, max_length=40, help_text="A code that an author gave; spaces, dashes and case do not matter."
    )


class ResumedLessonSerializer(serializers.Serializer[Any]):
    """A lesson to go on with."""

    id = IdField(source="lesson_id")
    title = serializers.CharField()
    position_s = serializers.IntegerField(help_text="Where playing goes on, in seconds.")


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "In the middle of a video",
            response_only=True,
            value={"lesson": {"id": "665f1c2e9b1d4c3a2f1e0d03", "title": "Spacing", "position_s": 95}},
        )
    ]
)
class ResumptionSerializer(serializers.Serializer[Any]):
    """Where a student goes on."""

    lesson = ResumedLessonSerializer(allow_null=True)


class EnrollmentQuery(PageQuery):
    """Which enrollments."""

    course = IdField(required=False, help_text="Only in this course.")
    status = serializers.ChoiceField(
        required=False,
        choices=["active", "waiting"],
        help_text="Only these; an author sees the active ones where this is left out. The queue is in its order.",
    )
