"""Facets: how many of the courses that a list shows have which category, level, language, price and instructor.

Every filter of the list narrows the facets but its own: the facet `level` shows what another level would find. What the
whole catalogue has is kept by `services.facet_counts` and exact, however large it is. What a part of it has is counted:
facets that no filter of their own is set for share one read, so that an answer takes one read a facet at the most. A
read takes the newest `COUNT_LIMIT` matches, as many as the list counts; where more match, the counts are lower bounds,
and the answer says so (ADR 10). A result is kept until a course or category changes; an enrollment leaves it.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bson import ObjectId
from pymongo import ASCENDING, DESCENDING

from lyceum.accounts import public as accounts
from lyceum.catalog.documents import FacetKeys, categories, courses, facet_counts
from lyceum.catalog.rules.facets import VALUE_OF, VALUES_LIMIT, CountedFacet, FacetValue, most_frequent
from lyceum.catalog.selectors.categories import get_shelf
from lyceum.catalog.selectors.listings import NEWEST, CourseFilter, sort_of, where_of
from lyceum.platform import cache
from lyceum.platform.actors import ANONYMOUS
from lyceum.platform.paging import COUNT_LIMIT

FACETS_KEY: Final = "facets"
EVERYTHING: Final = CourseFilter()


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
    return cache.read_through(FACETS, lambda: load_facets(asked, limit=COUNT_LIMIT), query=digest)


def load_facets(wanted: CourseFilter, *, limit: int) -> Facets:
    """Count the published courses that match, for each facet without its own filter; uncached."""
    matches = _Matches(limit=limit)
    return Facets(
        category=_list_categories(replace(wanted, category=""), matches),
        level=_name_plainly(_tally("level", replace(wanted, level=""), matches)),
        language=_name_plainly(_tally("language", replace(wanted, language=""), matches)),
        price=_name_plainly(_tally("price", replace(wanted, price=""), matches)),
        instructor=_name_people(_tally("instructor", replace(wanted, instructor_id=None), matches)),
        count_is_lower_bound=matches.has_more,
    )


def _tally(facet: CountedFacet, wanted: CourseFilter, matches: _Matches) -> list[tuple[str, int]]:
    """Return the most frequent values: of the whole catalogue as they are kept, of a part of it by counting."""
    if wanted != EVERYTHING:
        return most_frequent(map(VALUE_OF[facet], matches.of(wanted)))
    kept = {"facet": facet, "count": {"$gt": 0}}
    found = facet_counts.find(kept, sort=[("count", DESCENDING), ("value", ASCENDING)], limit=VALUES_LIMIT)
    return [(item.value, item.count) for item in found]


def _list_categories(wanted: CourseFilter, matches: _Matches) -> tuple[FacetValue, ...]:
    """Return the fullest categories; of the whole catalogue, each says itself how many courses it has."""
    if wanted != EVERYTHING:
        return _name_categories(most_frequent(item.category_id for item in matches.of(wanted) if item.category_id))
    filled = {"course_count": {"$gt": 0}}
    found = categories.find(filled, sort=[("course_count", DESCENDING), ("slug", ASCENDING)], limit=VALUES_LIMIT)
    return tuple(FacetValue(value=item.slug, label=item.name, count=item.course_count) for item in found)


def _name_plainly(counted: list[tuple[str, int]]) -> tuple[FacetValue, ...]:
    """Label values by themselves: clients know levels, languages and prices in their reader's language."""
    return tuple(FacetValue(value=value, label=value, count=count) for value, count in counted)


def _name_categories(counted: list[tuple[ObjectId, int]]) -> tuple[FacetValue, ...]:
    shelf = get_shelf()
    named = ((shelf.find(category_id), count) for category_id, count in counted)
    return tuple(FacetValue(value=item.slug, label=item.name, count=count) for item, count in named if item)


def _name_people(counted: list[tuple[str, int]]) -> tuple[FacetValue, ...]:
    people = accounts.list_people([ObjectId(person_id) for person_id, _ in counted])
    names = {str(person_id): person.name for person_id, person in people.items()}
    return tuple(
        FacetValue(value=person_id, label=names[person_id], count=count)
        for person_id, count in counted
        if person_id in names
    )
