"""Finding the view of a path by the first word of the path, such as `courses`.

Django tries one pattern after the other, some eighty of them where an API has grown; a word has about ten.
"""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from django.urls import ResolverMatch, URLPattern, URLResolver
from django.urls.exceptions import Resolver404
from django.urls.resolvers import RoutePattern

_WORD: Final = re.compile(r"\^?([a-z-]+)/")


class FirstWordResolver(URLResolver):
    """Patterns under a common prefix, each of which begins with a word of its own or shared with others."""

    def __init__(self, prefix: str, patterns: Sequence[URLPattern | URLResolver]) -> None:
        super().__init__(RoutePattern(prefix), list(patterns))

    def resolve(self, path: str) -> ResolverMatch:
        """Return the view of a path.

        Raises:
            Resolver404: there is none.
        """
        found = self.pattern.match(path)
        shelf = self._shelves.get(found[0].partition("/")[0]) if found else None
        if shelf is None:
            raise Resolver404({"path": path, "tried": []})
        return shelf.resolve(path)

    @cached_property
    def _shelves(self) -> dict[str, URLResolver]:
        shelves: dict[str, list[URLPattern | URLResolver]] = {}
        for item in self.url_patterns:
            shelves.setdefault(_first_word(item), []).append(item)
        return {word: URLResolver(self.pattern, items) for word, items in shelves.items()}


def _first_word(item: URLPattern | URLResolver) -> str:
    """Return the word that a pattern begins with.

    Raises:
        ValueError: it begins with something else.
    """
    word = _WORD.match(str(item.pattern))
    if word is None:
        raise ValueError(f"{item.pattern} does not begin with a word.")
    return word[1]
