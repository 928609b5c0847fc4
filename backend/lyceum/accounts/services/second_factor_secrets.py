"""How the secrets of the second factor are kept: encrypted, so that a copy of the database opens nothing.

allauth finds the class by the setting MFA_ADAPTER and calls it wherever it stores or reads a secret.
"""

import base64
from functools import cache

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """allauth's way with second factors, with encryption (Fernet) under a key from SECRET_KEY (HKDF, RFC 5869)."""

    def encrypt(self, text: str) -> str:
        """Return the text as it is stored."""
        return _cipher(settings.SECRET_KEY).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the text that was stored."""
        return _cipher(settings.SECRET_KEY).decrypt(encrypted_text.encode()).decode()


@cache
def _cipher(secret_key: str) -> Fernet:
    derivation = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"lyceum.accounts.second_factor")
    return Fernet(base64.urlsafe_b64encode(derivation.derive(secret_key.encode())))
