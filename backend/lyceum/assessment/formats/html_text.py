"""HTML of other systems as Markdown: paragraphs, line breaks, emphasis and code; other tags leave their text."""

import re
from html.parser import HTMLParser
from typing import Final

_MARKS: Final = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}
_BLOCKS: Final = frozenset({"p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "table", "tr", "pre"})
_SILENT: Final = frozenset({"script", "style"})


class _Reader(HTMLParser):
    """Collects the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - its signature
        """Open a tag."""
        self._silent += tag in _SILENT
        self.parts.append(self._mark(tag, item="\n- "))

    def handle_endtag(self, tag: str) -> None:
        """Close a tag."""
        self._silent = max(0, self._silent - (tag in _SILENT))
        self.parts.append(self._mark(tag, item=""))

    def handle_data(self, data: str) -> None:
        """Take text."""
        if not self._silent:
            self.parts.append(data)

    def _mark(self, tag: str, *, item: str) -> str:
        if tag in _BLOCKS:
            return "\n\n"
        return {"br": "\n", "li": item}.get(tag, _MARKS.get(tag, ""))


def html_to_markdown(source: str) -> str:
    """Return what a piece of HTML says, as Markdown."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return re.sub(r"\n{3,}", "\n\n", "".join(reader.parts)).strip()
