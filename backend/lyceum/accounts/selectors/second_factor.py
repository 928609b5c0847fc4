"""Reads of the second factor: whether there is one, and how many recovery codes are left."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from lyceum.accounts.models import Account
from lyceum.accounts.selectors import people
from lyceum.platform.actors import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactor:
    """The state of somebody's second factor."""

    enabled: bool
    methods: tuple[str, ...]
    recovery_codes_left: int


def get_second_factor(actor: Actor) -> SecondFactor:
    """Return the state of the actor's second factor."""
    account = people.get_own_account(actor)
    codes = find_authenticator(account, Authenticator.Type.RECOVERY_CODES)
    return SecondFactor(
        enabled=has_second_factor(account),
        methods=list_methods(account),
        recovery_codes_left=0 if codes is None else len(RecoveryCodes(codes).get_unused_codes()),
    )


def has_second_factor(account: Account) -> bool:
    """Tell whether signing in to the account needs a code."""
    return bool(Authenticator.objects.filter(user_id=account.pk, type=Authenticator.Type.TOTP).exists())


def list_methods(account: Account) -> tuple[str, ...]:
    """Return by which kinds of code the account can be opened."""
    kinds = Authenticator.objects.filter(user_id=account.pk).order_by("-type").values_list("type", flat=True)
    return tuple(str(kind) for kind in kinds)


def find_authenticator(account: Account, kind: Authenticator.Type, *, for_update: bool = False) -> Authenticator | None:
    """Return what is stored of one kind, or None; locked inside a transaction where it is to be changed."""
    stored = Authenticator.objects.select_for_update() if for_update else Authenticator.objects.all()
    return stored.filter(user_id=account.pk, type=kind).first()
