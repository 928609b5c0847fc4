"""What has to be done to a data folder's stores before the site may use them, and whether it has been done.

The steps themselves are management commands; here is only whether they are needed.
"""

import hashlib
import json
from dataclasses import asdict, dataclass

from lyceum.platform.embedded.home import DataFolder, write_private
from lyceum.platform.embedded.installation import BACKEND


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What has been done: migrations and indexes of `code`, demo accounts, the sample course."""

    code: str = ""
    has_accounts: bool = False
    has_sample: bool = False


def read_prepared(folder: DataFolder) -> Prepared:
    """Read what has been done to the folder."""
    try:
        return Prepared(**json.loads(folder.prepared.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return Prepared()  # nothing yet, or written by another version: every step may be repeated


def note_prepared(folder: DataFolder, prepared: Prepared) -> None:
    """Remember what has been done by now."""
    write_private(folder.prepared, json.dumps(asdict(prepared)) + "\n")


def code_fingerprint() -> str:
    """Identify the code by names, sizes and times of its files, so that a changed one migrates again."""
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted([*BACKEND.glob("config/**/*.py"), *BACKEND.glob("lyceum/**/*.py")]):
        if "tests" not in path.parts:
            stat = path.stat()
            digest.update(f"{path.relative_to(BACKEND)}:{stat.st_size}:{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
