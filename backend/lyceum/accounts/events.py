"""Facts that accounts announces."""

from dataclasses import dataclass

from bson import ObjectId

from lyceum.platform.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRenamed(Event):
    """Somebody goes by another name now."""

    person_id: ObjectId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordResetRequested(Event):
    """Somebody asked for a link to choose a new password; `account_id` is 0 where nobody has the address."""

    account_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailVerificationRequested(Event):
    """An address is to be confirmed; `account_id` is 0 where there is none to confirm."""

    account_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonInvited(Event):
    """An administrator made an account for somebody, who is to choose a password."""

    account_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordChanged(Event):
    """Somebody has another password now."""

    account_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorAdded(Event):
    """Signing in to an account needs a code now."""

    account_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorRemoved(Event):
    """Signing in to an account needs no code any more."""

    account_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DataExportRequested(Event):
    """Somebody wants a copy of what is held about them."""

    person_id: ObjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDeleted(Event):
    """The account of a person is gone; what others hold about them is to go too."""

    person_id: ObjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalDataLeft(Event):
    """One capability (its name in the wiring) has not yet erased all about a person who is gone."""

    person_id: ObjectId
    holder: str
