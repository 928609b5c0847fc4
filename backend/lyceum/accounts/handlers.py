"""Reactions of accounts to its own news: mails, exports and erasures."""

from lyceum.accounts.events import (
    DataExportRequested,
    EmailVerificationRequested,
    PasswordChanged,
    PasswordResetRequested,
    PersonalDataLeft,
    PersonDeleted,
    PersonInvited,
    SecondFactorAdded,
    SecondFactorRemoved,
)
from lyceum.accounts.selectors.links import LinkPurpose
from lyceum.accounts.services import exports, mails, removal, sessions
from lyceum.platform.clock import utc_now


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


def make_data_export(event: DataExportRequested) -> None:
    """Collect what is held about a person."""
    exports.make_export(event.person_id, now=utc_now())


def start_erasure(event: PersonDeleted) -> None:
    """Have every capability erase what it holds."""
    removal.start_erasure(event.person_id)


def erase_personal_data(event: PersonalDataLeft) -> None:
    """Have one capability erase some more."""
    removal.erase_more(event.person_id, holder=event.holder)


def delete_expired_sessions() -> None:
    """Tidy up, once a day."""
    sessions.delete_expired_sessions(now=utc_now())
