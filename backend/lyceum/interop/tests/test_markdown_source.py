"""Markdown cut into prose and code, and the addresses in it: laws for any text, and the cases that matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.interop.formats.link_targets import (
    encode,
    is_relative,
    list_targets,
    replace_targets,
    split_anchor,
    unlink,
)
from lyceum.interop.formats.markdown_source import (
    cut_pieces,
    drop_comments,
    headings,
    mask_code,
    plain_text,
    replace_code_blocks,
)
from lyceum.interop.formats.references import References

_PARTS = ["`", "```", "\n", " ", "> ", "- ", "<!--", "-->", "[a]", "](", "(b)", "]:", "a", "# ", "\\", "~~~", "é"]
_markdown = st.lists(st.sampled_from(_PARTS), max_size=40).map("".join)


@given(text=_markdown)
def test_the_pieces_of_a_text_joined_are_the_text(text: str) -> None:
    assert "".join(piece.text for piece in cut_pieces(text)) == text


@given(text=_markdown)
def test_masking_keeps_every_place_and_line(text: str) -> None:
    masked = mask_code(text)
    assert len(masked) == len(text)
    assert masked.count("\n") == text.count("\n")


@given(text=_markdown)
def test_addresses_that_stay_leave_the_text_as_it_is(text: str) -> None:
    assert replace_targets(text, lambda target: target.url) == text
    assert References().rename(text) == text


@given(name=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_an_encoded_name_is_read_again(name: str) -> None:
    path, anchor = split_anchor(encode(name))
    assert (path, anchor) == (name, "")


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("[a](b.md) ![c](d.png \"t\") [e](<f g.md>)", ["b.md", "d.png", "f g.md"]),
        ("[![a](b.png)](c.md)", ["b.png", "c.md"]),
        ("[a](b_(c).md)", ["b_(c).md"]),
        ("[a]: b.md\n> [c]:\n> d.md\n[^n]: no.md", ["b.md"]),
        ("<img alt=\"x\" src=\"a.png\"><a href='b.md'>", ["a.png", "b.md"]),
        ("`[a](b.md)` <!-- [e](f.md) -->", []),
        ("```\n[a](b.md)\n```\n[c](d.md)", ["d.md"]),
        ("> ~~~\n> [a](b.md)\n> ~~~\n> [c](d.md)", ["d.md"]),
        ("[`a`](b.md)", ["b.md"]),
    ],
)  # fmt: skip
def test_addresses_are_found_in_prose_only(text: str, urls: list[str]) -> None:
    assert [target.url for target in list_targets(text)] == urls


def test_relative_addresses_are_told_from_others() -> None:
    assert all(map(is_relative, ["a.md", "../b.png", "c d.md", "a.md#x"]))
    assert not any(map(is_relative, ["", "#x", "/a", "https://x.org", "mailto:a@b", "media:a", "?q"]))


def test_links_become_text_by_address_and_by_label() -> None:
    text = "[`a` b](gone) [c](here) [d][lost] and [lost].\n\n[lost]: nowhere\n[kept]: x\n"
    assert unlink(text, frozenset(["gone"]), frozenset(["lost"])) == ("`a` b [c](here) d and lost.\n\n[kept]: x\n")


def test_references_are_renamed_but_not_in_code() -> None:
    references = References(lessons={"one": "1"}, media={"a b.svg": "2"}, quizzes={"check": "3"})
    text = "[x](lesson:one#end) ![y](media:a%20b.svg) [z](lesson:two) `(lesson:one)`\n\n{{quiz:check}}\n"
    assert references.rename(text) == ("[x](lesson:1#end) ![y](media:2) [z](lesson:two) `(lesson:one)`\n\n{{quiz:3}}\n")


def test_comments_go_with_the_lines_they_fill() -> None:
    assert drop_comments("a\n<!-- x\ny -->\nb <!-- c --> d\n`<!-- e -->` <!-- open") == (
        "a\nb  d\n`<!-- e -->` <!-- open"
    )


def test_headings_in_code_are_none() -> None:
    text = "# A `b`\n```\n# no\n```\n## C ##"
    found = [text[slice(*match.span("text"))].strip() for match in headings(text)]
    assert found == ["A `b`", "C ##"]
    assert plain_text("A `b` *c* [d](e) \\*") == "A b c d *"


@pytest.mark.parametrize("text", ["```rust\na\n\nb\n```", "> ```x\n> a\n>\n> b\n> ```", "  ```\n  a\n  ```"])
def test_a_code_block_that_stays_is_written_as_it_was(text: str) -> None:
    assert replace_code_blocks(text, lambda block: block.source()) == text
