"""When the daily digest of a person is due; free of storage and HTTP."""

from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DIGEST_TIME: Final = time(8)


def next_digest(*, after: datetime, timezone: str) -> datetime:
    """Return the first moment after `after` at which clocks in the time zone show 08:00.

    An hour that a day skips is read as the clocks stood before the change (PEP 495), so that no day is left out.
    """
    zone = zone_of(timezone)
    day = after.astimezone(zone).date()
    for days in range(3):  # a day of a zone that moved over the date line may be missing
        due = datetime.combine(day + timedelta(days=days), DIGEST_TIME, tzinfo=zone).astimezone(UTC)
        if due > after:
            return due
    raise AssertionError("Clocks do not stand still for three days.")


def zone_of(timezone: str) -> ZoneInfo:
    """Return a time zone; UTC for one that this machine does not know."""
    try:
        return ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError):  # made on a machine with newer data
        return ZoneInfo("UTC")
