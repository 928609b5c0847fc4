"""Categories on the wire."""

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from lyceum.catalog.rules.categories import CategoryFields
from lyceum.catalog.serializers import examples
from lyceum.catalog.serializers.fields import TextField
from lyceum.platform.fields import IdField, LineField


class CategoryRefSerializer(serializers.Serializer[Any]):
    """A category as courses show it."""

    id = IdField(source="category_id")
    name = serializers.CharField()
    slug = serializers.CharField()


@extend_schema_serializer(examples=[examples.answered("A category", examples.CATEGORY)])
class CategorySerializer(serializers.Serializer[Any]):
    """A shelf of the catalogue."""

    id = IdField()
    name = serializers.CharField()
    slug = serializers.CharField()
    description = serializers.CharField(allow_blank=True)
    course_count = serializers.IntegerField(help_text="Published courses in it.")


@extend_schema_serializer(examples=[examples.asked("A category", examples.CATEGORY_WRITE)])
class CategoryWriteSerializer(serializers.Serializer[Any]):
    """What an administrator writes of a category."""

    name = LineField(max_length=80)
    slug = serializers.SlugField(max_length=80, required=False, help_text="Made from the name where it is missing.")
    description = TextField(max_length=1_000, required=False, allow_blank=True, default="")

    def to_fields(self) -> CategoryFields:
        """Return what was sent."""
        return CategoryFields(**self.validated_data)


@extend_schema_serializer(component_name="Category")  # in the contract: PatchedCategory
class PatchedCategorySerializer(CategoryWriteSerializer):
    """What an administrator changes of a category; what is left out stays."""
