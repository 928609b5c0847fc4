"""Which pages may use the sign-in cookie."""

from collections.abc import Collection


def is_own_origin(origin: str, *, host: str, trusted: Collection[str]) -> bool:
    """Tell whether a page of `origin` (scheme://host[:port]) is one of ours: on the host asked, or trusted."""
    return origin in trusted or origin.partition("://")[2] == host
