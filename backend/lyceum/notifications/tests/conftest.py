"""Fixtures of the tests of notifications."""

import pytest
from django.conf import settings

from lyceum.platform.mail_url import mailer_of
from lyceum.platform.tests.mail_receiver import MailReceiver


@pytest.fixture
def receiver(monkeypatch):
    """Return a mail server to which all mail goes."""
    with MailReceiver() as running:
        monkeypatch.setattr(settings, "MAILERS", {"default": mailer_of(running.url)})
        yield running
