"""How figures are worked out from counts, free of storage and HTTP."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAY = timedelta(days=1)


def average_percentage(*, completed_lessons: int, students: int, lessons: int) -> int:
    """Return how much of a course its students have done on average, in whole per cent rounded down."""
    everything = students * lessons
    if everything <= 0:
        return 0
    return max(0, min(100, 100 * completed_lessons // everything))


def local_day(now: datetime, *, timezone: str) -> date:
    """Return the date where somebody lives (IANA name); UTC's where the name is unknown."""
    try:
        return now.astimezone(ZoneInfo(timezone)).date()
    except (ZoneInfoNotFoundError, ValueError):  # a name that this system does not know
        return now.date()


def next_streak(*, last_day: date | None, length: int, today: date) -> int:
    """Return how many days in a row there are with something done today."""
    if last_day is None or today > last_day + DAY:
        return 1
    return length + 1 if today == last_day + DAY else max(length, 1)


def current_streak(*, last_day: date, length: int, today: date) -> int:
    """Return how many days in a row count today: yesterday's streak can still be continued."""
    return length if today <= last_day + DAY else 0


def drop_off(counts: list[int], *, start: int) -> list[int]:
    """Return for each step of a funnel how many of those at the step before it did not come so far."""
    before = [start, *counts[:-1]] if counts else []
    return [max(0, earlier - count) for earlier, count in zip(before, counts, strict=True)]


def plain_cell(value: object) -> str:
    """Return a cell of a CSV table that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    text = str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
