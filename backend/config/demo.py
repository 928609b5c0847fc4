"""What a first `lyceum up` shows: three people to sign in as, and the sample course."""

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lyceum.accounts.public import create_person, find_person
from lyceum.platform.embedded.home import write_private

INSTRUCTOR: Final = "instructor"
_NAMES: Final = {
    "student": ("student", "Sam Student", ("student",)),
    INSTRUCTOR: ("instructor", "Ina Instructor", ("student", "instructor")),
    "admin": ("admin", "Ada Admin", ("student", "admin")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAccount:
    """One line of the accounts' file."""

    role: str
    username: str
    password: str


def ensure_accounts(path: Path) -> tuple[DemoAccount, ...]:
    """Make the demo accounts that are missing, with the passwords in the file at `path`, which is made first."""
    if not path.exists():
        made = [f"{role} {_NAMES[role][0]} {secrets.token_urlsafe(12)}\n" for role in _NAMES]
        write_private(path, "".join(made))
    accounts = _read_accounts(path)
    for account in accounts:
        if find_person(account.username) is None:
            _make(account)
    return accounts


def _read_accounts(path: Path) -> tuple[DemoAccount, ...]:
    rows = [line.split() for line in path.read_text(encoding="utf-8").splitlines()]
    return tuple(DemoAccount(role=role, username=username, password=password) for role, username, password in rows)


def _make(account: DemoAccount) -> None:
    _, name, roles = _NAMES[account.role]
    create_person(
        username=account.username,
        email=f"{account.username}@demo.invalid",
        name=name,
        password=account.password,
        roles=roles,
    )
