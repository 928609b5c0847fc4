"""Why a WebSocket is closed (RFC 6455 §7.4; 4000 and above are ours)."""

from enum import IntEnum


class CloseCode(IntEnum):
    """What the browser is told."""

    NEWS_LOST = 1012  # something may have been missed: come back and ask
    NO_NEWS = 1013  # Redis is away: poll
    BAD_TICKET = 4401  # get another ticket; sign in if there is none
    BAD_ORIGIN = 4403
    TOO_SLOW = 4408
