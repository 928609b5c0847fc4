"""Where links, images and HTML tags of a Markdown text point to: find the targets and change them.

Only prose is looked at; code and comments keep what they hold.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

from lyceum.interop.formats.markdown_source import mask_code, replace_in_prose

# CommonMark 0.31 §6.3 (inline links), §4.7 (link reference definitions) and attributes of HTML tags.
_URL: Final = r"<[^<>\n]*>|[^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*"
_TARGET: Final = re.compile(
    rf"""
    \]\([ \t]*\n?[ \t]*(?P<inline>{_URL})
    |^[ ]{{0,3}}(?:>[ ]?)*\[(?P<label>(?!\^)[^\]\n]+)\]:[ \t]*\n?[ \t]*(?P<definition>{_URL})
    |<[A-Za-z][^<>]*?\s(?:src|href)[ ]?=[ ]?(?P<mark>["'])(?P<attribute>[^"'<>]*)(?P=mark)
    """,
    re.VERBOSE | re.MULTILINE,
)
_INLINE_LINK: Final = re.compile(
    rf"(?<!!)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*(?P<url>{_URL})(?:\s+\"[^\"]*\")?\s*\)"
)
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An address in a text; `label` is that of a reference definition, `offset` where it stands."""

    url: str
    label: str
    offset: int


def replace_targets(text: str, change: Callable[[Target], str]) -> str:
    """Return the text with the address of each link, image and HTML tag changed."""
    parts: list[str] = []
    end = 0
    for match in _TARGET.finditer(mask_code(text)):
        name = match.lastgroup if match.lastgroup != "mark" else "attribute"
        name = "attribute" if match["attribute"] is not None else name
        start, stop = match.span(name or "inline")
        pointed = text[start:stop].startswith("<") and text[start:stop].endswith(">")
        url = text[start + 1 : stop - 1] if pointed else text[start:stop]
        label = text[slice(*match.span("label"))] if match["label"] is not None else ""
        new = change(Target(url=url, label=label, offset=start))
        parts += [text[end:start], text[start:stop] if new == url else new]
        end = stop
    return "".join([*parts, text[end:]])


def list_targets(text: str) -> Iterator[Target]:
    """Yield the address of each link, image and HTML tag."""
    found: list[Target] = []

    def keep(target: Target) -> str:
        found.append(target)
        return target.url

    replace_targets(text, keep)
    yield from found


def unlink(text: str, urls: frozenset[str], labels: frozenset[str]) -> str:
    """Return the text with links to these addresses, or by these reference labels, as plain text."""
    text = replace_in_prose(text, _INLINE_LINK, lambda groups: groups["text"] if groups["url"] in urls else None)
    for label in labels:
        name = re.escape(label)
        definition = re.compile(rf"^[ ]{{0,3}}\[{name}\]:[^\n]*(?:\n|\Z)", re.MULTILINE | re.IGNORECASE)
        text = definition.sub("", text)
        text = re.sub(rf"\[([^\[\]]+)\]\[{name}\]", r"\1", text, flags=re.IGNORECASE)
        text = re.sub(rf"\[({name})\](?:\[\])?(?![\[(:])", r"\1", text, flags=re.IGNORECASE)
    return text


def is_relative(url: str) -> bool:
    """Tell whether an address names a file beside the text: no scheme, no leading slash, no mere anchor."""
    return bool(url) and not url.startswith(("/", "#", "?")) and not _SCHEME.match(url)


def split_anchor(url: str) -> tuple[str, str]:
    """Cut an address into its decoded path and its anchor, which keeps its `#`."""
    path, mark, anchor = url.partition("#")
    return unquote(path.partition("?")[0]), f"{mark}{anchor}" if anchor else ""


def encode(name: str) -> str:
    """Percent-encode a name or path for use in an address."""
    return quote(name, safe="/-_.~+@")
