"""Announcements on the wire."""

from typing import Any, Final

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from lyceum.platform.fields import IdField, LineField, PersonSerializer
from lyceum.platform.lists import PageQuery

TITLE_LENGTH: Final = 200
BODY_LENGTH: Final = 20_000
_COURSE: Final = "665f1c2e9b1d4c3a2f1e0d02"


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A seminar is moved",
            response_only=True,
            value={
                "id": "8c1f2e3d4b5a69788796a5b4",
                "course": _COURSE,
                "author": {"id": "665f1c2e9b1d4c3a2f1e0d01", "name": "Ada Lovelace"},
                "title": "The seminar is on Friday",
                "body": "We meet on **Friday** at ten.",
                "body_html": "<p>We meet on <strong>Friday</strong> at ten.</p>\n",
                "created_at": "2026-01-11T18:30:00Z",
                "updated_at": "2026-01-11T18:30:00Z",
            },
        )
    ]
)
class AnnouncementSerializer(serializers.Serializer[Any]):
    """Something that the instructor of a course tells everybody in it."""

    id = IdField(source="announcement_id")
    course = IdField(source="course_id")
    author = PersonSerializer()
    title = serializers.CharField()
    body = serializers.CharField(help_text="Markdown.")
    body_html = serializers.CharField(help_text="Safe to show as it is.")
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


@extend_schema_serializer(component_name="Announcement")  # in the contract: PatchedAnnouncement
class AnnouncementPatchSerializer(serializers.Serializer[Any]):
    """The words of an announcement."""

    title = LineField(max_length=TITLE_LENGTH)
    body = serializers.CharField(max_length=BODY_LENGTH, trim_whitespace=False, help_text="Markdown.")


@extend_schema_serializer(
    component_name="AnnouncementWrite",
    examples=[
        OpenApiExample(
            "Move a seminar",
            request_only=True,
            value={
                "course": _COURSE,
                "title": "The seminar is on Friday",
                "body": "We meet on **Friday** at ten.",
            },
        )
    ],
)
class AnnouncementWriteSerializer(AnnouncementPatchSerializer):
    """A new announcement."""

    course = IdField()


class AnnouncementQuery(PageQuery):
    """Of which course."""

    course = IdField(help_text="The course.")
