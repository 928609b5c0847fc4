"""How people are found by the beginnings of their name or username.

Each word is folded and stored by all of its beginnings, so that an index finds what somebody has typed so far.
"""

import re
import unicodedata
from typing import Final

TERM_LENGTH: Final = 16
TERM_LIMIT: Final = 200
_WORD: Final = re.compile(r"\w+")


def search_terms(name: str, username: str) -> tuple[str, ...]:
    """Return what is stored with a person."""
    words = [*words_of(name), *words_of(username)]
    terms = (word[:length] for word in words for length in range(1, len(word) + 1))
    return tuple(dict.fromkeys(terms))[:TERM_LIMIT]


def words_of(text: str) -> list[str]:
    """Return the words of a text without case and accents, each cut to `TERM_LENGTH`."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    folded = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return [word[:TERM_LENGTH] for word in _WORD.findall(folded)]
