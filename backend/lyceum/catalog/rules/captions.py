"""WebVTT (W3C): captions of a video."""

import re
from typing import Final

from lyceum.catalog.rules.pictures.parts import damaged

_TIME: Final = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING: Final = re.compile(rf"[ \t]*{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?")
_ARROW: Final = "-->"


def check_captions(content: bytes) -> None:
    """Check that a file is WebVTT with at least one cue, and that each cue ends after it begins.

    Raises:
        DamagedFileError: it is not; the message names the line.
    """
    try:
        lines = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    except UnicodeDecodeError:
        raise damaged("Captions must be UTF-8 text.") from None
    if lines[0] != "WEBVTT" and not lines[0].startswith(("WEBVTT ", "WEBVTT\t")):
        raise damaged("Captions must begin with WEBVTT.")
    timings = [(number, line) for number, line in enumerate(lines, start=1) if _ARROW in line]
    if not timings:
        raise damaged("The captions have no cue.")
    for number, line in timings:
        _check_timing(number, line)


def _check_timing(number: int, line: str) -> None:
    match = _TIMING.fullmatch(line)
    if match is None:
        raise damaged(f"Line {number} of the captions is no time span such as 00:01.000 --> 00:04.000.")
    groups = match.groups()
    if _milliseconds(groups[:4]) >= _milliseconds(groups[4:]):
        raise damaged(f"Line {number} of the captions ends before it begins.")


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths
