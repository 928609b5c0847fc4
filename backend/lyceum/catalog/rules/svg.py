"""SVG pictures: drawings only, nothing that runs, moves to other pages or loads anything.

expat never loads what a document type names, and one that declares entities of its own is refused.
"""

import re
from functools import lru_cache
from typing import Final
from xml.parsers import expat

from lyceum.catalog.errors import UnsafeFileError
from lyceum.catalog.rules.pictures.parts import damaged
from lyceum.platform.errors import FieldError

SVG_ROOT: Final = "http://www.w3.org/2000/svg svg"
_ACTIVE: Final = frozenset(
    {"script", "foreignobject", "iframe", "object", "embed", "handler", "listener", "audio", "video", "html", "link"}
)
_LOADED: Final = re.compile(r"\s*(#|data:image/(png|jpeg|gif|webp);base64,|$)", re.IGNORECASE)
_LINKED: Final = re.compile(r"\s*(#|https?://|mailto:|$)", re.IGNORECASE)
_LOADING_WORDS: Final = ("@import", "expression(", "javascript:", "\\")
_LOADING_URL: Final = re.compile(r"""url\((?!['"]?(#|data:image/))""")
_DEPTH: Final = 200
ELEMENTS_LIMIT: Final = 20_000
# Numbers, colours and names: without a bracket there is no reference in them.
_HARMLESS: Final = frozenset(
    {"class", "cx", "cy", "d", "fill", "height", "id", "points", "r", "rx", "ry", "stroke", "stroke-width"}
    | {"transform", "viewbox", "width", "x", "x1", "x2", "y", "y1", "y2"}
)


class _Root(Exception):  # noqa: N818 - not an error: it stops the parser at the first element
    """The first element of an XML document."""


def is_svg(start: bytes) -> bool:
    """Tell whether the first element is `svg`; documents that declare things of their own (a DTD) are not taken.

    Drawing programs name SVG's public DTD, which nobody loads; that is harmless.
    """
    parser = expat.ParserCreate(namespace_separator=" ")

    def stop(name: str, _attributes: dict[str, str]) -> None:
        raise _Root(name)

    parser.StartElementHandler = stop
    parser.StartDoctypeDeclHandler = _refuse_declarations
    try:
        parser.Parse(start, False)
    except _Root as root:
        return str(root) == SVG_ROOT
    except expat.ExpatError:  # no XML
        return False
    return False


def check_svg(content: bytes) -> None:
    """Check that a drawing only draws.

    Raises:
        DamagedFileError: it is not well-formed XML, as when it is cut off, or has too many elements.
        UnsafeFileError: it holds scripts, event handlers, pages inside itself, or refers to other files.
    """
    try:
        _Check().run(content)
    except _Root:
        raise _unsafe("a document type of its own") from None
    except expat.ExpatError:
        raise damaged("The SVG file is not well-formed: it may be cut off.") from None


class _Check:
    """Reads a drawing once and refuses what does more than draw; expat calls it for each element."""

    def __init__(self) -> None:
        self._depth = 0
        self._elements = 0
        self._open_styles = 0
        self._style: list[str] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.ProcessingInstructionHandler = self._instruction
        self._parser.StartDoctypeDeclHandler = _refuse_declarations

    def run(self, content: bytes) -> None:
        self._parser.Parse(content, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._elements > ELEMENTS_LIMIT:
            raise damaged(f"A drawing may have {ELEMENTS_LIMIT:,} elements; save this one as a PNG or WebP picture.")
        element = _local(name)
        if element in _ACTIVE or self._depth > _DEPTH:
            raise _unsafe(f"the element {element}")
        for full_name, value in attributes.items():
            if _local(full_name) in _HARMLESS and "(" not in value:
                continue  # nearly all
            _check_attribute(element, _local(full_name), value)
        if element == "style":
            self._open_styles += 1
            self._parser.CharacterDataHandler = self._style.append

    def _end(self, name: str) -> None:
        self._depth -= 1
        if not self._open_styles or _local(name) != "style":
            return
        self._open_styles -= 1
        if not self._open_styles:
            self._parser.CharacterDataHandler = None
            if _is_loading("".join(self._style)):
                raise _unsafe("a style that refers to another file")
            self._style.clear()

    def _instruction(self, target: str, _data: str) -> None:
        raise _unsafe(f"the instruction {target}")


def _check_attribute(element: str, name: str, value: str) -> None:
    if name.startswith("on"):
        raise _unsafe(f"the event handler {name}")
    if name in {"href", "src"} and not (_LINKED if element == "a" else _LOADED).match(value):
        raise _unsafe(f"a reference to {value[:40]!r}")
    if name == "attributename" and _local(value).startswith(("href", "xlink:href", "on", "src")):
        raise _unsafe("an animated reference")
    if ("url(" in value.lower() or name == "style") and _is_loading(value):
        raise _unsafe("a style that refers to another file")


def _is_loading(style: str) -> bool:
    """Tell whether a style refers to another file or runs something; spaces hide nothing."""
    plain = "".join(style.split()).lower()
    return any(word in plain for word in _LOADING_WORDS) or _LOADING_URL.search(plain) is not None


@lru_cache(maxsize=1_000)
def _local(name: str) -> str:
    return name.rpartition(" ")[2].lower()


def _refuse_declarations(_name: str, _system: str | None, _public: str | None, has_declarations: bool) -> None:
    if has_declarations:
        raise _Root("")


def _unsafe(what: str) -> UnsafeFileError:
    message = f"The SVG file has {what}; only drawings are kept."
    return UnsafeFileError(message, errors=(FieldError(field="file", code="unsafe_file", message=message),))
