"""Notes and bookmarks on the wire."""

from typing import Any, Final

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from lyceum.platform.fields import IdField
from lyceum.platform.lists import PageQuery

LONGEST_NOTE: Final = 10_000
A_DAY_S: Final = 24 * 3600
LESSON: Final = "665f1c2e9b1d4c3a2f1e0d03"
COURSE: Final = "665f1c2e9b1d4c3a2f1e0d02"


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A note at a place in a video",
            response_only=True,
            value={
                "id": "665f1c2e9b1d4c3a2f1e0d20",
                "course": COURSE,
                "lesson": LESSON,
                "text": "Ask about this proof.",
                "position_s": 95,
                "created_at": "2026-01-10T09:00:00Z",
                "updated_at": "2026-01-10T09:00:00Z",
            },
        )
    ]
)
class NoteSerializer(serializers.Serializer[Any]):
    """A note of one's own."""

    id = IdField(source="note_id")
    course = IdField(source="course_id")
    lesson = IdField(source="lesson_id")
    text = serializers.CharField(help_text="Plain text.")
    position_s = serializers.IntegerField(allow_null=True, help_text="The place in a video, in seconds.")
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


@extend_schema_serializer(
    examples=[
        OpenApiExample("A new text", request_only=True, value={"text": "Asked: it is by induction.", "position_s": 95})
    ]
)
class PatchedNoteSerializer(serializers.Serializer[Any]):
    """What changes of a note; what is left out stays."""

    text = serializers.CharField(required=False, max_length=LONGEST_NOTE)
    position_s = serializers.IntegerField(required=False, allow_null=True, min_value=0, max_value=A_DAY_S)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A note at a place in a video",
            request_only=True,
            value={"lesson": LESSON, "text": "Ask about this proof.", "position_s": 95},
        )
    ]
)
class NoteWriteSerializer(serializers.Serializer[Any]):
    """A note to be written."""

    lesson = IdField()
    text = serializers.CharField(max_length=LONGEST_NOTE)
    position_s = serializers.IntegerField(required=False, allow_null=True, min_value=0, max_value=A_DAY_S)


class NoteQuery(PageQuery):
    """Which notes."""

    course = IdField(required=False, help_text="Only in this course.")
    lesson = IdField(required=False, help_text="Only at this lesson.")


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A marked lesson",
            response_only=True,
            value={"course": COURSE, "lesson": LESSON, "created_at": "2026-01-10T09:00:00Z"},
        )
    ]
)
class BookmarkSerializer(serializers.Serializer[Any]):
    """A lesson that one has marked."""

    course = IdField(source="course_id")
    lesson = IdField(source="lesson_id")
    created_at = serializers.DateTimeField()


class BookmarkQuery(PageQuery):
    """Which bookmarks."""

    course = IdField(required=False, help_text="Only in this course.")
