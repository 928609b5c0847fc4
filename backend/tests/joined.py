"""Joins this process to a running site, so that people and courses are made by the factories of the tests."""

import os

import django

from lyceum.platform.embedded.home import open_folder
from lyceum.platform.embedded.lock import find_running
from lyceum.platform.embedded.services import embedded_environment
from tests.site import Site


def join(site: Site) -> None:
    """Use the stores and the secrets of a site from now on; once in a process."""
    folder = open_folder(site.home)
    running = find_running(folder)
    assert running is not None, "the site does not run"
    stores = {"mongodb_uri": running.mongodb_uri, "redis_url": running.redis_url}
    os.environ.update(embedded_environment(folder, os.environ, **stores), LOG_LEVEL="WARNING")
    django.setup()
