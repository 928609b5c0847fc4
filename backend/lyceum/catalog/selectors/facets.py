"""Facets: how many of the courses that a list shows have which category, level, language, price and instructor.

Every filter of the list narrows the facets but its own: the facet `level` shows what another level would find. Facets
that no filter of their own is set for share one read, so an answer takes one read a facet at the most. A read takes
the newest `COUNT_LIMIT` matches, as many as the list counts: no view reads more of the catalogue however large it is.
Up to that number the counts are exact; beyond it they are lower bounds, and the answer says so. A result is kept until
a course or category changes; an enrollment leaves it.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bson import ObjectId

from lyceum.accounts import public as accounts
from lyceum.catalog.documents import FacetKeys, courses
from lyceum.catalog.rules.facets import FacetValue, most_frequent
from lyceum.catalog.selectors.categories import get_shelf
from lyceum.catalog.selectors.listings import NEWEST, CourseFilter, sort_of, where_of
from lyceum.platform import cache
from lyceum.platform.actors import ANONYMOUS
from lyceum.platform.paging import COUNT_LIMIT

FACETS_KEY: Final = "facets"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """The values of each facet, the most frequent first; `count_is_lower_bound` where more match than are counted."""

    category: tuple[FacetValue, ...]
    level: tuple[FacetValue, ...]
    language: tuple[FacetValue, ...]
    price: tuple[FacetValue, ...]
    instructor: tuple[FacetValue, ...]
    count_is_lower_bound: bool


FACETS: Final = cache.declare(
    "facets:{query}",
    kind=Facets,
    ttl_s=30 * 60,
    invalidated_by=("a course is changed, published, archived or deleted", "a category is changed"),
    stale_with=FACETS_KEY,
)


class _Matches:
    """The newest courses that match each filter, read once however often they are asked for."""

    def __init__(self, *, limit: int) -> None:
        self._limit = limit
        self._found: dict[CourseFilter, Sequence[FacetKeys]] = {}

    def of(self, wanted: CourseFilter) -> Sequence[FacetKeys]:
        """Return at most the newest `limit` matches."""
        if wanted not in self._found:
            self._found[wanted] = self._read(wanted)
        return self._found[wanted][: self._limit]

    @property
    def has_more(self) -> bool:
        """Tell whether some filter matches more than `limit` courses."""
        return any(len(found) > self._limit for found in self._found.values())

    def _read(self, wanted: CourseFilter) -> Sequence[FacetKeys]:
        where = where_of(wanted, actor=ANONYMOUS)
        if where is None:
            return ()
        return courses.find_as(FacetKeys, where, sort=sort_of(where, NEWEST), limit=self._limit + 1)


def get_facets(wanted: CourseFilter) -> Facets:
    """Count the published courses that match; everybody gets the same."""
    asked = replace(wanted, mine=False, status="", ordering=NEWEST)
    digest = hashlib.sha256(repr(asked).encode()).hexdigest()
    return cache.read_through(FACETS, lambda: count_facets(asked, limit=COUNT_LIMIT), query=digest)


def count_facets(wanted: CourseFilter, *, limit: int) -> Facets:
    """Count the newest `limit` published courses that match, for each facet without its own filter; uncached."""
    matches = _Matches(limit=limit)
    placed = [item.category_id for item in matches.of(replace(wanted, category="")) if item.category_id]
    levels = [item.level for item in matches.of(replace(wanted, level=""))]
    languages = [item.language for item in matches.of(replace(wanted, language=""))]
    prices = ["paid" if item.price_cents else "free" for item in matches.of(replace(wanted, price=""))]
    people = [item.instructor_id for item in matches.of(replace(wanted, instructor_id=None))]
    return Facets(
        category=_name_categories(most_frequent(placed)),
        level=_name_plainly(most_frequent(levels)),
        language=_name_plainly(most_frequent(languages)),
        price=_name_plainly(most_frequent(prices)),
        instructor=_name_people(most_frequent(people)),
        count_is_lower_bound=matches.has_more,
    )


def _name_plainly(counted: list[tuple[str, int]]) -> tuple[FacetValue, ...]:
    """Label values by themselves: clients know levels, languages and prices in their reader's language."""
    return tuple(FacetValue(value=value, label=value, count=count) for value, count in counted)


def _name_categories(counted: list[tuple[ObjectId, int]]) -> tuple[FacetValue, ...]:
    shelf = get_shelf()
    named = ((shelf.find(category_id), count) for category_id, count in counted)
    return tuple(FacetValue(value=item.slug, label=item.name, count=count) for item, count in named if item)


def _name_people(counted: list[tuple[ObjectId, int]]) -> tuple[FacetValue, ...]:
    people = accounts.list_people([person_id for person_id, _ in counted])
    return tuple(
        FacetValue(value=str(person_id), label=people[person_id].name, count=count)
        for person_id, count in counted
        if person_id in people
    )
