"""Certificates on the wire."""

from typing import Any, Final

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from lyceum.platform.fields import IdField
from lyceum.platform.lists import PageQuery

FACTS: Final = {
    "code": "K7MQ2XW9PDK7MQ2XW9PDK7MQ2X",
    "name": "Ada Lovelace",
    "course_title": "How to study well",
    "instructor": "Grace Hopper",
    "school": "Lyceum",
    "hours": "2.50",
    "lesson_count": 10,
    "completed_at": "2026-01-11T18:30:00Z",
    "issued_at": "2026-01-11T18:30:01Z",
    "language": "en",
    "url": "https://lyceum.example.org/verify/K7MQ2XW9PDK7MQ2XW9PDK7MQ2X",
}


class CertifiedFactsSerializer(serializers.Serializer[Any]):
    """What a certificate says, word for word."""

    code = serializers.CharField()
    name = serializers.CharField(help_text="The student's, as it was then.")
    course_title = serializers.CharField()
    instructor = serializers.CharField()
    school = serializers.CharField(help_text="Who issued it.")
    hours = serializers.SerializerMethodField(help_text="Hours of study, with two decimals.")
    lesson_count = serializers.IntegerField()
    completed_at = serializers.DateTimeField()
    issued_at = serializers.DateTimeField()
    language = serializers.CharField(help_text="The language it is written in (BCP 47): its student's, as it was then.")
    url = serializers.CharField(source="address", help_text="The page that repeats these facts to anybody.")

    def get_hours(self, certificate: Any) -> str:  # noqa: ANN401 - a certificate as the selector returns it
        """Return the hours of study."""
        return f"{certificate.minutes / 60:.2f}"


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A certificate",
            response_only=True,
            value={
                "id": "8c1f2e3d4b5a69788796a5b4",
                "student": "665f1c2e9b1d4c3a2f1e0d01",
                "course": "665f1c2e9b1d4c3a2f1e0d02",
                **FACTS,
            },
        )
    ]
)
class CertificateSerializer(CertifiedFactsSerializer):
    """A certificate of a completed course."""

    id = IdField(source="certificate_id")
    student = IdField(source="student_id")
    course = IdField(source="course_id")


@extend_schema_serializer(examples=[OpenApiExample("A certificate is real", response_only=True, value=FACTS)])
class VerifiedCertificateSerializer(CertifiedFactsSerializer):
    """What a certificate that was issued here says."""


class CertificateQuery(PageQuery):
    """Which certificates."""

    course = IdField(required=False, help_text="Only of this course; its author sees everybody's.")
