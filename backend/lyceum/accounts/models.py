"""What accounts keeps in SQL: who may sign in, and their sessions.

Here are names, password hashes and sessions only; everything else about a person is the profile in
`documents.py`. The keys are made in Python and unique here: the only authority on names.
"""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import models
from django.utils import timezone

from lyceum.accounts.rules.names import EMAIL_LENGTH, KEY_LENGTH, USERNAME_LENGTH, name_key


class Argon2idHasher(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two passes and one lane (OWASP Password Storage Cheat Sheet)."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by the keys of their names."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """Return the account with this username, however it is written (Django's admin asks)."""
        return self.get(username_key=name_key(username or ""))


class Account(AbstractBaseUser):
    """Somebody who may sign in."""

    username = models.CharField(max_length=USERNAME_LENGTH, unique=True)
    username_key = models.CharField(max_length=KEY_LENGTH, unique=True, editable=False)
    email = models.EmailField(max_length=EMAIL_LENGTH)
    email_key = models.CharField(max_length=KEY_LENGTH, unique=True, editable=False)
    email_verified_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False, help_text="May open Django's admin.")
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["email"]

    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        """Newest last."""

        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return self.username

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's signature
        """Store the account with keys that fit its names."""
        self.username_key = name_key(self.username)
        self.email_key = name_key(self.email)
        super().save(*args, **kwargs)

    def has_perm(self, perm: str, obj: object = None) -> bool:  # noqa: ARG002 - Django's signature
        """Tell whether Django's admin allows something: everything to staff, nothing to others."""
        return self.is_active and self.is_staff

    def has_module_perms(self, app_label: str) -> bool:  # noqa: ARG002 - Django's signature
        """Tell whether Django's admin shows an application."""
        return self.is_active and self.is_staff


class Session(models.Model):
    """One sign-in on one device, until it is revoked or its refresh token expires.

    `current_jti` names the only refresh token that is good; `previous_jti` the one it replaced at `rotated_at`.
    """

    sid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sessions")
    current_jti = models.CharField(max_length=32)
    previous_jti = models.CharField(max_length=32, blank=True)
    rotated_at = models.DateTimeField()
    created_at = models.DateTimeField()
    last_seen_at = models.DateTimeField(db_index=True)
    user_agent = models.CharField(max_length=300, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The last used first."""

        ordering: ClassVar[list[str]] = ["-last_seen_at"]

    def __str__(self) -> str:
        return str(self.sid)
