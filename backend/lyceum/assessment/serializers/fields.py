"""Fields and bases that the wire shapes of assessment share."""

import math
from enum import StrEnum
from typing import Any, Final

from rest_framework import serializers

LONG_TEXT: Final = 20_000
SHORT_TEXT: Final = 2_000


class NumberField(serializers.FloatField):
    """A finite number; a text or a truth value is none."""

    def to_internal_value(self, data: Any) -> float:  # noqa: ANN401 - whatever a client sent
        """Read a number."""
        if isinstance(data, bool) or not isinstance(data, int | float):
            self.fail("invalid")
        try:
            value = float(data)
        except OverflowError:  # an integer of hundreds of digits
            self.fail("invalid")
        if not math.isfinite(value):
            self.fail("invalid")
        return value


class EnumField(serializers.ChoiceField):
    """A value of an enumeration, which is what a valid one becomes."""

    def __init__(self, kind: type[StrEnum], **options: Any) -> None:  # noqa: ANN401 - DRF's options
        self.kind = kind
        super().__init__(choices=[(item.value, item.name) for item in kind], **options)

    def to_internal_value(self, data: Any) -> StrEnum:  # noqa: ANN401 - whatever a client sent
        """Read a value."""
        return self.kind(super().to_internal_value(data))


class SourceField(serializers.CharField):
    """A text that is kept exactly as it was written."""

    def __init__(self, *, max_length: int = LONG_TEXT, **options: Any) -> None:  # noqa: ANN401 - DRF's options
        super().__init__(max_length=max_length, trim_whitespace=False, **options)


class SparseSerializer(serializers.Serializer[Any]):
    """Leaves out what is None, such as everything that belongs to the key where a learner reads."""

    def to_representation(self, instance: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever is shown
        """Write what there is."""
        shown = super().to_representation(instance)
        return {name: value for name, value in shown.items() if value is not None}
