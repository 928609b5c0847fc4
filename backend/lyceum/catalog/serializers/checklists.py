"""What a course lacks, on the wire."""

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from lyceum.catalog.serializers import examples
from lyceum.platform.fields import IdField


class ChecklistItemSerializer(serializers.Serializer[Any]):
    """Something to do; `lesson` names the lesson it is about."""

    code = serializers.CharField()
    lesson = IdField(source="lesson_id", allow_null=True)
    message = serializers.CharField()


@extend_schema_serializer(examples=[examples.answered("A checklist", examples.CHECKLIST)])
class ChecklistSerializer(serializers.Serializer[Any]):
    """What must be done before a course can be published, and what may be done."""

    ready = serializers.BooleanField(source="is_ready", help_text="Whether nothing is in the way.")
    problems = ChecklistItemSerializer(many=True)
    suggestions = ChecklistItemSerializer(many=True)
