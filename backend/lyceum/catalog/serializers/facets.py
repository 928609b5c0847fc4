"""Facets on the wire."""

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from lyceum.catalog.selectors.listings import CourseFilter
from lyceum.catalog.serializers import examples
from lyceum.catalog.serializers.courses import CourseFilterQuery


class FacetValueSerializer(serializers.Serializer[Any]):
    """A value that the filter of the same name takes, and how many courses have it."""

    value = serializers.CharField()
    label = serializers.CharField(  # type: ignore[assignment]  # a field's own label has this name
        help_text="A name to show; of levels, languages and prices the value itself."
    )
    count = serializers.IntegerField()


@extend_schema_serializer(examples=[examples.answered("Facets", examples.FACETS)])
class FacetsSerializer(serializers.Serializer[Any]):
    """How many courses have what, the most frequent values first."""

    category = FacetValueSerializer(many=True)
    level = FacetValueSerializer(many=True)
    language = FacetValueSerializer(many=True)
    price = FacetValueSerializer(many=True)
    instructor = FacetValueSerializer(many=True)
    count_is_lower_bound = serializers.BooleanField(
        help_text="More courses match than are counted, so there are at least as many as each count says."
    )


class FacetQuery(CourseFilterQuery):
    """Which courses are counted."""

    def to_filter(self) -> CourseFilter:
        """Return what was asked."""
        return CourseFilter(**self.validated_data)
