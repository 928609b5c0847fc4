r"""Files that a page includes: `{{#include}}`, `{{#rustdoc_include}}` and `{{#playground}}`, as mdBook does it.

`file:3:9` are the lines 3 to 9, `file:3` is one line, `file:3:` and `file::9` are open ranges, `file:name` is what
stands between the comments `ANCHOR: name` and `ANCHOR_END: name`. Where mdBook would hide the rest of the file
(`rustdoc_include`), a reader does not see it, so it is left out. A backslash before the braces keeps them.
"""

import posixpath
import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from lyceum.interop.formats.course_files import CourseFiles, Origin, line_at
from lyceum.interop.formats.course_package import ImportNote

DEPTH_LIMIT: Final = 10
EXPANDED_LIMIT: Final = 5_000_000
_COMMAND: Final = re.compile(
    r"(?P<escape>\\)?\{\{\s*#(?P<kind>include|rustdoc_include|playground|playpen|title)\s+"
    r"(?P<argument>[^}\n]+?)\s*\}\}"
)
_ANCHOR_START: Final = re.compile(r"ANCHOR:\s*(?P<name>[\w-]+)")
_ANCHOR_END: Final = re.compile(r"ANCHOR_END:\s*(?P<name>[\w-]+)")


@dataclass(slots=True, kw_only=True)
class Includer:
    """Puts included files in their places; `notes` tells what could not be found in them."""

    files: CourseFiles
    notes: list[ImportNote] = field(default_factory=list)

    def expand(self, text: str, *, file: PurePosixPath) -> str:
        """Return the text of a file with everything it includes.

        Raises:
            CourseFormatError: an included file is missing, or includes go too deep.
        """
        return self._expand(text, file=file, depth=0)

    def _expand(self, text: str, *, file: PurePosixPath, depth: int) -> str:
        def replace(match: re.Match[str]) -> str:
            if match["escape"]:
                return match[0].removeprefix("\\")
            origin = Origin(file=str(file), line=line_at(text, match.start()))
            if depth > DEPTH_LIMIT:
                raise origin.error(f"files include one another more than {DEPTH_LIMIT} deep")
            return self._included(match["kind"], match["argument"], file, origin, depth)

        expanded = _COMMAND.sub(replace, text)
        if len(expanded) > EXPANDED_LIMIT:
            raise Origin(file=str(file)).error("the page is too long with what it includes")
        return expanded

    def _included(self, kind: str, argument: str, file: PurePosixPath, origin: Origin, depth: int) -> str:
        if kind == "title":
            return ""
        name, _, options = argument.partition(" ")
        path_text, _, part = name.partition(":")
        path = PurePosixPath(posixpath.normpath(file.parent / path_text))
        source = self.files.read_text(path, origin=origin)
        content = self._take(source, part, path, origin)
        content = self._expand(content, file=path, depth=depth + 1)
        if kind in {"playground", "playpen"}:
            attributes = ",".join(["rust", *options.split()])
            return f"```{attributes}\n{content}\n```"
        return content

    def _take(self, source: str, part: str, path: PurePosixPath, origin: Origin) -> str:
        lines = source.removesuffix("\n").split("\n")
        anchor = part.partition(":")[0]
        if not anchor or anchor.isdecimal():
            return "\n".join(lines[_line_range(part)])
        found = _anchored(lines, anchor)
        if found is None:
            message = f"{path} has no anchor {anchor!r}; nothing is shown here"
            self.notes.append(ImportNote(file=origin.file, line=origin.line, message=message))
        return "\n".join(found or [])


def _line_range(part: str) -> slice:
    """Read `3:9`, `3`, `3:`, `:9` or nothing as a range of lines counted from 1."""
    start_text, colon, end_text = part.partition(":")
    start = max(int(start_text) - 1, 0) if start_text else 0
    if end_text.isdecimal():
        return slice(start, max(int(end_text), start))
    if start_text and not colon:
        return slice(start, start + 1)
    return slice(start, None)


def _anchored(lines: list[str], anchor: str) -> list[str] | None:
    """Return the lines of an anchor without the comments of this and other anchors; None without it."""
    taken: list[str] | None = None
    for line in lines:
        start = _ANCHOR_START.search(line)
        end = _ANCHOR_END.search(line)
        if taken is None:
            if start and start["name"] == anchor:
                taken = []
        elif end and end["name"] == anchor:
            break
        elif not start and not end:
            taken.append(line)
    return taken
