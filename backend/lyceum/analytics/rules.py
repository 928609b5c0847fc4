"""How figures are worked out from counts, free of storage and HTTP."""

import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Final

from lyceum.platform.clock import local_day, next_local_time

DAY: Final = timedelta(days=1)
REMINDER_TIME: Final = time(19)
WORTH_KEEPING: Final = 2
_BEFORE_FORMULAS: Final = frozenset({"=", "+", "-", "@", "\t", "\r", "\n"})


def average_percentage(*, completed_lessons: int, students: int, lessons: int) -> int:
    """Return how much of a course its students have done on average, in whole per cent rounded down."""
    everything = students * lessons
    if everything <= 0:
        return 0
    return max(0, min(100, 100 * completed_lessons // everything))


def next_streak(*, last_day: date | None, length: int, today: date) -> int:
    """Return how many days in a row there are with something done today."""
    if last_day is None or today > last_day + DAY:
        return 1
    return length + 1 if today == last_day + DAY else max(length, 1)


def current_streak(*, last_day: date, length: int, today: date) -> int:
    """Return how many days in a row count today: yesterday's streak can still be continued."""
    return length if today <= last_day + DAY else 0


def is_at_risk(*, last_day: date, length: int, today: date) -> bool:
    """Tell whether a streak of some days ends with today unless something is done; one day is none to lose."""
    return length >= WORTH_KEEPING and today == last_day + DAY


def next_reminder(*, after: datetime, timezone: str) -> datetime:
    """Return when to look whether a streak that was continued at `after` is at risk: at 19:00 of the next day there."""
    evening = next_local_time(REMINDER_TIME, after=after, timezone=timezone)
    while local_day(evening, timezone=timezone) <= local_day(after, timezone=timezone):
        evening = next_local_time(REMINDER_TIME, after=evening, timezone=timezone)
    return evening


def drop_off(counts: list[int], *, start: int) -> list[int]:
    """Return for each step of a funnel how many of those at the step before it did not come so far."""
    before = [start, *counts[:-1]] if counts else []
    return [max(0, earlier - count) for earlier, count in zip(before, counts, strict=True)]


def plain_cell(value: object) -> str:
    """Return a cell of a CSV table that no spreadsheet takes for a formula (OWASP, CSV injection); numbers stay."""
    text = str(value)
    if isinstance(value, int | float):
        return text
    first = unicodedata.normalize("NFKC", text[:1])  # spreadsheets in Japanese read the wide signs as well
    return f"'{text}" if first in _BEFORE_FORMULAS else text
