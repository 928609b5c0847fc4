"""Usernames and e-mail addresses: what may be one, and when two are the same."""

import re
import unicodedata
from typing import Final

from lyceum.accounts.errors import UnfitNameError
from lyceum.platform.errors import FieldError

USERNAME_LENGTH: Final = 64
EMAIL_LENGTH: Final = 254
NAME_LENGTH: Final = 100
KEY_LENGTH: Final = 254

_USERNAME: Final = re.compile(r"[\w.+-]+")
_EMAIL: Final = re.compile(r"[^@\s\x00]+@[^@\s\x00]+\.[^@\s\x00.]+")


def name_key(text: str) -> str:
    """Return the form under which a name is unique: NFKC and case folded (Unicode, section 3.13)."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def check_username(username: str) -> None:
    """Check that a username has letters, digits and `. + - _` only.

    Raises:
        UnfitNameError: it has others, such as the '@' that tells addresses from names, or is too long.
    """
    key = name_key(username)
    if not _USERNAME.fullmatch(username) or not _USERNAME.fullmatch(key):
        raise unfit("username", "invalid", "Use letters, digits and the signs . + - _ only.")
    if len(username) > USERNAME_LENGTH or len(key) > KEY_LENGTH:
        raise unfit("username", "max_length", f"Use {USERNAME_LENGTH} characters or fewer.")


def check_email(email: str) -> None:
    """Check that an address has the form of one; only a mail to it can tell more.

    Raises:
        UnfitNameError: it has not, or is too long.
    """
    key = name_key(email)
    is_plain = not any(unicodedata.category(sign) in {"Cc", "Cf"} for sign in email)  # the DNS leaves them out
    if not is_plain or not _EMAIL.fullmatch(email) or not _EMAIL.fullmatch(key):
        raise unfit("email", "invalid", "Enter a valid e-mail address.")
    if len(email) > EMAIL_LENGTH or len(key) > KEY_LENGTH:
        raise unfit("email", "max_length", f"Use {EMAIL_LENGTH} characters or fewer.")


def unfit(field: str, code: str, message: str) -> UnfitNameError:
    """Make the refusal of one field."""
    error = FieldError(field=field, code=code, message=message)
    return UnfitNameError("This name cannot be used.", errors=(error,))
