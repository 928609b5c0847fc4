"""Versions of what people author: `If-Match: "3"` on a write says which version the writer has seen."""

import re
from typing import Final

from rest_framework.request import Request

from lyceum.platform.errors import StaleVersionError

_VERSION: Final = re.compile(r'(?:W/)?"(\d{1,9})"')


def read_expected_version(request: Request) -> int | None:
    """Return the version that a write expects, or None where any will do.

    Raises:
        StaleVersionError: the header names something that is no version, so that it cannot be the current one.
    """
    given = request.headers.get("If-Match", "*").strip()
    if given == "*":
        return None
    match = _VERSION.fullmatch(given)
    if match is None:
        raise StaleVersionError('If-Match must be a version in quotes, such as "3".')
    return int(match[1])


def check_version(expected: int | None, current: int) -> None:
    """Check that a writer has seen the current version.

    Raises:
        StaleVersionError: somebody else has changed the thing in the meantime.
    """
    if expected is not None and expected != current:
        raise StaleVersionError(f"This was changed in the meantime; the current version is {current}.")
