"""The tokens in the links of mails: derived from the account, so nothing is stored.

A token is signed, has an age, and carries a mark made of what its use changes: the password's hash, or whether the
address was confirmed. Once used it fits no more, nor does any other that was sent before.
"""

from datetime import timedelta
from enum import StrEnum
from typing import Final

import msgspec
from django.conf import settings
from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from lyceum.accounts.errors import LinkExpiredError
from lyceum.accounts.models import Account

PAGES: Final = {"set_password": "/set-password", "verify_email": "/verify-email"}


class LinkPurpose(StrEnum):
    """What a link is for."""

    PASSWORD_RESET = "password_reset"  # noqa: S105 - a purpose
    EMAIL_VERIFICATION = "email_verification"
    INVITATION = "invitation"


class _Content(msgspec.Struct):
    account_id: int
    mark: str


def make_link(account: Account, purpose: LinkPurpose) -> str:
    """Make the address that a mail shows; the token is in the fragment, which no server or proxy logs."""
    page = PAGES["verify_email" if purpose is LinkPurpose.EMAIL_VERIFICATION else "set_password"]
    return f"{settings.PUBLIC_URL}{page}#token={make_link_token(account, purpose)}"


def make_link_token(account: Account, purpose: LinkPurpose) -> str:
    """Make the token of a link."""
    content = {"account_id": account.pk, "mark": _mark(account, purpose)}
    return signing.dumps(content, salt=_salt(purpose))


def get_account_of_link(token: str, *purposes: LinkPurpose) -> Account:
    """Return the open account for which a link of one of these purposes was sent.

    Raises:
        LinkExpiredError: the link is too old, was used before, or is not one of ours.
    """
    for purpose in purposes:
        account = _find_account(token, purpose)
        if account is not None:
            return account
    raise LinkExpiredError("The link does not work any more. Ask for another one.")


def _find_account(token: str, purpose: LinkPurpose) -> Account | None:
    try:
        loaded = signing.loads(token, salt=_salt(purpose), max_age=_life(purpose))
    except signing.BadSignature:  # for something else, too old, or made up
        return None
    content = msgspec.convert(loaded, _Content)
    account = Account.objects.filter(pk=content.account_id, is_active=True).first()
    if account is None or not constant_time_compare(content.mark, _mark(account, purpose)):
        return None
    return account


def _mark(account: Account, purpose: LinkPurpose) -> str:
    """Sum up what makes the link stale when it changes."""
    state = [str(account.pk), account.email_key, account.password]
    if purpose is LinkPurpose.EMAIL_VERIFICATION:
        state[2] = str(account.email_verified_at)
    return salted_hmac(_salt(purpose), "\n".join(state), algorithm="sha256").hexdigest()[:32]


def _salt(purpose: LinkPurpose) -> str:
    return f"lyceum.accounts.link.{purpose}"


def _life(purpose: LinkPurpose) -> timedelta:
    lives: dict[LinkPurpose, timedelta] = {
        LinkPurpose.PASSWORD_RESET: settings.PASSWORD_RESET_LIFETIME,
        LinkPurpose.EMAIL_VERIFICATION: settings.EMAIL_VERIFICATION_LIFETIME,
        LinkPurpose.INVITATION: settings.INVITATION_LIFETIME,
    }
    return lives[purpose]
