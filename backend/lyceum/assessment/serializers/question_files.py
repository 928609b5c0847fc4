"""Files of questions on the wire."""

from typing import Any, Final

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from lyceum.assessment.rules.drafts import ImportState
from lyceum.assessment.selectors.question_files import FileFormat
from lyceum.assessment.serializers.fields import EnumField, SourceField

FILE_LIMIT: Final = 500_000


@extend_schema_serializer(
    examples=[
        OpenApiExample("GIFT", request_only=True, value={"format": "gift", "text": "Is water wet? {TRUE}"}),
    ]
)
class QuestionFileWriteSerializer(serializers.Serializer[Any]):
    """A file of questions, or its text."""

    format = EnumField(FileFormat)
    text = SourceField(max_length=FILE_LIMIT, required=False)
    file = serializers.FileField(required=False, help_text=f"At most {FILE_LIMIT} bytes.")

    def validate_file(self, file: Any) -> Any:  # noqa: ANN401 - Django's upload
        """Check the size."""
        if file.size > FILE_LIMIT:
            raise serializers.ValidationError(f"A file has at most {FILE_LIMIT} bytes.", code="too_large")
        return file

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Check that there is one of both."""
        if ("text" in attrs) == ("file" in attrs):
            raise serializers.ValidationError({"text": ["Send a text or a file."]}, code="required")
        return attrs

    def to_bytes(self) -> bytes:
        """Return what the file holds."""
        if "file" in self.validated_data:
            return bytes(self.validated_data["file"].read())
        return str(self.validated_data["text"]).encode()


@extend_schema_serializer(
    examples=[
        OpenApiExample("Twelve", response_only=True, value={"state": "done", "imported": 12, "refusal": ""}),
    ]
)
class QuestionImportSerializer(serializers.Serializer[Any]):
    """How far the latest file of questions for a quiz is."""

    state = EnumField(ImportState)
    imported = serializers.IntegerField(help_text="How many questions were added; 0 until it is done.")
    refusal = serializers.CharField(
        help_text="Why it has failed: `quiz_too_large`, `forbidden` or `not_found`, for what has changed since."
    )


class ExportQuery(serializers.Serializer[Any]):
    """Which format."""

    format = EnumField(FileFormat)
