"""How often somebody may try to get into an account; `platform.rate_limits` counts.

Sign-in has three limits: per address, per account and address, and per account. A device that
has signed in to the account before brings a signed token and is counted by itself: attempts from elsewhere
cannot lock the owner out there (OWASP, "Slow Down Online Guessing Attacks with Device Cookies").
"""

from typing import Final

from django.conf import settings

from lyceum.platform.rate_limits import Counter, Limit, clear, counter_of, give_back, limit_of, spend

__all__ = ["clear", "give_back", "spend"]

MINUTE_S: Final = 60
HOUR_S: Final = 60 * MINUTE_S

PER_ADDRESS: Final = limit_of("address", settings.RATE_LIMIT_SIGN_IN)
PER_ACCOUNT_AND_ADDRESS: Final = Limit(scope="pair", attempts=10, window_s=15 * MINUTE_S)
PER_ACCOUNT: Final = Limit(scope="account", attempts=100, window_s=HOUR_S)
PER_DEVICE: Final = Limit(scope="device", attempts=10, window_s=15 * MINUTE_S)
REGISTRATIONS: Final = Limit(scope="registration", attempts=100, window_s=HOUR_S)
CONFIRMATIONS: Final = Limit(scope="confirmation", attempts=10, window_s=15 * MINUTE_S)
CODES: Final = Limit(scope="code", attempts=10, window_s=15 * MINUTE_S)
MAILS_PER_ADDRESS: Final = Limit(scope="mail-address", attempts=30, window_s=HOUR_S)
MAILS_PER_ACCOUNT: Final = Limit(scope="mail-account", attempts=5, window_s=HOUR_S)
EXPORTS: Final = Limit(scope="export", attempts=5, window_s=24 * HOUR_S)


def sign_in_counters(*, account: str, address: str, device: str | None) -> tuple[Counter, ...]:
    """Return what counts a sign-in; `device` is None where the device is not known for the account."""
    if device is not None:
        return (counter_of(PER_DEVICE, account, device),)
    return (
        counter_of(PER_ADDRESS, address),
        counter_of(PER_ACCOUNT_AND_ADDRESS, account, address),
        counter_of(PER_ACCOUNT, account),
    )


def registration_counters(*, address: str) -> tuple[Counter, ...]:
    """Return what counts a registration."""
    return (counter_of(REGISTRATIONS, address),)


def counters_of(limit: Limit, *parts: str) -> tuple[Counter, ...]:
    """Return the one counter of a limit for one subject."""
    return (counter_of(limit, *parts),)
