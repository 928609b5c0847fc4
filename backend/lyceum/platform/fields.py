"""Serializer fields that every capability shares."""

import unicodedata
from typing import Any, Final

from bson import ObjectId
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from lyceum.platform.ids import is_id

# Control characters and separators of lines and paragraphs; signs that join or direct others belong to languages.
_NOT_IN_LINES: Final = frozenset({"Cc", "Zl", "Zp"})


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


class LineField(serializers.CharField):
    """One line of text, such as a title; numbers and truth values are none. It may become the subject of a mail."""

    default_error_messages = {"line_break": "Write it in one line."}  # noqa: RUF012 - DRF's own annotation

    def to_internal_value(self, data: Any) -> str:  # noqa: ANN401 - whatever a client sent
        """Read a line."""
        if not isinstance(data, str):
            self.fail("invalid")
        line = super().to_internal_value(data)
        if any(unicodedata.category(sign) in _NOT_IN_LINES for sign in line):
            self.fail("line_break")
        return line


class PersonSerializer(serializers.Serializer[Any]):
    """A person as others see them, from anything with `person_id` and `name`."""

    id = IdField(source="person_id")
    name = serializers.CharField()
