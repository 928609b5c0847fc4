"""Lists of courses: the public catalogue, one's own courses, and search."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from bson import ObjectId
from pymongo import ASCENDING, DESCENDING

from lyceum.catalog.documents import CourseCard, CourseKeys, TitleKey, courses
from lyceum.catalog.rules.courses import CourseStatus
from lyceum.catalog.rules.search import Lookup, parse_search, title_rank, words_of
from lyceum.catalog.selectors.categories import get_shelf
from lyceum.catalog.selectors.courses import CourseView, views_of
from lyceum.platform.actors import Actor
from lyceum.platform.mongo import Document, Sort
from lyceum.platform.paging import COUNT_LIMIT, Page, PageRequest, find_page

NEWEST: Final = "-published_at"
RELEVANCE: Final = "relevance"
_SORTS: Final[dict[str, tuple[str, int]]] = {
    NEWEST: ("published_at", DESCENDING),
    "-enrollment_count": ("enrollment_count", DESCENDING),
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


def list_courses(
    wanted: CourseFilter, *, actor: Actor, page: PageRequest, sorted_at_most: int = COUNT_LIMIT
) -> Page[CourseView[CourseCard]]:
    """Return one page of courses that the actor may see.

    These are the published ones; of drafts and archived courses an instructor sees their own, an admin all. Of what is
    searched, the newest `sorted_at_most` courses are put in another order than that.
    """
    where = where_of(wanted, actor=actor)
    if where is None:
        return Page(items=(), count=0)
    if "search_terms" in where and wanted.ordering != NEWEST:
        found = _page_of(_sort_found(where, wanted, limit=sorted_at_most), page=page)
    else:
        found = find_page(courses, CourseCard, where, sort=sort_of(where, wanted.ordering), page=page)
    return Page(
        items=views_of(found.items),
        count=found.count,
        count_is_lower_bound=found.count_is_lower_bound,
    )


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
    cards = {card.id: card for card in _find_cards(ids)}
    return Page(
        items=tuple(cards[course_id] for course_id in ids if course_id in cards),
        count=len(found.ranked),
        count_is_lower_bound=found.has_more,
    )


def _find_cards(ids: list[ObjectId]) -> list[CourseCard]:
    return courses.find_as(CourseCard, {"_id": {"$in": ids}}, limit=len(ids)) if ids else []


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
