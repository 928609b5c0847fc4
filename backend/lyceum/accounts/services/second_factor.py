"""The second factor: codes of an authenticator app (TOTP, RFC 6238), and recovery codes for when it is lost.

allauth.mfa keeps the authenticators and makes and compares codes. That each code works once is kept here, in SQL, so
that it holds on every instance.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Final

import structlog
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import signing
from django.db import IntegrityError, transaction

from lyceum.accounts.errors import (
    SecondFactorOffError,
    SecondFactorOnError,
    UnfitCodeError,
    WrongCodeError,
)
from lyceum.accounts.events import SecondFactorAdded, SecondFactorRemoved
from lyceum.accounts.models import Account
from lyceum.accounts.selectors import people
from lyceum.accounts.selectors.second_factor import find_authenticator, has_second_factor
from lyceum.accounts.services import attempts
from lyceum.accounts.services.confirmation import confirm_password
from lyceum.platform import events, mongo
from lyceum.platform.actors import Actor

log = structlog.get_logger(__name__)

SETUP_LIFE: Final = timedelta(minutes=10)
_SETUP_SALT: Final = "lyceum.accounts.totp_setup"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What an authenticator app needs; nothing is stored before `setup_token` comes back with a code."""

    secret: str
    otpauth_uri: str
    qr_svg: str
    setup_token: str


def begin_setup(actor: Actor, password: str) -> Setup:
    """Make a secret for the actor's authenticator app.

    Raises:
        WrongPasswordError: it is not the actor's password.
        SecondFactorOnError: the account has a second factor.
    """
    account = confirm_password(actor, password)
    _check_off(account)
    secret = generate_totp_secret()
    uri = get_adapter().build_totp_url(account, secret)
    return Setup(
        secret=secret,
        otpauth_uri=uri,
        qr_svg=get_adapter().build_totp_svg(uri),
        setup_token=signing.dumps({"account_id": account.pk, "secret": secret}, salt=_SETUP_SALT),
    )


def finish_setup(actor: Actor, *, setup_token: str, code: str) -> tuple[str, ...]:
    """Turn the second factor on, once a code shows that the app has the secret; return the recovery codes.

    Raises:
        UnfitCodeError: the code is wrong, or the setup began too long ago.
        SecondFactorOnError: the account has a second factor.
    """
    account = people.get_own_account(actor)
    _check_off(account)
    secret = _read_setup(setup_token, account)
    attempts.spend(attempts.counters_of(attempts.CODES, "setup", str(account.pk)))
    counter = _match(secret, code, after=-1)
    if counter is None:
        raise UnfitCodeError("The code is not right. Check the clock of your device and try the next code.")
    codes = _turn_on(account, secret, counter)
    mongo.run_in_transaction(partial(events.announce, SecondFactorAdded(account_id=account.pk)))
    log.info("second_factor_added", person_id=actor.pk)
    return codes


def turn_off(actor: Actor, password: str) -> None:
    """Remove the second factor with its recovery codes.

    Raises:
        WrongPasswordError: it is not the actor's password.
        SecondFactorOffError: there is none.
    """
    account = confirm_password(actor, password)
    removed, _ = Authenticator.objects.filter(user_id=account.pk).delete()
    if not removed:
        raise SecondFactorOffError("There is no second factor to turn off.")
    mongo.run_in_transaction(partial(events.announce, SecondFactorRemoved(account_id=account.pk)))
    log.info("second_factor_removed", person_id=actor.pk)


def renew_recovery_codes(actor: Actor, password: str) -> tuple[str, ...]:
    """Return new recovery codes; the old ones work no more.

    Raises:
        WrongPasswordError: it is not the actor's password.
        SecondFactorOffError: the account has no second factor.
    """
    account = confirm_password(actor, password)
    if not has_second_factor(account):
        raise SecondFactorOffError("Turn the second factor on first.")
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)  # of two at the same moment, the later one counts
        return _make_recovery_codes(account)


def check_code(account: Account, code: str, *, address: str) -> None:
    """Use up a code of the app or a recovery code.

    Raises:
        WrongCodeError: it is neither, or was used before.
        TooManyRequestsError: there were too many wrong ones.
    """
    subject = str(account.pk)
    counters = (
        *attempts.counters_of(attempts.CODES, "pair", subject, address),
        *attempts.counters_of(attempts.PER_ACCOUNT, "code", subject),
    )
    attempts.spend(counters)
    if not (_use_app_code(account, code) or _use_recovery_code(account, code)):
        log.info("second_factor_refused")
        raise WrongCodeError("The code is not right, or was used before.")
    attempts.give_back(counters)


def _check_off(account: Account) -> None:
    if has_second_factor(account):
        raise SecondFactorOnError("The second factor is on already.")


def _read_setup(token: str, account: Account) -> str:
    try:
        value = signing.loads(token, salt=_SETUP_SALT, max_age=SETUP_LIFE)
    except signing.BadSignature:  # made up or too old
        value = {}
    if value.get("account_id") != account.pk:
        raise UnfitCodeError("The setup began too long ago. Begin again.")
    return str(value["secret"])


def _turn_on(account: Account, secret: str, counter: int) -> tuple[str, ...]:
    try:
        with transaction.atomic():
            authenticator = TOTP.activate(account, secret).instance
            _note_use(authenticator, counter)
            return _make_recovery_codes(account)
    except IntegrityError:  # another request was quicker
        raise SecondFactorOnError("The second factor is on already.") from None


def _make_recovery_codes(account: Account) -> tuple[str, ...]:
    Authenticator.objects.filter(user_id=account.pk, type=Authenticator.Type.RECOVERY_CODES).delete()
    return tuple(RecoveryCodes.activate(account).generate_codes())


def _use_app_code(account: Account, code: str) -> bool:
    """Accept a code of the app that is newer than the last one (RFC 6238 §5.2)."""
    with transaction.atomic():
        authenticator = find_authenticator(account, Authenticator.Type.TOTP, for_update=True)
        if authenticator is None:
            return False
        secret = get_adapter().decrypt(authenticator.data["secret"])
        counter = _match(secret, code, after=authenticator.data.get("last_counter", -1))
        if counter is not None:
            _note_use(authenticator, counter)
        return counter is not None


def _use_recovery_code(account: Account, code: str) -> bool:
    with transaction.atomic():
        authenticator = find_authenticator(account, Authenticator.Type.RECOVERY_CODES, for_update=True)
        return authenticator is not None and RecoveryCodes(authenticator).validate_code(code)


def _match(secret: str, code: str, *, after: int) -> int | None:
    """Return the time step whose code this is, or None; steps up to `after` have been used."""
    for counter in yield_hotp_counters_from_time():
        expected = format_hotp_value(hotp_value(secret, counter))
        if counter > after and compare_user_code(actual=code, expected=expected):
            return int(counter)
    return None


def _note_use(authenticator: Authenticator, counter: int) -> None:
    authenticator.data["last_counter"] = counter
    authenticator.save(update_fields=["data"])
    authenticator.record_usage()
