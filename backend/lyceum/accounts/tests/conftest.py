"""Fixtures of the tests of accounts."""

import pytest
import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

from lyceum.platform import cache, events
from lyceum.platform.mail_url import mailer_of
from lyceum.platform.tests.mail_receiver import MailReceiver


@pytest.fixture
def without_redis(monkeypatch):
    """Point this process at a port where nothing listens, as if Redis were down."""
    monkeypatch.setattr(cache, "_trust", cache._Trust())
    nowhere = redis.Redis(port=1, retry=Retry(NoBackoff(), 0))
    monkeypatch.setattr(cache, "connection", lambda: nowhere)
    yield
    nowhere.close()


@pytest.fixture
def hear(monkeypatch):
    """Return the list into which the events of one kind are put as they are announced."""

    def listen(kind):
        heard = []
        monkeypatch.setitem(events._in_transaction, kind, (heard.append,))
        return heard

    return listen


@pytest.fixture
def receiver(monkeypatch):
    """Return a mail server to which all mail goes."""
    with MailReceiver() as running:
        monkeypatch.setattr(settings, "MAILERS", {"default": mailer_of(running.url)})
        yield running
