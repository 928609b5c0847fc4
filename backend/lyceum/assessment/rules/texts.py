"""How texts and numbers that people type are compared."""

import math
import re
import unicodedata
from typing import Final

NUMBER_LIMIT: Final = 100

# Quotation marks and dashes as keyboards and phones make them, and what they stand for.
_TYPOGRAPHY: Final = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201a": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
    }
)
_GROUPS: Final = r"[ \u00a0\u202f'\u2019]"
_UNIT: Final = r"(?:(?!\s\d)[^\r\n]){0,30}"
_NUMBER: Final = re.compile(
    rf"""
    [€$£¥]?\s*
    (?P<sign>[-+\u2212]?)\s*
    (?P<digits>
        \d{{1,3}}(?:,\d{{3}})+\.\d+           # 1,234.5
      | \d{{1,3}}(?:\.\d{{3}})+,\d+           # 1.234,5
      | \d{{1,3}}(?:{_GROUPS}\d{{3}})+(?:[.,]\d+)?
      | \d+(?:[.,]\d+)?
      | [.,]\d+
    )
    (?P<exponent>[eE][-+\u2212]?\d{{1,3}})?
    (?:\s*(?![xX]\s*\d)[^\W\d_]{_UNIT}|\s*[%‰°€$£¥µ\u2032\u2033]{_UNIT})?
    """,
    re.VERBOSE,
)


def fold_text(text: str) -> str:
    """Make texts equal that differ only in case, spaces, width, composition or typography.

    Unicode NFKC (UAX 15) with case folding; accents stay, for they tell words apart.
    """
    folded = unicodedata.normalize("NFKC", smooth_text(text).casefold())
    return " ".join(folded.split())


def smooth_text(text: str) -> str:
    """Make texts equal that differ only in spaces, width, composition or typography; case stays."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_TYPOGRAPHY).split())


def fold_output(text: str) -> str:
    """Drop the white space at the ends of lines, and empty lines at the end."""
    lines = [line.rstrip() for line in text.splitlines()]
    return "\n".join(lines).rstrip("\n")


def read_number(text: str) -> float | None:
    """Read `6.7`, `6,7`, `1 234,5`, `6.7 days` or `€ 12`; None where it is no single number.

    A single comma or point is a decimal one; a unit behind the number is ignored.
    """
    found = _NUMBER.fullmatch(text.strip()) if len(text) <= NUMBER_LIMIT else None
    if found is None:
        return None
    digits = re.sub(_GROUPS, "", found["digits"])
    mark = max(digits.rfind("."), digits.rfind(","))
    whole, part = (digits, "") if mark < 0 else (digits[:mark], digits[mark + 1 :])
    whole = re.sub("[.,]", "", whole) or "0"
    sign = "-" if found["sign"] in {"-", "\u2212"} else ""
    exponent = (found["exponent"] or "").replace("\u2212", "-")
    value = float(f"{sign}{whole}.{part or '0'}{exponent}")
    return value if math.isfinite(value) else None
