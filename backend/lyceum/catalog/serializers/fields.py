"""Fields that several shapes of the catalog share."""

import re
from typing import Any, Final

from bson import ObjectId
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from lyceum.platform.ids import is_id

SUMMARY_LENGTH: Final = 500
TEXT_LENGTH: Final = 200_000
LANGUAGE: Final = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}\Z")
_MEDIA_ADDRESS: Final = re.compile(r"/media/([0-9a-f]{24})\.[a-z0-9]{1,5}(\?.*)?")


class TextField(serializers.CharField):
    """A text; numbers and truth values are none. Markdown keeps its white space."""

    def to_internal_value(self, data: Any) -> str:  # noqa: ANN401 - whatever a client sent
        """Read a text."""
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


@extend_schema_field({"type": "string", "pattern": r"^\d{1,5}\.\d{2}$", "example": "0.00"})
class PriceField(serializers.Field[int, Any, str, Any]):
    """A price: a decimal text such as "19.90" on the wire, hundredths inside."""

    default_error_messages = {"invalid": "This is not a price such as 19.90."}  # noqa: RUF012 - DRF's own annotation

    def to_internal_value(self, data: Any) -> int:  # noqa: ANN401 - whatever a client sent
        """Read a price."""
        if isinstance(data, bool) or not isinstance(data, str | int | float):
            self.fail("invalid")
        match = re.fullmatch(r"(\d{1,5})(?:\.(\d{1,2}))?", str(data).strip(), re.ASCII)
        if match is None:
            self.fail("invalid")
        return int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0"))

    def to_representation(self, value: int) -> str:
        """Write a price."""
        return f"{value // 100}.{value % 100:02d}"


@extend_schema_field(
    {
        "type": "string",
        "description": 'The id of an image of the course, or the address that was read; "" for none.',
    }
)
class ImageField(serializers.Field[ObjectId | None, Any, Any, Any]):
    """An image of the course: its id, or the address that was read, comes in; "" is none."""

    default_error_messages = {"invalid": "Send the id of an image of the course."}  # noqa: RUF012 - DRF's own annotation

    def to_internal_value(self, data: Any) -> ObjectId | None:  # noqa: ANN401 - whatever a client sent
        """Read the id of an image, or None for none."""
        if data == "":
            return None
        if not isinstance(data, str):
            self.fail("invalid")
        match = _MEDIA_ADDRESS.fullmatch(data)
        media_id = match[1] if match else data
        if not is_id(media_id):
            self.fail("invalid")
        return ObjectId(media_id)
