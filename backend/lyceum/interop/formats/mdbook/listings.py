"""`<Listing>` tags of The Rust Programming Language: a file name above a block, a number and caption below."""

import re
from typing import Final

from lyceum.interop.formats.markdown_source import replace_in_prose

_VALUE: Final = r"(?:\"[^\"]*\"|'[^']*')"
_TAG: Final = re.compile(
    rf"^(?P<quote>[ \t>]*)(?:<Listing(?P<attributes>(?:\s+[\w-]+={_VALUE})*)\s*>|(?P<end></Listing>))[ \t]*$",
    re.MULTILINE,
)
_ATTRIBUTE: Final = re.compile(rf"(?P<name>[\w-]+)=(?P<value>{_VALUE})")
_FILE_NAME: Final = re.compile(r"class=\"filename\"")


def replace_listings(text: str) -> str:
    """Return the text with file names and captions as spans that the page's style sheet knows."""
    captions: list[str] = []

    def replace(groups: dict[str, str]) -> str:
        quote = groups["quote"]
        if groups["end"]:
            caption = captions.pop() if captions else ""
            return f"{quote}{caption}"
        attributes = {
            match["name"]: " ".join(match["value"][1:-1].split()) for match in _ATTRIBUTE.finditer(groups["attributes"])
        }
        captions.append(_caption(attributes))
        name = attributes.get("file-name")
        return f'{quote}<span class="file-name">Filename: {name}</span>' if name else quote

    text = replace_in_prose(text, _TAG, replace)
    return replace_in_prose(text, _FILE_NAME, lambda _: 'class="file-name"')


def _caption(attributes: dict[str, str]) -> str:
    number = attributes.get("number")
    label = f"Listing {number}" if number else ""
    parts = [part for part in (label, attributes.get("caption", "")) if part]
    anchor = f' id="listing-{number}"' if number else ""
    return f'<span class="caption"{anchor}>{": ".join(parts)}</span>' if parts else ""
