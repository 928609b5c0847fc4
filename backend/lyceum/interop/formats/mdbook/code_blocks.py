"""Code blocks as a reader of the book sees them.

mdBook hides some lines of Rust (and of other languages, by setting); aquascope's blocks carry marks for its
diagrams. Hidden lines go, and aquascope's marks of moments become comments `L1`, `L2`, … in the order in which the
program reaches them, because the text around speaks of them by these names. The diagrams themselves are made by
running the program inside a compiler and are left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from lyceum.interop.formats.markdown_source import CodeBlock

_MOMENT: Final = "`[]`"
_MARK: Final = re.compile(r"`(?:\[[^`\n]*\]|\{[^`\n]*\}|\([^`\n]*\))`")
_HIDDEN: Final = re.compile(r"(?P<indent>\s*)#(?P<next>.?)(?P<rest>.*)", re.DOTALL)
_FUNCTION: Final = re.compile(r"\bfn\s+(?P<name>\w+)")
_STEP: Final = re.compile(r"(?P<moment>`\[\]`)|\b(?P<call>\w+)(?=\()")
_LANGUAGES: Final = {"ide": "rust", "rs": "rust"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeReader:
    """Shows code blocks as the book does; `hide_lines` gives the prefix of hidden lines by language."""

    hide_lines: dict[str, str]

    def read(self, block: CodeBlock) -> CodeBlock:
        """Return the block as a reader sees it, with its language as the only information."""
        if block.language == "aquascope":
            lines = tuple(_without_marks(block.lines))
            return replace(block, info="rust", lines=lines)
        language = _LANGUAGES.get(block.language, block.language)
        return replace(block, info=language, lines=tuple(self._visible(block, language)))

    def _visible(self, block: CodeBlock, language: str) -> Iterator[str]:
        if language == "rust":
            yield from _visible_rust(block.lines)
            return
        prefix = self.hide_lines.get(language, "")
        for option in block.options:
            prefix = option.removeprefix("hidelines=") if option.startswith("hidelines=") else prefix
        for line in block.lines:
            if not prefix or not line.lstrip().startswith(prefix):
                yield line


def _visible_rust(lines: tuple[str, ...]) -> Iterator[str]:
    """Leave out lines that begin with `# `; `##` stands for a visible `#`. Attributes stay."""
    for line in lines:
        hidden = _HIDDEN.fullmatch(line)
        if hidden is None or hidden["next"] not in {"", " ", "#"}:
            yield line
        elif hidden["next"] == "#":
            yield f"{hidden['indent']}#{hidden['rest']}"


def _without_marks(lines: tuple[str, ...]) -> Iterator[str]:
    """Turn marks of moments into comments and drop all others, and the lines that aquascope hides."""
    names = _moment_names(lines)
    position = 0
    for line in lines:
        shown = line
        for _ in range(line.count(_MOMENT)):
            shown = _name_moment(shown, names[position])
            position += 1
        if not line.startswith("#"):
            yield _MARK.sub("", shown).rstrip()


def _name_moment(line: str, name: str) -> str:
    """Put a comment in the place of the first moment of a line."""
    before, _, after = line.partition(_MOMENT)
    if _MARK.sub("", after).strip():
        return f"{before}/* {name} */ {after.lstrip()}" if not before.strip() else f"{before} /* {name} */{after}"
    return f"{before.rstrip()} // {name}{after}" if before.strip() else f"{before}// {name}{after}"


def _moment_names(lines: tuple[str, ...]) -> list[str]:
    """Name the moments, in the order of the source, by when the program reaches them from `main`.

    A call of a function of the block leads into it; what is reached twice has several names. Branches and loops
    are read once from top to bottom.
    """
    count = sum(line.count(_MOMENT) for line in lines)
    order = list(_reached(_functions(lines), "main", ()))
    names: list[list[str]] = [[] for _ in range(count)]
    for number, moment in enumerate(order, start=1):
        names[moment].append(f"L{number}")
    missing = len(order)
    for moment_names in names:
        if not moment_names:
            missing += 1
            moment_names.append(f"L{missing}")
    return [", ".join(moment_names) for moment_names in names]


type _Step = int | str


def _functions(lines: tuple[str, ...]) -> dict[str, list[_Step]]:
    """Return the steps of each function: the numbers of its moments and the names it calls."""
    functions: dict[str, list[_Step]] = {}
    steps: list[_Step] = []
    moment = 0
    for line in lines:
        code = line.removeprefix("#").partition("//")
        head = _FUNCTION.search(code[0])
        if head:
            steps = functions.setdefault(head["name"], [])
        text = code[0][head.end() :] if head else code[0]
        for step in _STEP.finditer(text + code[2]):
            if step["moment"]:
                steps.append(moment)
                moment += 1
            elif step.start() < len(text):
                steps.append(step["call"])
    return functions


def _reached(functions: dict[str, list[_Step]], name: str, callers: tuple[str, ...]) -> Iterator[int]:
    """Yield the moments in the order in which a function reaches them; recursion is followed once."""
    for step in functions.get(name, []):
        if isinstance(step, int):
            yield step
        elif step not in callers and step != name:
            yield from _reached(functions, step, (*callers, name))
