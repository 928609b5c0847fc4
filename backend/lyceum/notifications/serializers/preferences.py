"""How one wants to be told, on the wire."""

from typing import Any, Final

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from lyceum.notifications.rules.kinds import NotificationKind

_ALL: Final = {"in_app": True, "mail": True, "push": True}


class ChannelsSerializer(serializers.Serializer[Any]):
    """By which ways one wants to be told about one kind of thing."""

    in_app = serializers.BooleanField(help_text="In the list of notifications; without it there is no push either.")
    mail = serializers.BooleanField(help_text="By e-mail.")
    push = serializers.BooleanField(help_text="At once, in every open window (`/ws/`).")


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "No mails about quizzes, and a digest every morning",
            value={
                **{kind.value: _ALL for kind in NotificationKind},
                "quiz_passed": {**_ALL, "mail": False},
                "quiz_retry": {**_ALL, "mail": False},
                "digest": True,
            },
        )
    ]
)
class NotificationPreferencesSerializer(serializers.Serializer[Any]):
    """For each kind of notification the ways to be told, and whether a digest comes by mail."""

    digest = serializers.BooleanField(
        help_text="A mail at 08:00 in one's own time zone with what is new and unread; none where nothing is."
    )

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """Return one field for each kind, and the digest."""
        return {**{kind.value: ChannelsSerializer() for kind in NotificationKind}, **super().get_fields()}
