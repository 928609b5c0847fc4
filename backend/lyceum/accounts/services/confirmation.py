"""Asking a person for their password again before something that a stolen session must not be able to do."""

from lyceum.accounts.errors import WrongPasswordError
from lyceum.accounts.models import Account
from lyceum.accounts.selectors import people
from lyceum.accounts.services import attempts
from lyceum.platform.actors import Actor
from lyceum.platform.errors import FieldError


def confirm_password(actor: Actor, password: str, *, field: str = "password") -> Account:
    """Return the actor's account where this is its password; `field` names it in the refusal.

    Raises:
        WrongPasswordError: it is not.
        TooManyRequestsError: there were too many wrong ones.
    """
    account = people.get_own_account(actor)
    counters = attempts.counters_of(attempts.CONFIRMATIONS, str(account.pk))
    attempts.spend(counters)
    if not account.check_password(password):
        message = "This is not your password."
        raise WrongPasswordError(message, errors=(FieldError(field=field, code="wrong_password", message=message),))
    attempts.give_back(counters)
    return account
