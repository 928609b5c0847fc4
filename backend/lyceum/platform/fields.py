"""Serializer fields that every capability shares."""

from typing import Any

from bson import ObjectId
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from lyceum.platform.ids import is_id


@extend_schema_field({"type": "string", "pattern": "^[0-9a-f]{24}$"})
class IdField(serializers.Field[ObjectId, Any, str, Any]):
    """An id: 24 hexadecimal digits on the wire, an `ObjectId` inside."""

    default_error_messages = {"invalid": "This is not an id (24 hexadecimal digits)."}  # noqa: RUF012 - DRF's own annotation

    def to_internal_value(self, data: Any) -> ObjectId:  # noqa: ANN401 - whatever a client sent
        """Read an id."""
        if not isinstance(data, str) or not is_id(data):
            self.fail("invalid")
        return ObjectId(data)

    def to_representation(self, value: ObjectId) -> str:
        """Write an id."""
        return str(value)


class PersonSerializer(serializers.Serializer[Any]):
    """A person as others see them, from anything with `person_id` and `name`."""

    id = IdField(source="person_id")
    name = serializers.CharField()
