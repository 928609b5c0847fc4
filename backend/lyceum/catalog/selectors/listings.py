"""Lists of courses: the public catalogue, one's own courses, and search.

Everybody sees the same published courses. Which of them a page shows is kept until the catalogue changes: a store has
to look at all that match to put them in order. The courses themselves are kept one by one.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from bson import ObjectId
from pymongo import ASCENDING, DESCENDING

from lyceum.catalog.documents import CourseCard, CourseKeys, TitleKey, courses
from lyceum.catalog.rules.courses import CourseStatus
from lyceum.catalog.rules.search import Lookup, parse_search, title_rank, words_of
from lyceum.catalog.selectors.categories import get_shelf
from lyceum.catalog.selectors.courses import COURSE_CARD, CourseView, load_cards, views_of
from lyceum.platform import cache
from lyceum.platform.actors import ANONYMOUS, Actor
from lyceum.platform.mongo import Document, Sort
from lyceum.platform.paging import COUNT_LIMIT, Page, PageRequest, find_page

CHANGED_KEY: Final = "listings"
"""Its version token moves with what the catalogue shows, but not with each enrollment, as that of `catalog` does."""
NEWEST: Final = "-published_at"
RELEVANCE: Final = "relevance"
MOST_ENROLLED: Final = "-enrollment_count"
_SORTS: Final[dict[str, tuple[str, int]]] = {
    NEWEST: ("published_at", DESCENDING),
    MOST_ENROLLED: ("enrollment_count", DESCENDING),
    "title": ("title_key", ASCENDING),
    "price": ("price_cents", ASCENDING),
}
_PRICES: Final[dict[str, object]] = {"free": 0, "paid": {"$gt": 0}}


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseFilter:
    """Which courses a list shows, and in which order; "" and None filter nothing."""

    search: str = ""
    category: str = ""
    level: str = ""
    language: str = ""
    price: str = ""
    instructor_id: ObjectId | None = None
    status: str = ""
    mine: bool = False
    ordering: str = NEWEST


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """Which courses one page shows."""

    course_ids: tuple[ObjectId, ...]
    count: int
    count_is_lower_bound: bool


LISTING: Final = cache.declare(
    "courses:{query}",
    kind=Listing,
    ttl_s=30 * 60,
    invalidated_by=(
        "a course is published, archived or deleted",
        "a published course, its order or the names of its lessons are changed",
        "a category is changed",
    ),
    stale_with=CHANGED_KEY,
)
LISTING_OF_MOST_ENROLLED: Final = cache.declare(
    "courses:most-enrolled:{query}",
    kind=Listing,
    ttl_s=30 * 60,
    invalidated_by=("as courses:{query}", "somebody enrolls or leaves"),
    stale_with="catalog",
)


def list_courses(
    wanted: CourseFilter, *, actor: Actor, page: PageRequest, sorted_at_most: int = COUNT_LIMIT
) -> Page[CourseView[CourseCard]]:
    """Return one page of courses that the actor may see.

    These are the published ones; of drafts and archived courses an instructor sees their own, an admin all. Of what is
    searched, the newest `sorted_at_most` courses are put in another order than that.
    """
    if wanted.mine or wanted.status not in {"", CourseStatus.PUBLISHED.value}:
        found = _find(wanted, actor=actor, page=page, sorted_at_most=sorted_at_most)
    else:
        found = _find_published(wanted, page=page, sorted_at_most=sorted_at_most)
    return Page(
        items=views_of(found.items),
        count=found.count,
        count_is_lower_bound=found.count_is_lower_bound,
    )


def _find_published(wanted: CourseFilter, *, page: PageRequest, sorted_at_most: int) -> Page[CourseCard]:
    """Return a page that is the same for everybody."""
    read: list[CourseCard] = []

    def load() -> Listing:
        found = _find(wanted, actor=ANONYMOUS, page=page, sorted_at_most=sorted_at_most)
        read.extend(found.items)
        return Listing(
            course_ids=tuple(card.id for card in found.items),
            count=found.count,
            count_is_lower_bound=found.count_is_lower_bound,
        )

    entry = LISTING_OF_MOST_ENROLLED if wanted.ordering == MOST_ENROLLED else LISTING
    digest = hashlib.sha256(repr((wanted, page, sorted_at_most)).encode()).hexdigest()
    listing = cache.read_through(entry, load, query=digest)
    cards = {card.id: card for card in read} or cache.read_each_through(COURSE_CARD, load_cards, listing.course_ids)
    shown = (cards[course_id] for course_id in listing.course_ids if course_id in cards)
    return Page(
        # One may have left the catalogue since the page was looked up.
        items=tuple(card for card in shown if card.status is CourseStatus.PUBLISHED),
        count=listing.count,
        count_is_lower_bound=listing.count_is_lower_bound,
    )


def _find(wanted: CourseFilter, *, actor: Actor, page: PageRequest, sorted_at_most: int) -> Page[CourseCard]:
    where = where_of(wanted, actor=actor)
    if where is None:
        return Page(items=(), count=0)
    if "search_terms" in where and wanted.ordering != NEWEST:
        return _page_of(_sort_found(where, wanted, limit=sorted_at_most), page=page)
    return find_page(courses, CourseCard, where, sort=sort_of(where, wanted.ordering), page=page)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """Matches of a search in the order that was asked for; `has_more` where not all of them are here."""

    ranked: Sequence[Document]
    has_more: bool


def sort_of(where: dict[str, Any], ordering: str) -> Sort:
    """Return the sort that an index gives; courses of one instructor are few and come by their making."""
    if "status" not in where and ordering == NEWEST:
        return [("created_at", DESCENDING), ("_id", ASCENDING)]
    return [_SORTS[ordering], ("_id", ASCENDING)]


def _sort_found(where: dict[str, Any], wanted: CourseFilter, *, limit: int) -> _Found:
    """Put the newest `limit` matches of a search in an order that no index gives."""
    if wanted.ordering == RELEVANCE:
        return _rank_found(where, wanted.search, limit=limit)
    keys = courses.find_as(CourseKeys, where, sort=sort_of(where, NEWEST), limit=limit + 1)
    name, direction = _SORTS[wanted.ordering]
    ranked = sorted(keys[:limit], key=lambda item: getattr(item, name), reverse=direction == DESCENDING)
    return _Found(ranked=ranked, has_more=len(keys) > limit)


def _rank_found(where: dict[str, Any], search: str, *, limit: int) -> _Found:
    """Put title hits first, the newest first among equals.

    Where more than `limit` match, as many whose titles hold all that is asked for are ranked with the newest ones, so
    that no title hit is lost behind newer courses that have the words in some lesson only.
    """
    keys = courses.find_as(TitleKey, where, sort=sort_of(where, NEWEST), limit=limit + 1)
    has_more = len(keys) > limit
    candidates = _with_title_hits(keys[:limit], where, search, limit=limit) if has_more else keys
    asked = words_of(search)
    ranked = sorted(candidates, key=lambda item: title_rank(item.title_key, asked))
    return _Found(ranked=ranked, has_more=has_more)


def _with_title_hits(newest: list[TitleKey], where: dict[str, Any], search: str, *, limit: int) -> list[TitleKey]:
    """Put the newest title hits before the newest matches, each course once."""
    query = parse_search(search)
    if query is None:
        return newest
    titled = {**where, **_clauses(query.in_title)}
    hits = courses.find_as(TitleKey, titled, sort=sort_of(where, NEWEST), limit=limit)
    return list({item.id: item for item in (*hits, *newest)}.values())


def _page_of(found: _Found, *, page: PageRequest) -> Page[CourseCard]:
    ids = [item.id for item in found.ranked[page.skip : page.skip + page.size]]
    cards = load_cards(ids) if ids else {}
    return Page(
        items=tuple(cards[course_id] for course_id in ids if course_id in cards),
        count=len(found.ranked),
        count_is_lower_bound=found.has_more,
    )


def where_of(wanted: CourseFilter, *, actor: Actor) -> dict[str, Any] | None:
    """Return the filter, most selective clauses first, or None where nothing can match."""
    searched, placed = _where_search(wanted.search), _where_category(wanted.category)
    if searched is None or placed is None:
        return None
    return {
        **searched,
        **_where_visible(wanted, actor=actor),
        **placed,
        **({"level": wanted.level} if wanted.level else {}),
        **({"language": wanted.language} if wanted.language else {}),
        **({"price_cents": _PRICES[wanted.price]} if wanted.price else {}),
    }


def _where_visible(wanted: CourseFilter, *, actor: Actor) -> dict[str, Any]:
    """Return the clauses about instructor and status that keep hidden courses hidden."""
    instructor_id = actor.user_id if wanted.mine else wanted.instructor_id
    status = wanted.status or ("" if wanted.mine else CourseStatus.PUBLISHED.value)
    only_own = status != CourseStatus.PUBLISHED.value and not actor.is_admin
    if only_own and (instructor_id not in {None, actor.user_id} or not actor.is_instructor):
        return {"_id": {"$in": []}}
    owner = actor.user_id if only_own else instructor_id
    return {
        **({"instructor_id": owner} if owner is not None else {}),
        **({"status": status} if status else {}),
    }


def _where_search(search: str) -> dict[str, Any] | None:
    if not search:
        return {}
    query = parse_search(search)
    if query is None:
        return None
    return _clauses(query.anywhere)


def _clauses(lookup: Lookup) -> dict[str, Any]:
    words = {"search_words": {"$regex": lookup.pattern}} if lookup.pattern else {}
    return {"search_terms": lookup.term, **words}


def _where_category(slug: str) -> dict[str, Any] | None:
    if not slug:
        return {}
    category = get_shelf().find_by_slug(slug)
    return None if category is None else {"category_id": category.category_id}
