"""Pages of lists: bounded reads and bounded counts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from lyceum.platform import mongo

PAGE_SIZE: Final = 20
MAX_PAGE_SIZE: Final = 100
COUNT_LIMIT: Final = 1_000
MAX_DEPTH: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRequest:
    """Which page of a list; `number` counts from 1."""

    number: int = 1
    size: int = PAGE_SIZE

    @property
    def skip(self) -> int:
        """How many items come before the page."""
        return (self.number - 1) * self.size


@dataclass(frozen=True, slots=True, kw_only=True)
class Page[T]:
    """Some items of a list and how many there are; above `COUNT_LIMIT` the count is a lower bound."""

    items: tuple[T, ...]
    count: int
    count_is_lower_bound: bool = False

    def map[U](self, change: Callable[[T], U]) -> "Page[U]":
        """Return the page with each item changed."""
        return Page(
            items=tuple(change(item) for item in self.items),
            count=self.count,
            count_is_lower_bound=self.count_is_lower_bound,
        )


def find_page[T: mongo.Document, P: mongo.Document](
    collection: mongo.Collection[T],
    part: type[P],
    where: mongo.Filter,
    *,
    sort: mongo.Sort,
    page: PageRequest,
) -> Page[P]:
    """Read one page and count, in two bounded queries (one where the first page is not full)."""
    items = collection.find_as(part, where, sort=sort, limit=page.size, skip=page.skip)
    if page.number == 1 and len(items) < page.size:
        return Page(items=tuple(items), count=len(items))
    count = collection.count(where, limit=COUNT_LIMIT + 1)
    seen = page.skip + len(items) if items else 0
    return Page(
        items=tuple(items),
        count=max(min(count, COUNT_LIMIT), seen),
        count_is_lower_bound=count > COUNT_LIMIT,
    )
