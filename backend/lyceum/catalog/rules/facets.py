"""Counting courses by what they have in common."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, Protocol

from bson import ObjectId

from lyceum.catalog.rules.courses import Level
from lyceum.platform.ids import derive_id

type CountedFacet = Literal["level", "language", "price", "instructor"]

VALUES_LIMIT: Final = 50
FREE: Final = "free"
PAID: Final = "paid"


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """One value of a facet, as the filter of its name takes it, and how many courses have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class FacetKey:
    """A value of one of the facets whose courses are counted as they come and go."""

    facet: CountedFacet
    value: str

    @property
    def counter_id(self) -> ObjectId:
        """The id of the document that counts its courses."""
        return derive_id("facet", self.facet, self.value)


class Countable(Protocol):
    """What facets look at in a course."""

    @property
    def level(self) -> Level:
        """How much it expects."""
        ...

    @property
    def language(self) -> str:
        """In which language it is."""
        ...

    @property
    def price_cents(self) -> int:
        """What it costs."""
        ...

    @property
    def instructor_id(self) -> ObjectId:
        """Whose it is."""
        ...


def price_of(price_cents: int) -> str:
    """Return what the facet `price` says of a price."""
    return PAID if price_cents else FREE


VALUE_OF: Final[Mapping[CountedFacet, Callable[[Countable], str]]] = {
    "level": lambda course: course.level.value,
    "language": lambda course: course.language,
    "price": lambda course: price_of(course.price_cents),
    "instructor": lambda course: str(course.instructor_id),
}


def keys_of(course: Countable) -> tuple[FacetKey, ...]:
    """Return the values that a course has, one for each counted facet."""
    return tuple(FacetKey(facet, value_of(course)) for facet, value_of in VALUE_OF.items())


def most_frequent[V: Hashable](counts: Mapping[V, int]) -> list[tuple[V, int]]:
    """Return the `VALUES_LIMIT` most frequent values with their counts, the most frequent first, then by value."""
    return sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))[:VALUES_LIMIT]
