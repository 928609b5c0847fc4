"""Keeps how many published courses have which value of each facet, so that nobody has to count a whole catalogue.

Every write that brings courses into the catalogue, takes them out of it or changes one there says so here, in its own
transaction. Of two that change a counter at the same moment, the store lets one begin again.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Final

from bson import ObjectId

from lyceum.catalog.documents import (
    Category,
    CourseCard,
    FacetCount,
    FacetCountId,
    FacetKeys,
    categories,
    courses,
    facet_counts,
)
from lyceum.catalog.rules.categories import CATEGORY_LIMIT
from lyceum.catalog.rules.courses import CourseStatus
from lyceum.catalog.rules.facets import VALUE_OF, FacetKey, keys_of
from lyceum.catalog.selectors.listings import CHANGED_KEY, CourseFilter, where_of
from lyceum.platform import cache
from lyceum.platform.actors import ANONYMOUS
from lyceum.platform.mongo import Filter, run_in_transaction

READ_AT_ONCE: Final = 500
COUNTED_AT_MOST: Final = 10_000_000


def count_facets(*, joined: Iterable[CourseCard] = (), left: Iterable[CourseCard] = ()) -> None:
    """Count published courses that joined the catalogue and those that left it; one that changed did both.

    Part of the caller's transaction. The commands grow with the new values, not with the courses.
    """
    values, shelves = Counter[FacetKey](), Counter[ObjectId]()
    for courses_of_one_kind, change in ((joined, 1), (left, -1)):
        for course in courses_of_one_kind:
            values.update(dict.fromkeys(keys_of(course), change))
            if course.category_id is not None:
                shelves[course.category_id] += change
    _add({key: change for key, change in values.items() if change})
    changes = [({"_id": shelf}, {"$inc": {"course_count": change}}) for shelf, change in shelves.items() if change]
    categories.update_each(changes)


def recount_facets() -> None:
    """Count the whole catalogue anew, each value in a transaction of its own, while courses may come and go."""
    for key in set(_walk_keys()):
        run_in_transaction(partial(_recount, key))
    for category in categories.find({}, limit=CATEGORY_LIMIT):
        run_in_transaction(partial(_recount_category, category))
    cache.forget("catalog", CHANGED_KEY)


def _add(changes: Mapping[FacetKey, int]) -> None:
    """Add to counters, and make those that are missing."""
    if not changes:
        return
    ids = [key.counter_id for key in changes]
    known = {item.id for item in facet_counts.find_as(FacetCountId, {"_id": {"$in": ids}}, limit=len(ids))}
    facet_counts.update_each(
        [
            ({"_id": key.counter_id}, {"$inc": {"count": change}})
            for key, change in changes.items()
            if key.counter_id in known
        ]
    )
    for key, change in changes.items():
        if key.counter_id not in known:
            facet_counts.insert_once(_counter(key, change))


def _counter(key: FacetKey, count: int) -> FacetCount:
    return FacetCount(id=key.counter_id, facet=key.facet, value=key.value, count=count)


def _walk_keys() -> Iterator[FacetKey]:
    """Yield the value of every counter, and every value of every course."""
    for facet in VALUE_OF:
        for counter in facet_counts.find({"facet": facet}, limit=COUNTED_AT_MOST):
            yield FacetKey(facet, counter.value)
    after = ""
    while found := courses.find_as(FacetKeys, {"slug": {"$gt": after}}, sort=[("slug", 1)], limit=READ_AT_ONCE):
        yield from (key for course in found for key in keys_of(course))
        after = found[-1].slug


def _recount(key: FacetKey) -> None:
    """Set a counter, in a transaction: whoever changes it meanwhile, or this, begins again."""
    count = courses.count(_where(key), limit=COUNTED_AT_MOST)
    if facet_counts.find_by_id(key.counter_id) is None:
        facet_counts.insert_once(_counter(key, count))
    else:
        facet_counts.update({"_id": key.counter_id}, {"$set": {"count": count}})


def _recount_category(category: Category) -> None:
    published = {"status": CourseStatus.PUBLISHED.value, "category_id": category.id}
    count = courses.count(published, limit=COUNTED_AT_MOST)
    categories.update({"_id": category.id}, {"$set": {"course_count": count}})


def _where(key: FacetKey) -> Filter:
    """Return the filter of the list for a value."""
    match key.facet:
        case "level":
            wanted = CourseFilter(level=key.value)
        case "language":
            wanted = CourseFilter(language=key.value)
        case "price":
            wanted = CourseFilter(price=key.value)
        case "instructor":
            wanted = CourseFilter(instructor_id=ObjectId(key.value))
    return where_of(wanted, actor=ANONYMOUS) or {}
