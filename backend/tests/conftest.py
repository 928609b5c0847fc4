"""Fixtures of the tests that run whole sites and further processes."""

from collections.abc import Iterator

import pytest

from lyceum.platform import mongo
from tests.mongo_commands import CommandWatch


@pytest.fixture(scope="module", autouse=True)
def _nothing_left_behind(_stores: None, mongo_commands: CommandWatch) -> Iterator[None]:
    """Delete what the processes of a file have written: the suite sees only what it writes itself."""
    yield
    with mongo_commands.paused():
        for collection in mongo.collections():
            collection.raw().delete_many({})
