"""Counting courses by what they have in common."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Final

VALUES_LIMIT: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """One value of a facet, as the filter of its name takes it, and how many courses have it."""

    value: str
    label: str
    count: int


def most_frequent[V: Hashable](values: Iterable[V]) -> list[tuple[V, int]]:
    """Return the `VALUES_LIMIT` most frequent values with their counts, the most frequent first."""
    return Counter(values).most_common(VALUES_LIMIT)
