"""What a profile may say."""

import re
import unicodedata
import zoneinfo
from functools import cache
from typing import Final, TypedDict

from lyceum.accounts.rules.names import unfit

_LOCALE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_REORDERING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class ProfileChanges(TypedDict, total=False):
    """New values of a profile; what is absent stays."""

    name: str
    bio: str
    locale: str
    timezone: str
    profile_picture: str


def check_name(name: str) -> None:
    """Check that a name can be seen and has no line breaks, control characters or characters that reorder others.

    Raises:
        UnfitNameError: it has, or nothing of it can be seen.
    """
    is_unsafe = any(unicodedata.category(sign) in {"Cc", "Zl", "Zp"} or sign in _REORDERING for sign in name)
    if is_unsafe or (name and all(unicodedata.category(sign)[0] in "CZ" for sign in name)):
        raise unfit("name", "invalid", "Use letters, digits, spaces and signs only.")


def check_profile(changes: ProfileChanges) -> None:
    """Check the changes of a profile: name, language tag (BCP 47) and time zone (IANA).

    Raises:
        UnfitNameError: one cannot be used.
    """
    check_name(changes.get("name", ""))
    if "locale" in changes and not _LOCALE.fullmatch(changes["locale"]):
        raise unfit("locale", "invalid", "Use a language tag such as en or pt-BR.")
    if "timezone" in changes and changes["timezone"] not in _time_zones():
        raise unfit("timezone", "invalid", "Use a time zone such as Europe/Vienna.")


@cache
def _time_zones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())
