"""Django's admin, through its pages."""

import pytest
from django.conf import settings
from django.test import Client

from lyceum.accounts.models import Account, Session
from lyceum.accounts.services import attempts
from lyceum.accounts.tests.factories import make_person
from lyceum.accounts.tests.test_second_factor_api import code_of, turn_on

PASSWORD = "a poem about engines"
LOGIN, ACCOUNTS = "/admin/login/", "/admin/accounts/account/"


@pytest.fixture
def admin():
    return make_person(username="root", name="Adi", roles=["admin"], password=PASSWORD)


@pytest.fixture
def browser(admin):
    return signed_in("root")


def sign_in(browser, username, password=PASSWORD, **fields):
    return browser.post(LOGIN, {"username": username, "password": password, "next": "/admin/"} | fields)


def signed_in(username):
    browser = Client()
    assert sign_in(browser, username).status_code == 302
    return browser


def is_in(browser):
    return browser.get("/admin/").status_code == 200


def act(browser, action, *people):
    ids = [Account.objects.get(username=person.username).pk for person in people]
    return browser.post(ACCOUNTS, {"action": action, "_selected_action": ids}, follow=True)


def test_administrators_sign_in_and_look(browser, admin):
    assert is_in(browser)
    page = browser.get(ACCOUNTS).content.decode()
    assert admin.email in page
    account = browser.get(f"{ACCOUNTS}{Account.objects.get().pk}/change/").content.decode()
    assert "argon2" not in account
    assert "jti" not in browser.get("/admin/accounts/session/").content.decode()


def test_pages_hold_no_script_of_their_own(browser):
    for url in (LOGIN, "/admin/", ACCOUNTS):
        assert "<script>" not in browser.get(url).content.decode()


@pytest.mark.parametrize("username", ["sam", "ina", "nobody"])
def test_others_are_refused(username):
    make_person(username="sam", password=PASSWORD)
    make_person(username="ina", roles=["instructor"], password=PASSWORD)
    browser = Client()

    page = sign_in(browser, username)

    assert page.status_code == 200
    assert "The name or the password is wrong." in page.content.decode()
    assert not is_in(browser)


def test_sign_in_is_throttled_with_the_api(admin, api):
    for _ in range(attempts.PER_ACCOUNT_AND_ADDRESS.attempts):
        sign_in(Client(), "root", "wrong")

    assert "Too many attempts" in sign_in(Client(), "root").content.decode()
    assert api.post("/api/auth/login/", {"username": "root", "password": PASSWORD}).status_code == 429


def test_second_factor_is_asked_for(admin):
    secret, recovery_codes = turn_on(admin)

    for code in ("", "000000"):
        assert "The code is not right" in sign_in(Client(), "root", code=code).content.decode()
    assert sign_in(Client(), "root", code=code_of(secret)).status_code == 302
    assert sign_in(Client(), "root", code=recovery_codes[0]).status_code == 302


def test_sign_in_needs_the_page_it_came_from(admin):
    browser = Client(enforce_csrf_checks=True)

    assert sign_in(browser, "root").status_code == 403


def test_visit_is_a_session_that_can_be_revoked(browser, admin):
    [visit] = [item for item in admin.client.get("/api/auth/sessions/").json() if item["user_agent"] != "Test"]

    admin.client.delete(f"/api/auth/sessions/{visit['id']}/")

    assert not is_in(browser)


def test_signing_out_ends_the_session(browser):
    browser.post("/admin/logout/")

    assert not is_in(browser)
    assert Session.objects.filter(revoked_at=None).count() == 1  # that of the API


def test_role_that_is_taken_away_closes_the_pages(browser, admin):
    other = make_person(roles=["admin"])

    other.client.patch(f"/api/users/{admin.id}/", {"roles": []})

    assert not is_in(browser)


def test_accounts_are_closed_and_opened_by_the_services(browser, admin):
    student = make_person()

    act(browser, "close", student)
    assert student.client.get("/api/auth/user/").status_code == 401
    act(browser, "open", student)

    assert Account.objects.get(username=student.username).is_active
    actions = [entry["action"] for entry in admin.client.get("/api/audit-log/").json()["results"]]
    assert actions == ["person_activated", "person_deactivated"]


def test_sessions_are_ended_by_the_services(browser):
    student = make_person()

    act(browser, "end_sessions", student)

    assert student.client.get("/api/auth/user/").status_code == 401


def test_own_account_cannot_be_closed(browser, admin):
    page = act(browser, "close", admin)

    assert "Ask another administrator" in page.content.decode()
    assert Account.objects.get().is_active


def test_nothing_can_be_added_changed_or_deleted(browser):
    account = Account.objects.get()
    for url in (f"{ACCOUNTS}add/", f"{ACCOUNTS}{account.pk}/delete/", "/admin/accounts/session/add/"):
        assert browser.get(url).status_code == 403
        assert browser.post(url, {"post": "yes"}).status_code == 403
    browser.post(f"{ACCOUNTS}{account.pk}/change/", {"username": "other", "is_staff": "on"})
    act(browser, "delete_selected")
    account.refresh_from_db()
    assert account.username == "root"


def test_password_is_changed_in_the_app_only(browser):
    reply = browser.get("/admin/password_change/")

    assert (reply.status_code, reply["Location"]) == (302, f"{settings.PUBLIC_URL}/profile")


def test_api_sets_no_cookie_of_the_admin(admin, api):
    reply = api.post("/api/auth/login/", {"username": "root", "password": PASSWORD})

    assert set(reply.cookies) == {"lyceum_refresh", "lyceum_device"}
