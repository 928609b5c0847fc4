"""Markdown of people's own as a mail can show it: clean HTML of few tags, and plain text.

Mail programs know no MathML and no style sheets, and addresses of media end: maths stays TeX, a picture is told by its
description, and only links to pages are links.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

import nh3
from django.conf import settings

from lyceum.platform import markdown

_TAGS: Final = frozenset(
    {
        *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "a"),
        *("em", "strong", "b", "i", "s", "u", "sub", "sup", "table", "thead", "tbody", "tr", "th", "td"),
    }
)
_BLOCKS: Final = frozenset({"p", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre", "table"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RichText:
    """A text within a mail, once for each of the mail's two forms; `html` is clean."""

    text: str
    html: str


def render_for_mail(source: str, *, lesson: Callable[[str], str]) -> RichText:
    """Render Markdown; `lesson` gives the address of a lesson that the text refers to."""
    html = markdown.resolve(markdown.render_simply(source), media=lambda _: "", lesson=lesson)
    clean = nh3.clean(
        html,
        tags=set(_TAGS),
        attributes={"a": {"href"}, "ol": {"start"}, "*": set()},
        url_schemes={"http", "https", "mailto"},
        attribute_filter=_filter_attribute,
        link_rel=None,
    ).strip()
    return RichText(text=_as_text(clean), html=clean)


def _filter_attribute(_tag: str, attribute: str, value: str) -> str | None:
    """Make links lead out of the mail; those to nowhere, or to a place in the text, are none."""
    if attribute != "href":
        return value
    if value.startswith("/") and not value.startswith("//"):
        return f"{settings.PUBLIC_URL.rstrip('/')}{value}"
    return value if re.match(r"https?://|mailto:", value) else None


def _as_text(html: str) -> str:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return re.sub(r"[ \t]+\n", "\n", re.sub(r"\n{3,}", "\n\n", "".join(reader.parts))).strip()


class _Reader(HTMLParser):
    """Collects plain text of clean HTML: blocks apart, items with a dash or number, addresses behind links."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._counts: list[int | None] = []
        self._address: str | None = None
        self._is_code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a tag."""
        self._space(tag)
        if tag in {"ul", "ol"}:
            self._counts.append(int(dict(attrs).get("start") or 1) if tag == "ol" else None)
        elif tag == "li":
            self.parts.append(f"\n{self._next_mark()} ")
        elif tag == "a":
            self._address = dict(attrs).get("href")
        self._is_code = self._is_code or tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        """Close a tag."""
        self._space(tag)
        if tag in {"ul", "ol"} and self._counts:
            self._counts.pop()
        elif tag == "a" and self._address and not "".join(self.parts).endswith(self._address):
            self.parts.append(f" ({self._address})")
        self._is_code = self._is_code and tag != "pre"

    def handle_data(self, data: str) -> None:
        """Take text; white space counts in code only."""
        if self._is_code:
            self.parts.append(data)
        elif not data.isspace() or (self.parts and not self.parts[-1].endswith("\n")):
            self.parts.append(re.sub(r"\s+", " ", data))

    def _space(self, tag: str) -> None:
        if tag in _BLOCKS and not self._is_in_item(tag):
            self.parts.append("\n\n")
        else:
            self.parts.append({"br": "\n", "tr": "\n", "td": " ", "th": " "}.get(tag, ""))

    def _is_in_item(self, tag: str) -> bool:
        """Tell whether a paragraph is the text of an item, which stays on its line."""
        return tag == "p" and bool(self._counts)

    def _next_mark(self) -> str:
        count = self._counts[-1] if self._counts else None
        if count is None:
            return "-"
        self._counts[-1] = count + 1
        return f"{count}."
