"""How many categories there may be."""

from typing import Final

import msgspec
from msgspec import UNSET, UnsetType

from lyceum.platform.errors import InvalidError

CATEGORY_LIMIT: Final = 500


def check_room(count: int) -> None:
    """Check that one more category may be made.

    Raises:
        InvalidError: there are `CATEGORY_LIMIT` already.
    """
    if count >= CATEGORY_LIMIT:
        raise InvalidError(f"There may be {CATEGORY_LIMIT} categories.")


class CategoryFields(msgspec.Struct, frozen=True, kw_only=True):
    """What an administrator writes; a field that is `UNSET` stays as it is, a missing slug is made from the name."""

    name: str | UnsetType = UNSET
    description: str | UnsetType = UNSET
    slug: str | UnsetType = UNSET
