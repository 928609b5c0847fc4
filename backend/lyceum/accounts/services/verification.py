"""Confirming that an e-mail address is the person's."""

from datetime import datetime
from functools import partial
from typing import Final

import structlog
from django.conf import settings

from lyceum.accounts.errors import EmailNotVerifiedError
from lyceum.accounts.events import EmailVerificationRequested
from lyceum.accounts.models import Account
from lyceum.accounts.selectors import people
from lyceum.accounts.selectors.links import LinkPurpose, get_account_of_link
from lyceum.accounts.services.mail_requests import request_mail
from lyceum.platform import events, mongo

log = structlog.get_logger(__name__)

NONE: Final = "none"
MANDATORY: Final = "mandatory"


def start_verification(account: Account) -> None:
    """Have a link mailed to a new account, where the site asks for it."""
    if settings.EMAIL_VERIFICATION != NONE:
        mongo.run_in_transaction(partial(events.announce, EmailVerificationRequested(account_id=account.pk)))


def is_verification_required(account: Account) -> bool:
    """Tell whether the account cannot be used before its address is confirmed."""
    return settings.EMAIL_VERIFICATION == MANDATORY and account.email_verified_at is None


def check_verified(account: Account) -> None:
    """Check that the account may be used as far as its address goes.

    Raises:
        EmailNotVerifiedError: its address is to be confirmed first.
    """
    if is_verification_required(account):
        raise EmailNotVerifiedError("Confirm your e-mail address first: open the link in the mail we sent.")


def verify_email(token: str, *, now: datetime) -> None:
    """Confirm the address to which a link was sent.

    Raises:
        LinkExpiredError: the link does not work any more.
    """
    account = get_account_of_link(token, LinkPurpose.EMAIL_VERIFICATION)
    Account.objects.filter(pk=account.pk, email_verified_at=None).update(email_verified_at=now)
    log.info("email_verified")


def request_verification(email: str, *, address: str) -> None:
    """Have a link mailed to an address that is to be confirmed; nobody can tell from outside whether it is.

    Raises:
        TooManyRequestsError: too many mails were asked for from this network address.
    """
    account = people.find_account(email)
    is_owed = account is not None and account.is_active and account.email_verified_at is None
    request_mail(
        EmailVerificationRequested(account_id=account.pk if account is not None and is_owed else 0),
        email=email,
        address=address,
    )
