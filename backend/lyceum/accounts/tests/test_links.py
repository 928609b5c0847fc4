"""How long the links of mails work, and for what."""

import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import signing

from lyceum.accounts.errors import LinkExpiredError
from lyceum.accounts.models import Account
from lyceum.accounts.selectors.links import LinkPurpose, get_account_of_link, make_link_token
from lyceum.accounts.tests.factories import make_person

MINUTE = timedelta(minutes=1)
LIVES = {
    LinkPurpose.PASSWORD_RESET: timedelta(hours=1),
    LinkPurpose.EMAIL_VERIFICATION: timedelta(days=3),
    LinkPurpose.INVITATION: timedelta(days=7),
}


@pytest.fixture
def made(monkeypatch):
    """Make a link of some time ago."""
    make_person()
    account = Account.objects.get()

    def make(purpose, ago):
        with monkeypatch.context() as clock:
            clock.setattr(signing, "time", SimpleNamespace(time=lambda: time.time() - ago.total_seconds()))
            return make_link_token(account, purpose)

    return make


@pytest.mark.parametrize("purpose", LinkPurpose)
def test_a_link_works_as_long_as_the_docs_say(made, purpose):
    assert get_account_of_link(made(purpose, LIVES[purpose] - MINUTE), purpose) == Account.objects.get()
    with pytest.raises(LinkExpiredError):
        get_account_of_link(made(purpose, LIVES[purpose] + MINUTE), purpose)


@pytest.mark.parametrize("purpose", LinkPurpose)
def test_a_link_is_good_for_its_purpose_only(made, purpose):
    with pytest.raises(LinkExpiredError):
        get_account_of_link(made(purpose, MINUTE), *(other for other in LinkPurpose if other is not purpose))
