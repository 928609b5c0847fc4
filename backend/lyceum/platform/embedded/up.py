"""`lyceum up`: from a data folder to a running site, and back to silence.

The order of things stands here; how each process is started stands in `stores.py` and `services.py`.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from lyceum.platform.embedded.errors import StopRequestedError
from lyceum.platform.embedded.home import DataFolder, RunState, open_folder, write_run_state
from lyceum.platform.embedded.installation import SAMPLE_COURSE, find_front_end
from lyceum.platform.embedded.lock import FolderLock
from lyceum.platform.embedded.network import Listening, check_free, find_free_port
from lyceum.platform.embedded.preparation import Prepared, code_fingerprint, note_prepared, read_prepared
from lyceum.platform.embedded.services import (
    check_settings,
    demo_spec,
    embedded_environment,
    is_server_mode,
    migration_spec,
    server_environment,
    web_environment,
    web_spec,
    worker_spec,
)
from lyceum.platform.embedded.signals import StopRequests
from lyceum.platform.embedded.stores import plan_stores
from lyceum.platform.embedded.supervisor import Supervisor

type Say = Callable[[str], None]

_STORES_WITHIN_S: Final = 120.0
_SITE_WITHIN_S: Final = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class UpOptions:
    """What the person at the terminal chose; port 0 means any free one."""

    home: Path
    host: str
    port: int
    has_sample: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Site:
    """What one run works with."""

    folder: DataFolder
    listening: Listening
    environ: Mapping[str, str]
    front_end: Path
    has_sample: bool
    say: Say


def run_up(options: UpOptions, *, environ: Mapping[str, str], say: Say) -> None:
    """Serve the site until a signal asks to stop.

    Raises:
        StartupError: it cannot start; nothing is left running.
    """
    site = _Site(
        front_end=find_front_end(environ),
        folder=open_folder(options.home),
        listening=Listening(host=options.host, port=options.port or find_free_port(options.host)),
        environ=environ,
        has_sample=options.has_sample,
        say=say,
    )
    with FolderLock(site.folder, site.listening.url), StopRequests() as requests:
        check_free(site.listening)
        try:
            _serve(site, requests)
        except StopRequestedError:
            say("Stopped.")
        finally:
            site.folder.run_state.unlink(missing_ok=True)


def _serve(site: _Site, requests: StopRequests) -> None:
    if is_server_mode(site.environ):
        _serve_beside_given_stores(site, requests)
    else:
        _serve_with_own_stores(site, requests)


def _serve_beside_given_stores(site: _Site, requests: StopRequests) -> None:
    env = server_environment(site.folder, site.environ)
    check_settings(web_environment(site.listening, env, site.front_end))
    with _supervise(site, requests, mongodb_uri="", redis_url="") as supervisor:
        site.say("Preparing the databases named by MONGODB_URI and DATABASE_URL …")
        supervisor.run_step(migration_spec(site.folder, env))
        _open_site(site, supervisor, env)
        site.say(_welcome(site))
        supervisor.watch()


def _serve_with_own_stores(site: _Site, requests: StopRequests) -> None:
    stores = plan_stores(site.folder, site.environ)
    uris = {"mongodb_uri": stores.mongodb_uri, "redis_url": stores.redis_url}
    env = embedded_environment(site.folder, site.environ, **uris)
    check_settings(web_environment(site.listening, env, site.front_end))
    with _supervise(site, requests, **uris) as supervisor:
        site.say(f"Starting the stores in {site.folder.path} …")
        supervisor.start(*stores.specs)
        _prepare(site, supervisor, env)
        _open_site(site, supervisor, env)
        site.say(_welcome(site))
        supervisor.watch()


def _supervise(site: _Site, requests: StopRequests, *, mongodb_uri: str, redis_url: str) -> Supervisor:
    def note_processes(pids: dict[str, int]) -> None:
        state = RunState(
            pid=os.getpid(),
            url=site.listening.url,
            mongodb_uri=mongodb_uri,
            redis_url=redis_url,
            processes=pids,
        )
        write_run_state(site.folder, state)

    return Supervisor(requests=requests, say=site.say, on_change=note_processes)


def _prepare(site: _Site, supervisor: Supervisor, env: Mapping[str, str]) -> None:
    """Bring the stores to what this code needs; later starts skip what is done and need not wait for the stores."""
    done, code = read_prepared(site.folder), code_fingerprint()
    if done.code != code:
        supervisor.wait_ready(timeout_s=_STORES_WITHIN_S)
        site.say("Preparing the databases …")
        supervisor.run_step(migration_spec(site.folder, env))
        done = replace(done, code=code)
        note_prepared(site.folder, done)
    if not done.has_accounts or (site.has_sample and not done.has_sample):
        supervisor.wait_ready(timeout_s=_STORES_WITHIN_S)
        _load_demo(site, supervisor, env, done)


def _load_demo(site: _Site, supervisor: Supervisor, env: Mapping[str, str], done: Prepared) -> None:
    course = SAMPLE_COURSE if site.has_sample else None
    site.say("Making the demo accounts and loading the sample course …" if course else "Making demo accounts …")
    supervisor.run_step(demo_spec(site.folder, env, course))
    note_prepared(site.folder, replace(done, has_accounts=True, has_sample=done.has_sample or site.has_sample))
    if not done.has_accounts:
        site.say(_describe_accounts(site.folder))


def _open_site(site: _Site, supervisor: Supervisor, env: Mapping[str, str]) -> None:
    """Start the web server and then, so that the first page need not share the processor with it, the worker."""
    site.say("Starting the web server and the worker …")
    env = web_environment(site.listening, env, site.front_end)
    for spec in (web_spec(site.folder, site.listening, env), worker_spec(site.folder, env)):
        supervisor.start(spec)
        supervisor.wait_ready(timeout_s=_SITE_WITHIN_S)


def _describe_accounts(folder: DataFolder) -> str:
    accounts = folder.demo_accounts.read_text(encoding="utf-8").splitlines()
    rows = ["  {:<12} {:<12} {}".format(*line.split(" ", 2)) for line in accounts]
    head = f"Demo accounts, shown this once (kept in {folder.demo_accounts}):"
    return "\n".join([head, f"  {'role':<12} {'username':<12} password", *rows])


def _welcome(site: _Site) -> str:
    lines = [f"\nLyceum is ready: {site.listening.url}"]
    if site.folder.demo_accounts.exists():
        lines.append(f"Next: open it and sign in with an account of {site.folder.demo_accounts}.")
    lines.append("Ctrl-C stops it.")
    return "\n".join(lines)
