"""Markdown source cut into prose and what is not prose (code, comments), without changing a byte.

This is no Markdown parser: it only tells where a link, an image or a tag can stand at all.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

PieceKind = Literal["prose", "fence", "comment", "span", "escape"]

# CommonMark 0.31 §4.5 (fenced code), §6.1 (code spans), §6.6 (comments), §2.4 (escapes). A fence may stand in a
# quote or a list item; one that is never closed runs to the end, as a comment does. A span ends with its paragraph.
_SPECIAL = re.compile(
    r"""
    (?P<fence>^(?P<quote>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)
        (?P<mark>`{3,}(?=[^`\n]*$)|~{3,})(?P<info>[^\n]*)$
        (?P<body>(?:\n(?![ \t>]*(?P=mark)[`~]*[ \t]*$)[^\n]*)*)
        (?:\n[ \t>]*(?P=mark)[`~]*[ \t]*$)?)
    |(?P<comment><!--(?:.*?-->|.*\Z))
    |(?P<escape>\\[!-/:-@\[-`{-~])
    |(?P<span>(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).){1,10000}?(?<!`)(?P=ticks)(?!`))
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_QUOTE = re.compile(r"^(?:[ \t]*>[ \t]?)+")
_HEADING = re.compile(r"^(?P<mark> {0,3}(?P<hashes>#{1,6}))(?=[ \t]|$)(?P<text>[^\n]*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of the source; the pieces of a text joined are the text."""

    kind: PieceKind
    text: str
    match: re.Match[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeBlock:
    """A fenced block: `quote` is what stands before its fence, `lines` are without block quote marks."""

    quote: str
    mark: str
    info: str
    lines: tuple[str, ...]

    @property
    def language(self) -> str:
        """The first word of the info string, as mdBook and most renderers take it."""
        return re.split(r"[,\s{]", self.info.strip(), maxsplit=1)[0]

    @property
    def options(self) -> frozenset[str]:
        """The further words of the info string."""
        return frozenset(re.split(r"[,\s]+", self.info.strip())[1:])

    def source(self) -> str:
        """Return the block as Markdown again."""
        marks = _QUOTE.match(self.quote)
        quote = marks[0] if marks else ""
        indent = "" if quote else " " * (len(self.quote) - len(self.quote.lstrip(" \t")))
        body = [f"{quote}{line}".rstrip() if not line else f"{quote}{line}" for line in self.lines]
        return "\n".join([f"{self.quote}{self.mark}{self.info}", *body, f"{quote or indent}{self.mark}"])


def cut_pieces(text: str) -> Iterator[Piece]:
    """Yield the pieces of a Markdown text in order."""
    end = 0
    for match in _SPECIAL.finditer(text):
        if match.start() > end:
            yield Piece(kind="prose", text=text[end : match.start()])
        yield Piece(kind=_kind_of(match), text=match[0], match=match)
        end = match.end()
    if end < len(text):
        yield Piece(kind="prose", text=text[end:])


def _kind_of(match: re.Match[str]) -> PieceKind:
    if match["fence"] is not None:
        return "fence"
    if match["comment"] is not None:
        return "comment"
    return "escape" if match["escape"] is not None else "span"


def mask_code(text: str) -> str:
    r"""Return the text at the same length with all but prose blanked out as `\0`; line ends stay."""
    return "".join(
        piece.text if piece.kind == "prose" else re.sub(r"[^\n]", "\0", piece.text) for piece in cut_pieces(text)
    )


def replace_in_prose(text: str, pattern: re.Pattern[str], change: Callable[[dict[str, str]], str | None]) -> str:
    """Replace what matches outside code and comments; `change` gets the named groups, None keeps the match.

    A group that did not take part is empty.
    """
    parts: list[str] = []
    end = 0
    for match in pattern.finditer(mask_code(text)):
        groups = {name: text[slice(*match.span(name))] for name in match.groupdict()}
        new = change(groups)
        if new is not None:
            parts += [text[end : match.start()], new]
            end = match.end()
    return "".join([*parts, text[end:]])


def drop_comments(text: str) -> str:
    """Return the text without HTML comments; one that fills whole lines goes with its line end.

    A comment that is never closed stays.
    """
    kept: list[str] = []
    for piece in cut_pieces(text):
        follows_comment = bool(kept) and not kept[-1] and _at_line_start(kept)
        if piece.kind == "comment" and piece.text.endswith("-->"):
            kept.append("")
        elif follows_comment and piece.text.startswith("\n"):
            kept.append(piece.text[1:])
        else:
            kept.append(piece.text)
    return "".join(kept)


def _at_line_start(parts: list[str]) -> bool:
    before = next((part for part in reversed(parts) if part), "\n")
    return before.endswith("\n")


def replace_code_blocks(text: str, replace: Callable[[CodeBlock], str]) -> str:
    """Return the text with each fenced block replaced by what `replace` makes of it."""
    return "".join(
        replace(_code_block(piece.match)) if piece.match and piece.kind == "fence" else piece.text
        for piece in cut_pieces(text)
    )


def _code_block(match: re.Match[str]) -> CodeBlock:
    lines = match["body"].split("\n")[1:]
    if ">" in match["quote"]:
        lines = [_QUOTE.sub("", line, count=1) for line in lines]
    return CodeBlock(quote=match["quote"], mark=match["mark"], info=match["info"], lines=tuple(lines))


def headings(text: str) -> list[re.Match[str]]:
    """Return the ATX headings outside code, as matches with `hashes` and `text`."""
    return list(_HEADING.finditer(mask_code(text)))


def plain_text(markdown: str) -> str:
    """Return an inline text without its emphasis, code and link marks, as a title shows it."""
    text = re.sub(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?", r"\1", markdown)
    text = re.sub(r"(?<!\\)(?:`+|\*+|(?<!\w)_+|_+(?!\w))", "", text)
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text).strip()
