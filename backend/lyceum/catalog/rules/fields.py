"""Fields that an author sends, of which some may be left out."""

from typing import Any

import msgspec
from msgspec import UNSET


def given_fields(fields: msgspec.Struct) -> dict[str, Any]:
    """Return the fields that were sent, by name."""
    return {name: value for name in fields.__struct_fields__ if (value := getattr(fields, name)) is not UNSET}
