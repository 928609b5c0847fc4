"""Who may join a course, and the codes that give places in it, on the wire."""

from typing import Any, Final

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from lyceum.learning.rules import EnrollmentPolicy
from lyceum.platform.fields import IdField

MOST_SEATS: Final = 100_000
MOST_USES: Final = 10_000
USUAL_USES: Final = 100


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A full course",
            response_only=True,
            value={"course": "665f1c2e9b1d4c3a2f1e0d02", "policy": "code", "capacity": 30, "seats_left": 0},
        )
    ]
)
class EnrollmentRulesSerializer(serializers.Serializer[Any]):
    """Who may join a course, and how many seats are left."""

    course = IdField(source="course_id")
    policy = serializers.ChoiceField(choices=[policy.value for policy in EnrollmentPolicy])
    capacity = serializers.IntegerField(allow_null=True, help_text="Null: there is no limit.")
    seats_left = serializers.IntegerField(
        allow_null=True, help_text="Null: there is no limit. 0: who enrolls now waits for a seat."
    )


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Thirty seats for those with a code", request_only=True, value={"policy": "code", "capacity": 30}
        )
    ]
)
class EnrollmentRulesWriteSerializer(serializers.Serializer[Any]):
    """Who may join a course."""

    policy = serializers.ChoiceField(
        choices=[policy.value for policy in EnrollmentPolicy],
        help_text="`open`: everybody; `code`: those with a code; `closed`: only those whom an author enrolls.",
    )
    capacity = serializers.IntegerField(
        min_value=1, max_value=MOST_SEATS, allow_null=True, help_text="Null: there is no limit."
    )


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A code for a class",
            response_only=True,
            value={
                "id": "8c1f2e3d4b5a69788796a5b4",
                "course": "665f1c2e9b1d4c3a2f1e0d02",
                "code": "K7MQ2XW9PD",
                "uses": 30,
                "uses_left": 12,
                "created_at": "2026-01-10T09:00:00Z",
                "expires_at": "2026-04-10T09:00:00Z",
                "revoked_at": None,
            },
        )
    ]
)
class JoinCodeSerializer(serializers.Serializer[Any]):
    """A code that gives places in a course."""

    id = IdField(source="code_id")
    course = IdField(source="course_id")
    code = serializers.CharField()
    uses = serializers.IntegerField(help_text="How many places it gives in all.")
    uses_left = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    revoked_at = serializers.DateTimeField(allow_null=True)


@extend_schema_serializer(
    examples=[OpenApiExample("A code for a class of thirty", request_only=True, value={"uses": 30})]
)
class JoinCodeWriteSerializer(serializers.Serializer[Any]):
    """A code to be made."""

    uses = serializers.IntegerField(
        default=USUAL_USES, min_value=1, max_value=MOST_USES, help_text="How many places it gives."
    )
    expires_at = serializers.DateTimeField(
        required=False, allow_null=True, help_text="Within a year; 90 days from now where it is left out."
    )
