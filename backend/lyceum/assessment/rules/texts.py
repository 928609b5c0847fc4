"""How texts and numbers that people type are compared."""

import math
import re
import unicodedata
from typing import Final

_TYPOGRAPHY: Final = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "−": "-"}
)
_GROUPS: Final = r"[ \u00a0\u202f'’]"
_UNIT: Final = r"(?:(?!\s\d)[^\r\n]){0,30}"
_NUMBER: Final = re.compile(
    rf"""
    [€$£¥]?\s*
    (?P<sign>[-+−]?)\s*
    (?P<digits>
        \d{{1,3}}(?:,\d{{3}})+\.\d+           # 1,234.5
      | \d{{1,3}}(?:\.\d{{3}})+,\d+           # 1.234,5
      | \d{{1,3}}(?:{_GROUPS}\d{{3}})+(?:[.,]\d+)?
      | \d+(?:[.,]\d+)?
      | [.,]\d+
    )
    (?P<exponent>[eE][-+−]?\d{{1,3}})?
    (?:\s*(?![xX]\s*\d)[^\W\d_]{_UNIT}|\s*[%‰°€$£¥µ′″]{_UNIT})?
    """,
    re.VERBOSE,
)


def fold_text(text: str) -> str:
    """Make texts equal that differ only in case, spaces, width, composition or typography.

    Unicode NFKC (UAX 15) with case folding; accents stay, for they tell words apart.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_TYPOGRAPHY)
    folded = unicodedata.normalize("NFKC", plain.casefold())
    return " ".join(folded.split())


def fold_output(text: str) -> str:
    """Drop the white space at the ends of lines, and empty lines at the end."""
    lines = [line.rstrip() for line in text.splitlines()]
    return "\n".join(lines).rstrip("\n")


def read_number(text: str) -> float | None:
    """Read `6.7`, `6,7`, `1 234,5`, `6.7 days` or `€ 12`; None where it is no single number.

    A single comma or point is a decimal one; a unit behind the number is ignored.
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return None
    digits = re.sub(_GROUPS, "", found["digits"])
    mark = max(digits.rfind("."), digits.rfind(","))
    whole, part = (digits, "") if mark < 0 else (digits[:mark], digits[mark + 1 :])
    whole = re.sub("[.,]", "", whole) or "0"
    sign = "-" if found["sign"] in {"-", "−"} else ""
    exponent = (found["exponent"] or "").replace("−", "-")
    value = float(f"{sign}{whole}.{part or '0'}{exponent}")
    return value if math.isfinite(value) else None
