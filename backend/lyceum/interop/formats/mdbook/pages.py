"""A page of a book as a lesson's Markdown: what mdBook and its usual preprocessors would show.

The page's own title goes, because the lesson shows it; anchors of headings that mdBook lets authors choose stay.
"""

import re
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath
from typing import Final

from lyceum.interop.formats.course_files import Origin
from lyceum.interop.formats.course_package import ImportNote
from lyceum.interop.formats.link_targets import encode
from lyceum.interop.formats.markdown_source import (
    CodeBlock,
    drop_comments,
    headings,
    plain_text,
    replace_code_blocks,
    replace_in_prose,
)
from lyceum.interop.formats.mdbook.code_blocks import CodeReader
from lyceum.interop.formats.mdbook.links import BookLinks
from lyceum.interop.formats.mdbook.listings import replace_listings

_FERRIS: Final = {
    "does_not_compile": "This code does not compile!",
    "panics": "This code panics!",
    "not_desired_behavior": "This code does not produce the desired behavior.",
}
_PERMISSION: Final = re.compile(r"@Perm(?:\[(?P<change>\w+)\])?\{(?P<name>\w+)\}")
_PERMISSIONS: Final = re.compile(r"(?P<run>(?:@Perm(?:\[\w+\])?\{\w+\})+)")
_PERMISSION_LETTERS: Final = {"read": "R", "write": "W", "own": "O", "flow": "F"}
_ICON: Final = re.compile(r"<i class=\"fa[srb]? fa-(?P<name>[\w-]+)\"[^>]*></i>")
_ICONS: Final = {"level-up": "⤴", "level-down": "⤵", "arrow-right": "→", "rotate-left": "↺"}
_HEADING_ATTRIBUTES: Final = re.compile(
    r"^(?P<heading> {0,3}#{1,6}[ \t][^\n{]*?)[ \t]*\{(?P<attributes>[^}\n]*)\}[ \t#]*$", re.MULTILINE
)
_DOLLARS: Final = re.compile(r"(?<![\\$])\$(?P<inner>[^\s\d$](?:[^$\n]*[^\s\\$])?)\$(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReader:
    """Turns the Markdown of a book into that of a lesson; quizzes are placed before."""

    links: BookLinks
    code: CodeReader
    has_maths: bool

    def read(self, text: str, *, page: PurePosixPath, origin: Origin) -> str:
        """Return a text that is shown on `page` and begins at `origin`."""
        self._note_diagrams(text, origin)
        text = replace_code_blocks(text, self._code_block)
        text = self.links.read(text, page=page, origin=origin)
        text = drop_comments(text)
        text = replace_listings(text)
        text = replace_in_prose(text, _PERMISSIONS, _show_permissions)
        text = replace_in_prose(text, _ICON, _show_icon)
        text = replace_in_prose(text, _HEADING_ATTRIBUTES, _keep_anchor)
        if not self.has_maths:
            text = replace_in_prose(text, _DOLLARS, lambda groups: rf"\${groups['inner']}\$")
        return text.strip("\n")

    def _code_block(self, block: CodeBlock) -> str:
        return f"{self._ferris(block)}{self.code.read(block).source()}"

    def _ferris(self, block: CodeBlock) -> str:
        """Put the crab that warns of a program before it, where the book has its picture."""
        if block.quote.strip(" \t>"):
            return ""
        for option in sorted(block.options & _FERRIS.keys()):
            media = self.links.find_media(PurePosixPath("img/ferris") / f"{option}.svg")
            if media is not None:
                said = _FERRIS[option]
                source = f"media:{encode(media.name)}"
                quote = block.quote.rstrip(" \t")
                image = f'<img src="{source}" alt="{said}" title="{said}" width="60">'
                return f"{block.quote}{image}\n{quote}\n"
        return ""

    def _note_diagrams(self, text: str, origin: Origin) -> None:
        count = len(re.findall(r"^[ \t>]*```aquascope", text, re.MULTILINE))
        if count:
            message = (
                f"changed: {count} diagram{'s' if count > 1 else ''} of aquascope left out; "
                "the programs are kept, with the moments they speak of as comments (L1, L2, …)"
            )
            self.links.notes.append(ImportNote(file=origin.file, line=origin.line, message=message))


def cut_title(text: str, title: str) -> tuple[str, str]:
    """Return a page's text without a first heading that repeats its title, and that heading's anchor."""
    found = headings(text)
    if not found or text[: found[0].start()].strip():
        return text, ""
    first = found[0]
    heading = plain_text(text[slice(*first.span("text"))].strip().rstrip("#"))
    if heading.casefold() != title.casefold():
        return text, ""
    return text[first.end() :].lstrip("\n"), anchor_of(heading)


def anchor_of(heading: str) -> str:
    """Return the id that mdBook gives a heading."""
    kept = (char for char in heading.strip().lower() if char.isalnum() or char in "_- ")
    return "".join(kept).replace(" ", "-")


def _show_permissions(groups: dict[str, str]) -> str:
    """Show permissions of aquascope as their letters; those that are lost are struck through."""
    shown = ""
    for is_lost, run in groupby(_PERMISSION.finditer(groups["run"]), lambda found: found["change"] == "lost"):
        letters = "".join(_PERMISSION_LETTERS.get(found["name"], found["name"]) for found in run)
        shown += f"~~{letters}~~" if is_lost else f"**{letters}**"
    return shown


def _show_icon(groups: dict[str, str]) -> str:
    return _ICONS.get(groups["name"], groups["name"].replace("-", " "))


def _keep_anchor(groups: dict[str, str]) -> str:
    """Keep an id that the author chose for a heading as an anchor before it."""
    names = [name[1:] for name in groups["attributes"].split() if name.startswith("#")]
    anchor = f'<a id="{names[0]}"></a>\n\n' if names else ""
    return f"{anchor}{groups['heading']}"
