"""Signing in and registering: names and passwords become sessions, for some people after a code as well.

An unknown name, a wrong password and an account that is closed get the same answer after the same work.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import msgspec
import structlog
from django.contrib.auth.hashers import make_password
from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from lyceum.accounts.errors import SignInExpiredError, WrongCredentialsError
from lyceum.accounts.models import Account
from lyceum.accounts.rules.names import name_key
from lyceum.accounts.selectors import people
from lyceum.accounts.selectors.people import User
from lyceum.accounts.selectors.second_factor import has_second_factor, list_methods
from lyceum.accounts.services import attempts, verification
from lyceum.accounts.services.people import NewPerson, ensure_profile, register_person
from lyceum.accounts.services.second_factor import check_code
from lyceum.accounts.services.sessions import SignedIn, start_session
from lyceum.accounts.services.subjects import subject_of

log = structlog.get_logger(__name__)

DEVICE_LIFE: Final = timedelta(days=180)
CHALLENGE_LIFE: Final = timedelta(minutes=5)
_DEVICE_SALT: Final = "lyceum.accounts.device"
_CHALLENGE_SALT: Final = "lyceum.accounts.challenge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """Where a request comes from; `device` is the signed token of an earlier sign-in, or empty."""

    address: str
    user_agent: str
    device: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """The first step is done; `mfa_token` and a code of one of the methods are the second."""

    mfa_token: str
    methods: tuple[str, ...]
    mfa_required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Unverified:
    """A new person who has to confirm their address before they can sign in."""

    user: User
    verification_required: bool = True


class _ChallengeContent(msgspec.Struct):
    account_id: int
    mark: str


def register(new: NewPerson, *, client: Client, now: datetime) -> SignedIn | Unverified:
    """Make a person and sign them in, unless their address is to be confirmed first.

    Raises:
        UnfitNameError: username or e-mail cannot be used or are taken.
        WeakPasswordError: the password is too easy to guess.
        TooManyRequestsError: too many people were made from this address.
    """
    attempts.spend(attempts.registration_counters(address=client.address))
    account, profile = register_person(new)
    verification.start_verification(account)
    if verification.is_verification_required(account):
        return Unverified(user=people.user_of(account, profile))
    return start_session(account, profile, user_agent=client.user_agent, now=now)


def sign_in(identifier: str, password: str, *, client: Client, now: datetime) -> SignedIn | Challenge:
    """Start a session for who has this username or e-mail address and this password, or ask for a code.

    Raises:
        WrongCredentialsError: nobody has.
        EmailNotVerifiedError: their address is to be confirmed first.
        TooManyRequestsError: there were too many attempts.
    """
    account = check_credentials(identifier, password, client=client)
    verification.check_verified(account)
    methods = list_methods(account)
    if methods:
        return Challenge(mfa_token=_make_challenge_token(account), methods=methods)
    return _start(account, client=client, now=now)


def finish_sign_in(mfa_token: str, code: str, *, client: Client, now: datetime) -> SignedIn:
    """Start the session that a first step and a code open together.

    Raises:
        SignInExpiredError: the first step was too long ago, or something has changed since.
        WrongCodeError: the code is wrong or was used before.
        TooManyRequestsError: there were too many wrong codes.
    """
    account = _get_challenged(mfa_token)
    check_code(account, code, address=client.address)
    return _start(account, client=client, now=now)


def open_admin(identifier: str, password: str, code: str, *, client: Client) -> Account:
    """Return the account of an administrator who signs in to Django's admin, all steps at once.

    Raises:
        WrongCredentialsError: nobody has this name and password, or they do not administer the site.
        WrongCodeError: the account has a second factor, and the code is not of it.
        EmailNotVerifiedError: their address is to be confirmed first.
        TooManyRequestsError: there were too many attempts.
    """
    account = check_credentials(identifier, password, client=client)
    if not account.is_staff:
        raise WrongCredentialsError("The name or the password is wrong.")
    verification.check_verified(account)
    if has_second_factor(account):
        check_code(account, code, address=client.address)
    return account


def check_credentials(identifier: str, password: str, *, client: Client) -> Account:
    """Return the account that has this username or e-mail address and this password.

    Raises:
        WrongCredentialsError: none has.
        TooManyRequestsError: there were too many attempts.
    """
    account = people.find_account(identifier)
    counters = attempts.sign_in_counters(
        account=str(account.pk) if account is not None else subject_of(identifier),
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
    return account


def _start(account: Account, *, client: Client, now: datetime) -> SignedIn:
    return start_session(account, ensure_profile(account), user_agent=client.user_agent, now=now)


def _is_open_with(account: Account, password: str) -> bool:
    return account.check_password(password) and account.is_active


def _make_challenge_token(account: Account) -> str:
    return signing.dumps({"account_id": account.pk, "mark": _challenge_mark(account)}, salt=_CHALLENGE_SALT)


def _get_challenged(token: str) -> Account:
    try:
        loaded = signing.loads(token, salt=_CHALLENGE_SALT, max_age=CHALLENGE_LIFE)
    except signing.BadSignature:  # too old or made up
        raise SignInExpiredError("Begin again with your password.") from None
    content = msgspec.convert(loaded, _ChallengeContent)
    account = Account.objects.filter(pk=content.account_id, is_active=True).first()
    if account is None or not constant_time_compare(content.mark, _challenge_mark(account)):
        raise SignInExpiredError("Begin again with your password.")
    return account


def _challenge_mark(account: Account) -> str:
    """Sum up the password, so that a changed one ends what began with the old one."""
    return salted_hmac(_CHALLENGE_SALT, account.password, algorithm="sha256").hexdigest()[:32]


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
