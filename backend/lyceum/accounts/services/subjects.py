"""How somebody who may not exist is named in counters, without keeping what was typed."""

import hashlib

from lyceum.accounts.rules.names import name_key


def subject_of(identifier: str) -> str:
    """Name who this username or e-mail address is about."""
    return hashlib.blake2b(name_key(identifier).encode(), digest_size=12).hexdigest()
