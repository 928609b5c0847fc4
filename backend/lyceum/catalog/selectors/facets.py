"""Facets: how many of the courses that a list shows have which category, level, language, price and instructor.

Every filter of the list narrows the facets but its own: the facet `level` shows what another level would find. What the
whole catalogue has is kept by `services.facet_counts` and exact, however large it is. What a part of it has the store
counts, up to `MATCHES_LIMIT` matches: where more match, the counts are lower bounds, and the answer says so (ADR 10). A
result is kept until a course or category changes; an enrollment leaves it.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from bson import ObjectId
from pymongo import ASCENDING, DESCENDING

from lyceum.accounts import public as accounts
from lyceum.catalog.documents import categories, courses, facet_counts
from lyceum.catalog.rules.facets import FREE, PAID, VALUES_LIMIT, CountedFacet, FacetValue, most_frequent
from lyceum.catalog.selectors.categories import get_shelf
from lyceum.catalog.selectors.listings import CHANGED_KEY, NEWEST, CourseFilter, where_of
from lyceum.platform import cache
from lyceum.platform.actors import ANONYMOUS

EVERYTHING: Final = CourseFilter()
MATCHES_LIMIT: Final = 10_000

type Group = tuple[str, ...]
type Row = Mapping[str, Any]

_EXPRESSIONS: Final[Mapping[str, object]] = {
    "category": "$category_id",
    "level": "$level",
    "language": "$language",
    "price": {"$cond": [{"$gt": ["$price_cents", 0]}, PAID, FREE]},
    "instructor": "$instructor_id",
}
# Facets of few values are counted together, by what they have in common: together they still have few.
_FEW: Final = ("level", "language", "price")
_GROUP_OF: Final[Mapping[str, Group]] = {
    "category": ("category",),
    "instructor": ("instructor",),
    **dict.fromkeys(_FEW, _FEW),
}


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
    stale_with=CHANGED_KEY,
)


class _Matches:
    """How many of the courses that match a filter have which values; each is counted once however often it is asked."""

    def __init__(self, *, limit: int) -> None:
        self._limit = limit
        self._counted: dict[tuple[CourseFilter, Group], list[Row]] = {}

    def tally(self, facet: str, wanted: CourseFilter) -> list[tuple[Any, int]]:
        """Return the most frequent values of a facet among at most `limit` matches, and how many have each."""
        group = _GROUP_OF[facet]
        if (wanted, group) not in self._counted:
            self._counted[wanted, group] = self._count(wanted, group)
        counts: Counter[Any] = Counter()
        for row in self._counted[wanted, group]:
            counts[row["_id"][facet]] += row["count"]
        return most_frequent(counts)

    @property
    def has_more(self) -> bool:
        """Tell whether some filter matches more than `limit` courses."""
        return any(sum(row["count"] for row in rows) > self._limit for rows in self._counted.values())

    def _count(self, wanted: CourseFilter, group: Group) -> list[Row]:
        where = where_of(wanted, actor=ANONYMOUS)
        if where is None:
            return []
        key = {facet: _EXPRESSIONS[facet] for facet in group}
        return list(
            courses.raw().aggregate(
                [
                    {"$match": where},
                    {"$limit": self._limit + 1},
                    {"$group": {"_id": key, "count": {"$sum": 1}}},
                ],
                batchSize=self._limit + 1,  # in one reply, however many instructors there are
            )
        )


def get_facets(wanted: CourseFilter) -> Facets:
    """Count the published courses that match; everybody gets the same."""
    asked = replace(wanted, mine=False, status="", ordering=NEWEST)
    digest = hashlib.sha256(repr(asked).encode()).hexdigest()
    return cache.read_through(FACETS, lambda: load_facets(asked, limit=MATCHES_LIMIT), query=digest)


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
        return matches.tally(facet, wanted)
    kept = {"facet": facet, "count": {"$gt": 0}}
    found = facet_counts.find(kept, sort=[("count", DESCENDING), ("value", ASCENDING)], limit=VALUES_LIMIT)
    return [(item.value, item.count) for item in found]


def _list_categories(wanted: CourseFilter, matches: _Matches) -> tuple[FacetValue, ...]:
    """Return the fullest categories; of the whole catalogue, each says itself how many courses it has."""
    if wanted != EVERYTHING:
        return _name_categories(matches.tally("category", wanted))
    filled = {"course_count": {"$gt": 0}}
    found = categories.find(filled, sort=[("course_count", DESCENDING), ("slug", ASCENDING)], limit=VALUES_LIMIT)
    return tuple(FacetValue(value=item.slug, label=item.name, count=item.course_count) for item in found)


def _name_plainly(counted: list[tuple[str, int]]) -> tuple[FacetValue, ...]:
    """Label values by themselves: clients know levels, languages and prices in their reader's language."""
    return tuple(FacetValue(value=value, label=value, count=count) for value, count in counted)


def _name_categories(counted: list[tuple[ObjectId | None, int]]) -> tuple[FacetValue, ...]:
    shelf = get_shelf()
    named = ((shelf.find(category_id), count) for category_id, count in counted)
    return tuple(FacetValue(value=item.slug, label=item.name, count=count) for item, count in named if item)


def _name_people(counted: list[tuple[str, int]]) -> tuple[FacetValue, ...]:
    people = accounts.list_people([ObjectId(person_id) for person_id, _ in counted])
    names = {str(person_id): person.name for person_id, person in people.items()}
    return tuple(
        FacetValue(value=str(person_id), label=names[str(person_id)], count=count)
        for person_id, count in counted
        if str(person_id) in names
    )
