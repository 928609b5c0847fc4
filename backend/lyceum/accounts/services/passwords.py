"""Changing a password, and choosing one by a link that was mailed."""

from datetime import datetime
from functools import partial

import structlog
from django.contrib.auth.hashers import make_password

from lyceum.accounts.errors import LinkExpiredError
from lyceum.accounts.events import PasswordChanged, PasswordResetRequested
from lyceum.accounts.models import Account
from lyceum.accounts.selectors import people
from lyceum.accounts.selectors.links import LinkPurpose, get_account_of_link
from lyceum.accounts.services import attempts
from lyceum.accounts.services.confirmation import confirm_password
from lyceum.accounts.services.mail_requests import request_mail
from lyceum.accounts.services.people import check_password_strength
from lyceum.accounts.services.sessions import revoke_sessions_of
from lyceum.platform import events, mongo
from lyceum.platform.actors import Actor

log = structlog.get_logger(__name__)


def change_password(actor: Actor, *, old: str, new: str, now: datetime) -> None:
    """Give the actor another password and end their other sessions.

    Raises:
        WrongPasswordError: `old` is not the present one.
        WeakPasswordError: `new` is too easy to guess.
        TooManyRequestsError: there were too many wrong ones.
    """
    account = confirm_password(actor, old, field="old_password")
    check_password_strength(new, account=account, field="new_password")
    _replace(account, new)
    revoke_sessions_of(account.pk, but=actor.session_id, now=now)
    log.info("password_changed", person_id=actor.pk)


def request_password_reset(email: str, *, address: str) -> None:
    """Have a link mailed to who has this e-mail address; nobody can tell from outside whether somebody has.

    Raises:
        TooManyRequestsError: too many mails were asked for from this network address.
    """
    account = people.find_account(email)
    account_id = account.pk if account is not None and account.is_active else 0
    request_mail(PasswordResetRequested(account_id=account_id), email=email, address=address)


def set_password_by_link(token: str, *, new: str, now: datetime) -> None:
    """Give the account of a link another password, and end all its sessions; the link shows whose the address is.

    Raises:
        LinkExpiredError: the link does not work, or of two uses at the same moment the other won.
        WeakPasswordError: `new` is too easy to guess.
    """
    account = get_account_of_link(token, LinkPurpose.PASSWORD_RESET, LinkPurpose.INVITATION)
    check_password_strength(new, account=account, field="new_password")
    _replace(account, new, email_verified_at=account.email_verified_at or now)
    revoke_sessions_of(account.pk, now=now)
    attempts.clear(attempts.counters_of(attempts.PER_ACCOUNT, str(account.pk)))
    log.info("password_set_by_link")


def _replace(account: Account, password: str, **changes: datetime) -> None:
    """Store a password in the place of the one that was read; of two at the same moment one wins."""
    unchanged = Account.objects.filter(pk=account.pk, password=account.password)
    if not unchanged.update(password=make_password(password), **changes):
        raise LinkExpiredError("The password was changed at the same moment.")
    mongo.run_in_transaction(partial(events.announce, PasswordChanged(account_id=account.pk)))
