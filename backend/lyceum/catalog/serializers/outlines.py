"""Outlines on the wire."""

from typing import Any, Final

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from lyceum.catalog.rules.courses import TITLE_LENGTH
from lyceum.catalog.rules.outlines import LESSON_LIMIT, SECTION_LIMIT, LessonKind, SectionOrder
from lyceum.catalog.serializers import examples
from lyceum.platform.fields import IdField, LineField

LESSON_KINDS: Final = [(kind.value, kind.name) for kind in LessonKind]


class QuizRefSerializer(serializers.Serializer[Any]):
    """A quiz of a lesson."""

    id = IdField(source="quiz_id")
    title = serializers.CharField()
    required = serializers.BooleanField(help_text="Whether the lesson is complete only when it is passed.")  # type: ignore[assignment]  # the field hides DRF's attribute


class OutlineLessonSerializer(serializers.Serializer[Any]):
    """A lesson in the outline."""

    id = IdField(source="lesson_id")
    title = serializers.CharField()
    kind = serializers.ChoiceField(choices=LESSON_KINDS)
    minutes = serializers.IntegerField()
    preview = serializers.BooleanField(help_text="Whether everybody may read it.")
    quizzes = QuizRefSerializer(many=True)


class SectionSerializer(serializers.Serializer[Any]):
    """A titled group of lessons."""

    id = IdField(source="section_id")
    title = serializers.CharField()
    lessons = OutlineLessonSerializer(many=True)


@extend_schema_serializer(examples=[examples.answered("An outline", examples.OUTLINE)])
class OutlineSerializer(serializers.Serializer[Any]):
    """The order of a course."""

    course = IdField(source="id")
    version = serializers.IntegerField(help_text="Moves when sections or the order change.")
    sections = SectionSerializer(many=True)


class SectionOrderSerializer(serializers.Serializer[Any]):
    """A section with its lessons in their new order."""

    id = IdField()
    title = LineField(max_length=TITLE_LENGTH)
    lessons = serializers.ListField(child=IdField(), max_length=LESSON_LIMIT)


@extend_schema_serializer(examples=[examples.asked("A new order", examples.OUTLINE_WRITE)])
class OutlineWriteSerializer(serializers.Serializer[Any]):
    """All sections and lessons of a course in their new order; a section that is left out goes."""

    sections = serializers.ListField(child=SectionOrderSerializer(), max_length=SECTION_LIMIT)

    def to_order(self) -> tuple[SectionOrder, ...]:
        """Return what was sent."""
        return tuple(
            SectionOrder(section_id=item["id"], title=item["title"], lesson_ids=tuple(item["lessons"]))
            for item in self.validated_data["sections"]
        )


@extend_schema_serializer(examples=[examples.asked("A section", examples.SECTION_WRITE)])
class SectionWriteSerializer(serializers.Serializer[Any]):
    """A new section."""

    title = LineField(max_length=TITLE_LENGTH)
