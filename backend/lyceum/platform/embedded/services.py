"""Our own processes: the web server, the worker and single steps; how each is started, and with which environment."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from lyceum.platform.embedded.errors import StartupError
from lyceum.platform.embedded.home import SECRET_NAMES, DataFolder, load_secrets, rotate_log
from lyceum.platform.embedded.installation import BACKEND, MANAGE, WEB_APP, WORKER_MODULE
from lyceum.platform.embedded.network import Listening
from lyceum.platform.embedded.probes import answers_ok
from lyceum.platform.embedded.processes import ChildSpec

LIVE_PATH: Final = "/health/live/"
_FRESH_S: Final = 10.0


def is_server_mode(environ: Mapping[str, str]) -> bool:
    """Tell whether the stores are the operator's: `MONGODB_URI` names one."""
    return bool(environ.get("MONGODB_URI"))


def base_environment(folder: DataFolder, environ: Mapping[str, str]) -> dict[str, str]:
    """Return what every process of ours needs, whatever the stores are."""
    paths = [str(BACKEND), *filter(None, [environ.get("PYTHONPATH")])]
    # Compiling our code and its libraries anew at every start would cost seconds.
    given = {name: value for name, value in environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {
        **given,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": os.pathsep.join(paths),
        "PYTHONSAFEPATH": "1",  # a `config` in the working directory is a stranger's
        "PYTHONUNBUFFERED": "1",
        "WORKER_HEARTBEAT": str(folder.worker_heartbeat),
    }


def embedded_environment(
    folder: DataFolder, environ: Mapping[str, str], *, mongodb_uri: str, redis_url: str
) -> dict[str, str]:
    """Return the environment of our processes beside embedded stores; a stranger's store addresses do not get in."""
    return {
        **load_secrets(folder),
        **base_environment(folder, environ),
        "MONGODB_URI": mongodb_uri,
        "MONGODB_IS_PRIVATE": "yes",
        "REDIS_URL": redis_url,
        "DATABASE_URL": f"sqlite:///{folder.sql}",
        "MEDIA_ROOT": str(folder.media),
        # The bound of two seconds is for servers; beside one disk for everything, first indexes may take longer.
        "MONGODB_TIMEOUT_MS": environ.get("MONGODB_TIMEOUT_MS", "5000"),
    }


def server_environment(folder: DataFolder, environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of our processes beside the operator's stores.

    Raises:
        StartupError: a secret is missing.
    """
    missing = [name for name in SECRET_NAMES if name != "METRICS_TOKEN" and not environ.get(name)]
    if missing:
        raise StartupError(
            f"MONGODB_URI is set, so that Lyceum runs in server mode, which takes its secrets from the "
            f"environment: set {', '.join(missing)} (long random texts), or unset MONGODB_URI for embedded mode."
        )
    return base_environment(folder, environ)


def web_environment(listening: Listening, environ: Mapping[str, str], front_end: Path) -> dict[str, str]:
    """Add what only the web server and links to it need; what the operator has set stays."""
    ours = {
        "PUBLIC_URL": listening.url,
        "ALLOWED_HOSTS": ",".join(listening.host_names()),
        "TRUSTED_ORIGINS": ",".join(f"http://{name}:{listening.port}" for name in listening.host_names()),
    }
    return {**ours, **environ, "FRONTEND_DIST": str(front_end)}


def check_settings(env: Mapping[str, str]) -> None:
    """Let a process of ours read its settings, before one is started that would be restarted again and again.

    Raises:
        StartupError: it cannot; in the words of the one that is wrong.
    """
    command = (sys.executable, "-c", "import config.settings")
    read = subprocess.run(command, env=env, capture_output=True, text=True, check=False)  # noqa: S603 - our own code
    if read.returncode:
        raise StartupError(read.stderr.strip().rpartition("\n")[2])


def web_spec(folder: DataFolder, listening: Listening, env: Mapping[str, str]) -> ChildSpec:
    """Describe the web server: Granian with one worker process."""
    options = {
        "--interface": "asgi",
        "--host": listening.host,
        "--port": str(listening.port),
        "--workers": "1",
        "--runtime-threads": "1",
        "--blocking-threads": "1",
        # A worker that is asked to end while it still starts does not hear it.
        "--workers-kill-timeout": "5",
        "--log-level": "warning",
        "--working-dir": str(BACKEND),
    }
    words = [word for option in options.items() for word in option]
    return ChildSpec(
        name="web",
        argv=(sys.executable, "-m", "granian", *words, WEB_APP),
        env=env,
        is_ready=lambda: answers_ok(listening.probe_host, listening.port, LIVE_PATH),
        log=rotate_log(folder.log("web")),
    )


def worker_spec(folder: DataFolder, env: Mapping[str, str]) -> ChildSpec:
    """Describe the worker."""
    return ChildSpec(
        name="worker",
        argv=(sys.executable, "-m", WORKER_MODULE),
        env=env,
        is_ready=lambda: _beats(folder.worker_heartbeat),
        log=rotate_log(folder.log("worker")),
    )


def migration_spec(folder: DataFolder, env: Mapping[str, str]) -> ChildSpec:
    """Describe the step that migrates databases, indexes and documents."""
    return _step_spec("the preparation of the databases", ("migrate_stores",), env, folder.log("migrate"))


def demo_spec(folder: DataFolder, env: Mapping[str, str], course: Path | None) -> ChildSpec:
    """Describe the step that makes the demo accounts and, where one is given, loads the sample course."""
    command = ["load_demo", str(folder.demo_accounts)]
    if course:
        command += ["--course", str(course)]
    return _step_spec("the loading of the demo", command, env, folder.log("demo"))


def _step_spec(name: str, command: Sequence[str], env: Mapping[str, str], log: Path) -> ChildSpec:
    return ChildSpec(
        name=name,
        argv=(sys.executable, str(MANAGE), *command),
        env=env,
        is_ready=lambda: True,
        log=rotate_log(log),
    )


def _beats(heartbeat: Path) -> bool:
    """Tell whether a living worker wrote the file lately."""
    with contextlib.suppress(OSError, ValueError):  # not written yet, or its writer has ended
        os.kill(int(heartbeat.read_text(encoding="utf-8")), 0)
        return time.time() - heartbeat.stat().st_mtime < _FRESH_S
    return False
