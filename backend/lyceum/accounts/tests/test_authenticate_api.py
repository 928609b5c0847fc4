"""Who is behind a token, tested on an endpoint that tells."""

import pytest
from rest_framework.test import APIRequestFactory

from lyceum.accounts.errors import SessionEndedError
from lyceum.accounts.permissions import AccessTokenAuthentication
from lyceum.accounts.services.sessions import revoke_session
from lyceum.accounts.tests.factories import make_person
from lyceum.platform import cache
from lyceum.platform.clock import utc_now


def ask(access):
    request = APIRequestFactory().get("/", HTTP_AUTHORIZATION=f"Bearer {access}")
    return AccessTokenAuthentication().authenticate(request)[0]


def test_token_is_its_person():
    person = make_person(roles=["instructor"])
    for _ in range(3):
        actor = ask(person.access)
        assert actor.user_id == person.person_id
        assert actor.is_instructor
    assert actor.session_id
    revoke_session(actor.session_id, now=utc_now())
    cache.connection().flushall()
    with pytest.raises(SessionEndedError):
        ask(person.access)
