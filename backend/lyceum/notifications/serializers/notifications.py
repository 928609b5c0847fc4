"""What notifications look like on the wire."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from lyceum.notifications.rules.kinds import NotificationKind
from lyceum.notifications.selectors.inbox import notification_body
from lyceum.platform.fields import IdField
from lyceum.platform.lists import PageQuery


class NotificationListSerializer(serializers.ListSerializer[Any]):
    """Writes a page at once, as windows get it: field by field it takes longer than all the rest of the answer."""

    def to_representation(self, data: Any) -> list[Any]:  # noqa: ANN401 - DRF's signature
        """Write notifications."""
        return [notification_body(item) for item in data]


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Half way through a course",
            response_only=True,
            value={
                "id": "8c1f2e3d4b5a69788796a5b4",
                "seq": 7,
                "kind": "milestone",
                "message": "You have reached 50 % of “How to study well”.",
                "data": {
                    "course": "665f1c2e9b1d4c3a2f1e0d02",
                    "course_title": "How to study well",
                    "course_slug": "how-to-study-well",
                    "percentage": 50,
                },
                "is_read": False,
                "created_at": "2026-01-11T18:30:00Z",
            },
        )
    ]
)
class NotificationSerializer(serializers.Serializer[Any]):
    """One thing told to one person."""

    id = IdField()
    seq = serializers.IntegerField(help_text="The recipient's notifications are counted from 1.")
    kind = serializers.CharField(help_text=f"{', '.join(f'`{kind}`' for kind in NotificationKind)}; more may follow.")
    message = serializers.CharField(help_text="The text in English; clients translate by `kind` and `data`.")
    data = serializers.DictField(  # type: ignore[assignment]  # the field hides DRF's property
        help_text="What the text is made of: course, course_title, course_slug, quiz_title, percentage …"
    )
    is_read = serializers.BooleanField()
    created_at = serializers.DateTimeField()

    class Meta:
        """Pages have a writer of their own."""

        list_serializer_class = NotificationListSerializer


class NotificationQuery(PageQuery):
    """Which notifications."""

    unread = serializers.BooleanField(default=False, help_text="Only those that were not read.")


@extend_schema_serializer(examples=[OpenApiExample("Three to read", response_only=True, value={"count": 3})])
class UnreadCountSerializer(serializers.Serializer[Any]):
    """How many notifications were not read."""

    count = serializers.IntegerField()


@extend_schema_serializer(
    examples=[OpenApiExample("A ticket", response_only=True, value={"ticket": "eyJ1c2VyX2lkIjoi…", "expires_in": 30})]
)
class RealtimeTicketSerializer(serializers.Serializer[Any]):
    """What opens one WebSocket."""

    ticket = serializers.CharField(help_text='Sent in the first frame: `{type: "hello", ticket, last_seq}`.')
    expires_in = serializers.IntegerField(help_text="Seconds.")
