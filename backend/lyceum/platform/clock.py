"""The one source of time, in the precision that MongoDB keeps, and what clocks show elsewhere."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def utc_now() -> datetime:
    """Return the current UTC time, cut to milliseconds as BSON stores it."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def zone_of(timezone: str) -> ZoneInfo:
    """Return a time zone (IANA name); UTC for one that this machine does not know."""
    try:
        return ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError):  # made on a machine with newer data
        return ZoneInfo("UTC")


def local_day(now: datetime, *, timezone: str) -> date:
    """Return the date in a time zone."""
    return now.astimezone(zone_of(timezone)).date()


def next_local_time(at: time, *, after: datetime, timezone: str) -> datetime:
    """Return the first moment after `after` at which clocks in the time zone show `at`.

    An hour that a day skips is read as the clocks stood before the change (PEP 495), so that no day is left out.
    """
    zone = zone_of(timezone)
    day = after.astimezone(zone).date()
    for days in range(3):  # a day of a zone that moved over the date line may be missing
        due = datetime.combine(day + timedelta(days=days), at, tzinfo=zone).astimezone(UTC)
        if due > after:
            return due
    raise AssertionError("Clocks do not stand still for three days.")
