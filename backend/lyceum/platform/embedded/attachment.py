"""Commands that need the stores: they join a running instance, or start the stores for as long as they take."""

import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from lyceum.platform.embedded.errors import StartupError, StopRequestedError
from lyceum.platform.embedded.home import DataFolder, open_folder
from lyceum.platform.embedded.installation import MANAGE
from lyceum.platform.embedded.lock import FolderLock, find_running
from lyceum.platform.embedded.preparation import code_fingerprint, read_prepared
from lyceum.platform.embedded.services import (
    embedded_environment,
    is_server_mode,
    migration_spec,
    server_environment,
)
from lyceum.platform.embedded.signals import StopRequests
from lyceum.platform.embedded.stores import plan_stores
from lyceum.platform.embedded.supervisor import Supervisor

_READY_WITHIN_S: Final = 60.0
_STOPPED: Final = 130  # as shells say it for Ctrl-C


def run_beside_stores(
    command: Sequence[str], *, home: Path, environ: Mapping[str, str], say: Callable[[str], None]
) -> int:
    """Run a management command with the stores of `home`, or in server mode with the operator's; returns its exit code.

    Raises:
        StartupError: the stores cannot be reached or started.
    """
    folder = open_folder(home)
    argv = (sys.executable, str(MANAGE), *command)
    if is_server_mode(environ):
        return subprocess.call(argv, env=server_environment(folder, environ))  # noqa: S603 - our own command
    running = find_running(folder)
    if running is None:
        return _run_with_own_stores(argv, folder, environ, say)
    if not running.mongodb_uri:
        raise StartupError(
            f"Lyceum runs on {folder.path} in server mode (pid {running.pid}). "
            "Set MONGODB_URI and its other settings for this command too."
        )
    env = embedded_environment(folder, environ, mongodb_uri=running.mongodb_uri, redis_url=running.redis_url)
    return subprocess.call(argv, env=env)  # noqa: S603 - our own command


def _run_with_own_stores(
    argv: Sequence[str], folder: DataFolder, environ: Mapping[str, str], say: Callable[[str], None]
) -> int:
    with FolderLock(folder), StopRequests() as requests:
        stores = plan_stores(folder, environ)
        env = embedded_environment(folder, environ, mongodb_uri=stores.mongodb_uri, redis_url=stores.redis_url)
        try:
            with Supervisor(requests=requests, say=say) as supervisor:
                supervisor.start(*stores.specs)
                supervisor.wait_ready(timeout_s=_READY_WITHIN_S)
                if read_prepared(folder).code != code_fingerprint():
                    supervisor.run_step(migration_spec(folder, env))
                return supervisor.run_command(argv, env)
        except StopRequestedError:
            return _STOPPED
