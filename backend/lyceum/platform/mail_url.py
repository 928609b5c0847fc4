"""How mail leaves, read from one address: `smtp://`, `smtp+starttls://`, `smtps://` or `file:`.

Called by the settings, so nothing here needs Django.
"""

from typing import Any, Final
from urllib.parse import unquote, urlsplit

from lyceum.platform.environment import SettingError

TIMEOUT_S: Final = 10
_TLS: Final = {"smtp": {}, "smtp+starttls": {"use_tls": True}, "smtps": {"use_ssl": True}}


def mailer_of(url: str) -> dict[str, Any]:
    """Return the entry of Django's MAILERS for an address such as `smtp+starttls://name:password@host:587`.

    Raises:
        SettingError: it is of no known kind, or names no host.
    """
    parts = urlsplit(url)
    if parts.scheme == "file":
        return {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": unquote(parts.path)},
        }
    if parts.scheme not in _TLS or not parts.hostname:
        raise SettingError("EMAIL_URL must be like smtp+starttls://name:password@host:587 or file:/folder.")
    options: dict[str, Any] = {
        "host": parts.hostname,
        "port": parts.port,
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "timeout": TIMEOUT_S,
        **_TLS[parts.scheme],
    }
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}
