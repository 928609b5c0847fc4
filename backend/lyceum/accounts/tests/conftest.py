"""Fixtures of the tests of accounts."""

import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from lyceum.platform import cache


@pytest.fixture
def without_redis(monkeypatch):
    """Point this process at a port where nothing listens, as if Redis were down."""
    monkeypatch.setattr(cache, "_trust", cache._Trust())
    nowhere = redis.Redis(port=1, retry=Retry(NoBackoff(), 0))
    monkeypatch.setattr(cache, "connection", lambda: nowhere)
    yield
    nowhere.close()
