"""Signing in and registering: names and passwords become sessions.

An unknown name, a wrong password and an account that is closed get the same answer after the same work.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog
from django.contrib.auth.hashers import make_password
from django.core import signing

from lyceum.accounts.errors import WrongCredentialsError
from lyceum.accounts.models import Account
from lyceum.accounts.rules.names import name_key
from lyceum.accounts.selectors import people
from lyceum.accounts.services import attempts
from lyceum.accounts.services.people import NewPerson, ensure_profile, register_person
from lyceum.accounts.services.sessions import SignedIn, start_session

log = structlog.get_logger(__name__)

DEVICE_LIFE: Final = timedelta(days=180)
_DEVICE_SALT: Final = "lyceum.accounts.device"


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """Where a request comes from; `device` is the signed token of an earlier sign-in, or empty."""

    address: str
    user_agent: str
    device: str = ""


def register(new: NewPerson, *, client: Client, now: datetime) -> SignedIn:
    """Make a person and sign them in.

    Raises:
        UnfitNameError: username or e-mail cannot be used or are taken.
        WeakPasswordError: the password is too easy to guess.
        TooManyRequestsError: too many people were made from this address.
    """
    attempts.spend(attempts.registration_counters(address=client.address))
    account, profile = register_person(new)
    return start_session(account, profile, user_agent=client.user_agent, now=now)


def sign_in(identifier: str, password: str, *, client: Client, now: datetime) -> SignedIn:
    """Start a session for who has this username or e-mail address and this password.

    Raises:
        WrongCredentialsError: nobody has.
        TooManyRequestsError: there were too many attempts.
    """
    account = people.find_account(identifier)
    counters = attempts.sign_in_counters(
        account=_subject(account, identifier),
        address=client.address,
        device=_known_device(account, client.device),
    )
    attempts.spend(counters)
    if account is None:
        make_password(password)  # the work that a known name costs
    if account is None or not _is_open_with(account, password):
        log.info("sign_in_refused")
        raise WrongCredentialsError("The name or the password is wrong.")
    attempts.give_back(counters)
    profile = ensure_profile(account)
    return start_session(account, profile, user_agent=client.user_agent, now=now)


def _is_open_with(account: Account, password: str) -> bool:
    return account.check_password(password) and account.is_active


def _subject(account: Account | None, identifier: str) -> str:
    """Name what is tried, known or not, without keeping what was typed."""
    if account is not None:
        return str(account.pk)
    return hashlib.blake2b(name_key(identifier).encode(), digest_size=12).hexdigest()


def make_device_token(username: str) -> str:
    """Make the token by which a device is known for the account of this username."""
    value = {"name": name_key(username), "device": secrets.token_hex(8)}
    return signing.dumps(value, salt=_DEVICE_SALT)


def _known_device(account: Account | None, token: str) -> str | None:
    """Return the device's id where the token is good for the account."""
    try:
        value = signing.loads(token, salt=_DEVICE_SALT, max_age=DEVICE_LIFE)
    except signing.BadSignature:  # no token, an old one, or one that was made up
        return None
    if account is None or value["name"] != account.username_key:
        return None
    return str(value["device"])
