"""Choices on the wire."""

from typing import Any, Final

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from lyceum.assessment.rules.drafts import ChoiceDraft
from lyceum.assessment.serializers.fields import SHORT_TEXT, SparseSerializer
from lyceum.platform.fields import IdField
from lyceum.platform.lists import PageQuery

QUESTION_ID: Final = "665f1c2e9b1d4c3a2f1e0d31"
EXAMPLES: Final[list[dict[str, Any]]] = [
    {
        "id": "665f1c2e9b1d4c3a2f1e0d41",
        "question": QUESTION_ID,
        "text": "Naming it without help",
        "text_html": "Naming it without help",
    },
    {
        "id": "665f1c2e9b1d4c3a2f1e0d42",
        "question": QUESTION_ID,
        "text": "Finding it familiar",
        "text_html": "Finding it familiar",
    },
]


@extend_schema_serializer(
    examples=[OpenApiExample("A choice, as a learner sees it", response_only=True, value=EXAMPLES[0])]
)
class ChoiceSerializer(SparseSerializer):
    """A choice of a question; `is_correct` is there for those who teach."""

    id = IdField(source="choice_id")
    question = IdField(source="question_id")
    text = serializers.CharField(help_text="Markdown.")
    text_html = serializers.CharField()
    is_correct = serializers.BooleanField(required=False)


class ChoiceWriteSerializer(serializers.Serializer[Any]):
    """A choice within a question."""

    text = serializers.CharField(max_length=SHORT_TEXT, help_text="Markdown.")
    is_correct = serializers.BooleanField()


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Add a choice",
            request_only=True,
            value={"question": QUESTION_ID, "text": "Reading it again", "is_correct": False},
        )
    ]
)
class NewChoiceSerializer(ChoiceWriteSerializer):
    """A choice to be added to a question."""

    question = IdField()

    def to_draft(self) -> ChoiceDraft:
        """Return the choice without its question."""
        return ChoiceDraft(text=self.validated_data["text"], is_correct=self.validated_data["is_correct"])


@extend_schema_serializer(
    component_name="Choice",  # in the contract: PatchedChoice
    examples=[OpenApiExample("Mark it as right", request_only=True, value={"is_correct": True})],
)
class PatchedChoiceSerializer(serializers.Serializer[Any]):
    """What is to change of a choice."""

    text = serializers.CharField(max_length=SHORT_TEXT, required=False, help_text="Markdown.")
    is_correct = serializers.BooleanField(required=False)


class ChoiceQuery(PageQuery):
    """Which choices."""

    question = IdField(help_text="The question they are of.")
