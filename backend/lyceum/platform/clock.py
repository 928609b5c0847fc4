"""The one source of time, in the precision that MongoDB keeps."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    """Return the current UTC time, cut to milliseconds as BSON stores it."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)
