"""Fixtures of the whole suite: real stores, a clean state for each test, and a watch on every MongoDB command."""

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test.utils import setup_databases, teardown_databases
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis
from pymongo import monitoring
from rest_framework.test import APIClient

from config.migrating import import_declarations
from lyceum.platform import cache, mongo
from tests import stores
from tests.deliveries import deliver_all
from tests.mongo_commands import CommandWatch
from tests.sql_rows import delete_rows

_watch = CommandWatch()
# How long an example takes says more about the machine's other work than about ours.
hypothesis.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("steady")
_at_exit = contextlib.ExitStack()


def pytest_configure(config: pytest.Config) -> None:
    """Start the stores once; further pytest processes (xdist) use those of the first."""
    if "TEST_MONGODB_URI" not in os.environ or "TEST_REDIS_URL" not in os.environ:
        os.environ["TEST_MONGODB_URI"], os.environ["TEST_REDIS_URL"] = _at_exit.enter_context(stores.both())
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    _set("MONGODB_URI", f"{os.environ['TEST_MONGODB_URI'].rstrip('/')}/lyceum_test_{worker}")
    _set("REDIS_URL", f"{os.environ['TEST_REDIS_URL'].rstrip('/')}/{worker}")
    # On a busy machine a slow answer must not look like a missing one: the tests count commands.
    settings.REDIS_TIMEOUT_MS = 5_000
    monitoring.register(_watch)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the stores."""
    _at_exit.close()


def _set(name: str, value: str) -> None:
    os.environ[name] = value
    setattr(settings, name, value)


@pytest.fixture(scope="session", autouse=True)
def _stores(django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Make the databases and a media folder of this pytest process."""
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")
    os.environ["MEDIA_ROOT"] = str(settings.MEDIA_ROOT)
    mongo.client().drop_database(mongo.database().name)
    import_declarations()
    mongo.ensure_indexes()
    with django_db_blocker.unblock():
        _keep_sql_in_a_file(tmp_path_factory.mktemp("sql") / "auth.sqlite3")
        made = setup_databases(verbosity=0, interactive=False)
        yield
        connections.close_all()
        teardown_databases(made, verbosity=0)
    mongo.client().close()
    cache.connection().close()


def _keep_sql_in_a_file(path: Path) -> None:
    """Let threads and further processes open the SQL test database."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(path)
        os.environ["DATABASE_URL"] = f"sqlite:///{path}"


@pytest.fixture(autouse=True)
def _clean_state(_stores: None) -> Iterator[None]:
    """Delete what the test before this one wrote; fail on a broken query rule."""
    cache.connection().flushdb()
    _watch.broken.clear()
    yield
    broken = [*_watch.broken, *_watch.take_scans()]
    with _watch.paused():
        for name in _watch.written:
            mongo.database()[name].delete_many({})
    _watch.written.clear()
    delete_rows()
    assert not broken, f"query rules broken (ADR 0003): {broken}"


@pytest.fixture(scope="session")
def mongo_commands() -> CommandWatch:
    """`with mongo_commands.at_most(4): …` fails when the block sends more commands."""
    return _watch


@pytest.fixture
def api() -> APIClient:
    """An anonymous client of the HTTP API."""
    return APIClient()


@pytest.fixture
def run_outbox() -> Callable[[], None]:
    """Deliver what the outbox holds and run the errands; a handler that fails fails the test."""

    return deliver_all


@pytest.fixture
def in_threads() -> Callable[[list[Callable[[], Any]]], list[Any]]:
    """Call functions at the same moment, each in a thread; return their results, raise what they raise."""

    def run(calls: list[Callable[[], Any]]) -> list[Any]:
        barrier = threading.Barrier(len(calls))

        def one(call: Callable[[], Any]) -> Any:
            barrier.wait()
            try:
                return call()
            finally:
                connections.close_all()

        with ThreadPoolExecutor(len(calls)) as pool:
            return [future.result() for future in [pool.submit(one, call) for call in calls]]

    return run
