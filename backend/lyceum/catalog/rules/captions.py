"""WebVTT (W3C): captions of a video."""

import re
from collections.abc import Sequence
from typing import Final

from lyceum.catalog.rules.pictures.parts import damaged

CUES_LIMIT: Final = 10_000
_TIME: Final = r"(?:(\d{2,}):)?([0-5]\d:[0-5]\d\.\d{3})"
_TIMING: Final = re.compile(rf"^[ \t]*{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?$", re.MULTILINE)
_ARROW: Final = "-->"


def check_captions(content: bytes) -> None:
    """Check that a file is WebVTT with at least one cue, and that each cue ends after it begins.

    Raises:
        DamagedFileError: it is not, or has more than `CUES_LIMIT`; the message names the line.
    """
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        raise damaged("Captions must be UTF-8 text.") from None
    if not re.match(r"WEBVTT(?:[ \t\n]|\Z)", text):
        raise damaged("Captions must begin with WEBVTT.")
    cues = text.count(_ARROW)
    if not cues:
        raise damaged("The captions have no cue.")
    if cues > CUES_LIMIT:
        raise damaged(f"Captions may have {CUES_LIMIT:,} cues.")
    spans = _TIMING.findall(text)
    if len(spans) != cues or not all(map(_ends_after_it_begins, spans)):
        _refuse_first_of(text)


def _refuse_first_of(text: str) -> None:
    """Name the first line that is no time span; a line may have more than one arrow, after the span."""
    for number, line in enumerate(text.split("\n"), start=1):
        if _ARROW not in line:
            continue
        match = _TIMING.fullmatch(line)
        if match is None:
            raise damaged(f"Line {number} of the captions is no time span such as 00:01.000 --> 00:04.000.")
        if not _ends_after_it_begins(match.groups()):
            raise damaged(f"Line {number} of the captions ends before it begins.")


def _ends_after_it_begins(span: Sequence[str | None]) -> bool:
    """Compare two times, each as hours and the rest, which all have the same number of digits."""
    hours, begin, end_hours, end = span
    return (int(hours or 0), begin or "") < (int(end_hours or 0), end or "")
