"""Search terms: what finds what."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.catalog.rules.search import TERM_LENGTH, TERM_LIMIT, TITLE_MARK, index_texts, parse_search

words = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=20)


def finds(search: str, *texts: str) -> bool:
    query = parse_search(search)
    index = index_texts(texts)
    if query is None:
        return False
    return fits(query.anywhere, index)


def fits(lookup, index) -> bool:
    return lookup.term in index.terms and re.search(lookup.pattern, index.words) is not None


@pytest.mark.parametrize(
    ("search", "text"),
    [
        ("stud", "How to Study Well"),
        ("STUDY", "how to study well"),
        ("cafe", "Café"),
        ("café", "cafe"),
        ("strasse", "Straße"),
        ("well how", "How to Study Well"),
        ("st study", "How to Study Well"),
        ("c", "C in three days"),
        ("نص", "نص عربي"),
        ("supercalifragilistic", "Supercalifragilisticexpialidocious"),
    ],
)
def test_a_beginning_finds_its_word(search, text):
    assert finds(search, text)


@pytest.mark.parametrize(
    ("search", "text"),
    [("tudy", "How to Study Well"), ("study badly", "How to Study Well"), ("a", "abc"), ("...", "..."), ("$gt", "")],
)
def test_what_is_not_there_is_not_found(search, text):
    assert not finds(search, text)


@given(st.lists(words, min_size=1, max_size=8), st.data())
def test_beginnings_of_any_words_of_a_text_find_it_in_any_order(text, data):
    asked = data.draw(st.permutations(text))
    beginnings = [word[: data.draw(st.integers(min(2, len(word)), len(word)))] for word in asked]
    # folding may change how a beginning that was cut inside a letter looks
    plain = [word for word in beginnings if word.isascii()]
    assert not plain or finds(" ".join(plain), " ".join(text))


@given(st.lists(words, max_size=400))
def test_the_index_is_bounded(texts):
    index = index_texts(texts)
    assert len(index.terms) <= TERM_LIMIT
    assert all(len(term.removeprefix(TITLE_MARK)) <= TERM_LENGTH for term in index.terms)


@pytest.mark.parametrize(
    ("search", "in_title"),
    [("RÚST", True), ("act rus", True), ("2 rust", True), ("systems", False), ("rust systems", False), ("^rust", True)],
)
def test_words_of_the_title_are_found_by_themselves(search, in_title):
    index = index_texts(["Rust in Action 2", "Systems programming"])
    query = parse_search(search)
    assert (fits(query.anywhere, index), fits(query.in_title, index)) == (True, in_title)


def test_important_texts_are_kept_when_there_are_too_many():
    index = index_texts(["Title", *(f"lesson{number}" for number in range(2_000))])
    assert "title" in index.terms
    assert len(index.terms) <= TERM_LIMIT
