"""How many categories there may be."""

from dataclasses import dataclass
from typing import Final

from lyceum.platform.errors import InvalidError

CATEGORY_LIMIT: Final = 500


def check_room(count: int) -> None:
    """Check that one more category may be made.

    Raises:
        InvalidError: there are `CATEGORY_LIMIT` already.
    """
    if count >= CATEGORY_LIMIT:
        raise InvalidError(f"There may be {CATEGORY_LIMIT} categories.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryFields:
    """What an administrator writes; an empty slug is made from the name."""

    name: str
    description: str = ""
    slug: str = ""
