"""When the daily digest of a person is due; free of storage and HTTP."""

from datetime import datetime, time
from typing import Final

from lyceum.platform.clock import next_local_time

DIGEST_TIME: Final = time(8)


def next_digest(*, after: datetime, timezone: str) -> datetime:
    """Return the first moment after `after` at which clocks in the time zone show 08:00."""
    return next_local_time(DIGEST_TIME, after=after, timezone=timezone)
