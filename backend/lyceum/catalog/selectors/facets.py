"""Facets: how many of the courses that a list shows have which category, level, language, price and instructor.

The filters of the list narrow every facet. The newest `COUNT_LIMIT` matches are counted, as many as the list counts:
no view reads more of the catalogue however large it is, up to that number the counts are exact, and beyond it they
tell the proportions among the newest. A result is kept until a course or category changes; an enrollment leaves it.
"""

import hashlib
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
    """The values of each facet, the most frequent first."""

    category: tuple[FacetValue, ...] = ()
    level: tuple[FacetValue, ...] = ()
    language: tuple[FacetValue, ...] = ()
    price: tuple[FacetValue, ...] = ()
    instructor: tuple[FacetValue, ...] = ()


FACETS: Final = cache.declare(
    "facets:{query}",
    kind=Facets,
    ttl_s=30 * 60,
    invalidated_by=("a course is changed, published, archived or deleted", "a category is changed"),
    stale_with=FACETS_KEY,
)


def get_facets(wanted: CourseFilter) -> Facets:
    """Count the published courses that match; everybody gets the same."""
    asked = replace(wanted, mine=False, status="", ordering=NEWEST)
    digest = hashlib.sha256(repr(asked).encode()).hexdigest()
    return cache.read_through(FACETS, lambda: _count(asked), query=digest)


def _count(wanted: CourseFilter) -> Facets:
    where = where_of(wanted, actor=ANONYMOUS)
    if where is None:
        return Facets()
    found = courses.find_as(FacetKeys, where, sort=sort_of(where, NEWEST), limit=COUNT_LIMIT)
    return Facets(
        category=_name_categories(most_frequent(item.category_id for item in found if item.category_id)),
        level=_name_plainly(most_frequent(item.level for item in found)),
        language=_name_plainly(most_frequent(item.language for item in found)),
        price=_name_plainly(most_frequent("paid" if item.price_cents else "free" for item in found)),
        instructor=_name_people(most_frequent(item.instructor_id for item in found)),
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
