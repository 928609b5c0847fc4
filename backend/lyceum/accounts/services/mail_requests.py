"""Mails that anybody may have sent to an address: limited, and the same work whether the address is known or not."""

from functools import partial

from lyceum.accounts.events import EmailVerificationRequested, PasswordResetRequested
from lyceum.accounts.services import attempts
from lyceum.accounts.services.subjects import subject_of
from lyceum.platform import events, mongo
from lyceum.platform.errors import TooManyRequestsError


def request_mail(event: PasswordResetRequested | EmailVerificationRequested, *, email: str, address: str) -> None:
    """Announce that a mail is to be sent.

    Raises:
        TooManyRequestsError: too many were asked for from this network address.
    """
    attempts.spend(attempts.counters_of(attempts.MAILS_PER_ADDRESS, address))
    try:
        attempts.spend(attempts.counters_of(attempts.MAILS_PER_ACCOUNT, type(event).__name__, subject_of(email)))
    except TooManyRequestsError:  # told to nobody: they may be somebody else's
        return
    mongo.run_in_transaction(partial(events.announce, event))
