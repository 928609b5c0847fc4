"""Reads of categories."""

from dataclasses import dataclass
from typing import Final

from bson import ObjectId

from lyceum.catalog.documents import Category, categories
from lyceum.catalog.rules.categories import CATEGORY_LIMIT
from lyceum.platform import cache
from lyceum.platform.errors import NotFoundError
from lyceum.platform.paging import Page, PageRequest, find_page


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryRef:
    """A category as courses show it."""

    category_id: ObjectId
    name: str
    slug: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryShelf:
    """All categories; there are `CATEGORY_LIMIT` at most."""

    categories: tuple[CategoryRef, ...]

    def find(self, category_id: ObjectId | None) -> CategoryRef | None:
        """Return the category with this id, or None."""
        return next((item for item in self.categories if item.category_id == category_id), None)

    def find_by_slug(self, slug: str) -> CategoryRef | None:
        """Return the category with this slug, or None."""
        return next((item for item in self.categories if item.slug == slug), None)


SHELF: Final = cache.declare(
    "categories",
    kind=CategoryShelf,
    ttl_s=30 * 60,
    invalidated_by=("a category is made, changed or deleted",),
)


def get_shelf() -> CategoryShelf:
    """Return all categories by id and slug."""
    return cache.read_through(SHELF, _load_shelf)


def get_category(category_id: ObjectId) -> Category:
    """Return a category.

    Raises:
        NotFoundError: there is none.
    """
    category = categories.find_by_id(category_id)
    if category is None:
        raise NotFoundError("There is no such category.")
    return category


def list_categories(page: PageRequest) -> Page[Category]:
    """Return one page of categories, by slug."""
    return find_page(categories, Category, {}, sort=[("slug", 1)], page=page)


def _load_shelf() -> CategoryShelf:
    found = categories.find({}, sort=[("slug", 1)], limit=CATEGORY_LIMIT)
    return CategoryShelf(
        categories=tuple(CategoryRef(category_id=item.id, name=item.name, slug=item.slug) for item in found)
    )
