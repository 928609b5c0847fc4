"""What a presented refresh token is to its session.

Each refresh token is used once and gets a successor. The one before the current may come again for a short
time, from a second tab or after a lost reply, and gets the same successor. Anything older is a stolen copy,
or its owner after a theft: the session must end (RFC 9700, section 4.14.2).
"""

from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Final

GRACE: Final = timedelta(seconds=30)


class Presented(Enum):
    """The three answers."""

    CURRENT = auto()
    JUST_REPLACED = auto()
    REUSED = auto()


def classify(jti: str, *, current_jti: str, previous_jti: str, rotated_at: datetime, now: datetime) -> Presented:
    """Tell what the token with this `jti` is to the session."""
    if jti == current_jti:
        return Presented.CURRENT
    if jti == previous_jti and now - rotated_at <= GRACE:
        return Presented.JUST_REPLACED
    return Presented.REUSED
