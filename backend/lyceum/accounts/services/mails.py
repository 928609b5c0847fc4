"""The mails of accounts, sent by the worker; tokens are made here, at the last moment, so that no queue holds one."""

from django.conf import settings

from lyceum.accounts.models import Account
from lyceum.accounts.selectors import people
from lyceum.accounts.selectors.links import LinkPurpose, make_link
from lyceum.platform import mail

FORGOTTEN = "/forgotten-password"


def send_link(account_id: int, purpose: LinkPurpose) -> None:
    """Send a link; nothing where the account has gone, is closed, or has done already what the link is for.

    Raises:
        MailNotSentError: the mail server did not take it.
    """
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    if account is not None and not _is_done(account, purpose):
        _send(account, purpose.value, link=make_link(account, purpose))


def send_notice(account_id: int, name: str) -> None:
    """Tell somebody that something about their account was changed.

    Raises:
        MailNotSentError: the mail server did not take it.
    """
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    if account is not None:
        _send(account, name, link=f"{settings.PUBLIC_URL}{FORGOTTEN}")


def _is_done(account: Account, purpose: LinkPurpose) -> bool:
    if purpose is LinkPurpose.EMAIL_VERIFICATION:
        return account.email_verified_at is not None
    return purpose is LinkPurpose.INVITATION and account.has_usable_password()


def _send(account: Account, name: str, *, link: str) -> None:
    profile = people.find_profile_of(account)
    # Whoever registers with another's address must not be able to have a text of theirs sent there.
    is_known = account.email_verified_at is not None or not account.has_usable_password()
    context = {
        "name": profile.name if profile is not None and is_known else "",
        "username": account.username,
        "link": link,
    }
    language = "en" if profile is None else profile.locale
    message = mail.compose("accounts/mail/{language}/" + name + ".txt", language=language, context=context)
    mail.send(message, to=account.email)
