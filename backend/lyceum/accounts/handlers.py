"""Reactions of accounts to its own news: mails."""

from lyceum.accounts.events import (
    EmailVerificationRequested,
    PasswordChanged,
    PasswordResetRequested,
    PersonInvited,
    SecondFactorAdded,
    SecondFactorRemoved,
)
from lyceum.accounts.selectors.links import LinkPurpose
from lyceum.accounts.services import mails


def mail_password_reset(event: PasswordResetRequested) -> None:
    """Mail a link to choose a new password."""
    mails.send_link(event.account_id, LinkPurpose.PASSWORD_RESET)


def mail_email_verification(event: EmailVerificationRequested) -> None:
    """Mail a link to confirm the address."""
    mails.send_link(event.account_id, LinkPurpose.EMAIL_VERIFICATION)


def mail_invitation(event: PersonInvited) -> None:
    """Mail a link to choose the first password."""
    mails.send_link(event.account_id, LinkPurpose.INVITATION)


def mail_password_changed(event: PasswordChanged) -> None:
    """Tell the owner."""
    mails.send_notice(event.account_id, "password_changed")


def mail_second_factor_added(event: SecondFactorAdded) -> None:
    """Tell the owner."""
    mails.send_notice(event.account_id, "second_factor_added")


def mail_second_factor_removed(event: SecondFactorRemoved) -> None:
    """Tell the owner."""
    mails.send_notice(event.account_id, "second_factor_removed")
