"""Search terms: what is stored with a course so that an index finds it by the beginnings of words.

Words are folded: without case, accents and compatibility forms. Each word is stored whole (cut to `TERM_LENGTH`) and
by its beginnings, up to `TERM_LIMIT` terms a course. The words themselves are stored sorted in one text as well: of
several asked words the longest is found by the index, the others by one pattern over that text.

The words of the title are stored once more with `TITLE_MARK` before them: so the courses whose titles hold what is
asked for are found by themselves, however many others have it in the title of some lesson.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

TERM_LENGTH: Final = 12
TERM_LIMIT: Final = 600
SHORTEST_BEGINNING: Final = 2
ASKED_WORDS_LIMIT: Final = 8
TITLE_MARK: Final = "^"
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchIndex:
    """What is stored for search: distinct terms, and the distinct words sorted, each after a space; marked ones too."""

    terms: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """What is looked up: one term by the index, and a pattern over the sorted words ("" for none)."""

    term: str
    pattern: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """How courses are found that have all asked words in any of their texts, and those that have all in their title."""

    anywhere: Lookup
    in_title: Lookup


def fold(text: str) -> str:
    """Return the text without case, accents and compatibility forms."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def words_of(text: str) -> list[str]:
    """Return the folded words of a text, each cut to `TERM_LENGTH`."""
    return [word[:TERM_LENGTH] for word in _WORD.findall(fold(text))]


def index_texts(texts: Sequence[str]) -> SearchIndex:
    """Make the search index of texts: the title, then the others, the most important first.

    Later words are dropped at the limit.
    """
    terms: dict[str, None] = {}
    words: set[str] = set()
    marked = [f"{TITLE_MARK}{word}" for text in texts[:1] for word in words_of(text)]
    for word in (*marked, *(word for text in texts for word in words_of(text))):
        beginnings = _beginnings(word)
        if len(terms) + len(beginnings) > TERM_LIMIT:
            break
        terms.update(dict.fromkeys(beginnings))
        words.add(word)
    return SearchIndex(terms=tuple(terms), words="".join(f" {word}" for word in sorted(words)))


def parse_search(text: str) -> SearchQuery | None:
    """Make the query for a text that somebody typed, or None where it holds no word."""
    asked = sorted(set(words_of(text)[:ASKED_WORDS_LIMIT]))
    if not asked:
        return None
    return SearchQuery(anywhere=_lookup(asked), in_title=_lookup([f"{TITLE_MARK}{word}" for word in asked]))


def _lookup(asked: list[str]) -> Lookup:
    """Look up sorted beginnings of words.

    In sorted words, the word that begins with the smaller of two asked beginnings comes first, so that one pattern
    without look-ahead finds all of them; a beginning of the next asked one is found with it.
    """
    needed = [word for word, after in zip(asked, [*asked[1:], ""], strict=True) if not after.startswith(word)]
    pattern = ".*".join(f" {re.escape(word)}" for word in needed) if len(needed) > 1 else ""
    return Lookup(term=max(asked, key=len), pattern=pattern)


def title_rank(title_key: str, asked: Sequence[str]) -> tuple[int, int]:
    """Rank a folded title for asked words, smaller first: by words it lacks, then by whether it begins with the first.

    `asked` are folded words as `words_of` returns them; each counts where a word of the title begins with it.
    """
    if not any(word in title_key for word in asked):  # most titles, which need no closer look
        return len(asked), 1
    spaced = "".join(f" {word}" for word in _WORD.findall(title_key))
    missing = sum(f" {word}" not in spaced for word in asked)
    return missing, 0 if asked and spaced.startswith(f" {asked[0]}") else 1


def _beginnings(word: str) -> list[str]:
    """Return the beginnings of a word that are long enough; a mark before it does not count."""
    mark = len(word) - len(word.removeprefix(TITLE_MARK))
    shortest = min(SHORTEST_BEGINNING + mark, len(word))
    return [word[:length] for length in range(shortest, len(word) + 1)]
