"""Lists of courses: the public catalogue, one's own courses, and search."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from bson import ObjectId
from pymongo import ASCENDING, DESCENDING

from lyceum.catalog.documents import CourseCard, CourseKeys, TitleKey, courses
from lyceum.catalog.rules.courses import CourseStatus
from lyceum.catalog.rules.search import parse_search, title_rank, words_of
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


def list_courses(wanted: CourseFilter, *, actor: Actor, page: PageRequest) -> Page[CourseView[CourseCard]]:
    """Return one page of courses that the actor may see.

    These are the published ones; of drafts and archived courses an instructor sees their own, an admin all.
    """
    where = where_of(wanted, actor=actor)
    if where is None:
        return Page(items=(), count=0)
    found = _find(where, wanted, page=page)
    return Page(
        items=views_of(found.items),
        count=found.count,
        count_is_lower_bound=found.count_is_lower_bound,
    )


def _find(where: dict[str, Any], wanted: CourseFilter, *, page: PageRequest) -> Page[CourseCard]:
    if "search_terms" in where and wanted.ordering == RELEVANCE:
        return _find_relevant(where, wanted.search, page=page)
    if "search_terms" in where and wanted.ordering != NEWEST:
        return _find_ordered(where, wanted.ordering, page=page)
    return find_page(courses, CourseCard, where, sort=sort_of(where, wanted.ordering), page=page)


def sort_of(where: dict[str, Any], ordering: str) -> Sort:
    """Return the sort that an index gives; courses of one instructor are few and come by their making."""
    if "status" not in where and ordering == NEWEST:
        return [("created_at", DESCENDING), ("_id", ASCENDING)]
    return [_SORTS[ordering], ("_id", ASCENDING)]


def _find_relevant(where: dict[str, Any], search: str, *, page: PageRequest) -> Page[CourseCard]:
    """Find by search with title hits first, the newest first among equals: ranks the newest `COUNT_LIMIT` matches."""
    keys = courses.find_as(TitleKey, where, sort=sort_of(where, NEWEST), limit=COUNT_LIMIT + 1)
    asked = words_of(search)
    ranked = sorted(keys[:COUNT_LIMIT], key=lambda item: title_rank(item.title_key, asked))
    return _page_of(ranked, page=page, has_more=len(keys) > COUNT_LIMIT)


def _find_ordered(where: dict[str, Any], ordering: str, *, page: PageRequest) -> Page[CourseCard]:
    """Find by search in another order than the index gives: sorts the newest `COUNT_LIMIT` matches."""
    keys = courses.find_as(CourseKeys, where, sort=sort_of(where, NEWEST), limit=COUNT_LIMIT + 1)
    name, direction = _SORTS[ordering]
    ranked = sorted(keys[:COUNT_LIMIT], key=lambda item: getattr(item, name), reverse=direction == DESCENDING)
    return _page_of(ranked, page=page, has_more=len(keys) > COUNT_LIMIT)


def _page_of(ranked: Sequence[Document], *, page: PageRequest, has_more: bool) -> Page[CourseCard]:
    ids = [item.id for item in ranked[page.skip : page.skip + page.size]]
    cards = {card.id: card for card in _find_cards(ids)}
    return Page(
        items=tuple(cards[course_id] for course_id in ids if course_id in cards),
        count=len(ranked),
        count_is_lower_bound=has_more,
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
    words = {"search_words": {"$regex": query.pattern}} if query.pattern else {}
    return {"search_terms": query.term, **words}


def _where_category(slug: str) -> dict[str, Any] | None:
    if not slug:
        return {}
    category = get_shelf().find_by_slug(slug)
    return None if category is None else {"category_id": category.category_id}
