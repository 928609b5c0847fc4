"""Django's admin for accounts: to look, and to do what the API allows administrators, by the same services.

Signing in takes the same steps and is throttled as in the API. Each visit is a session of ours beside Django's, so that
it is listed and can be revoked like any other.
"""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.forms import AuthenticationForm
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.views.generic import RedirectView

from lyceum.accounts.models import Account, Session
from lyceum.accounts.selectors.people import find_actor_of
from lyceum.accounts.selectors.sessions import is_session_live
from lyceum.accounts.services.administration import PersonChanges, change_person, revoke_sessions
from lyceum.accounts.services.sessions import open_session, revoke_session
from lyceum.accounts.services.sign_in import open_admin
from lyceum.accounts.views.session_cookies import client_of
from lyceum.platform.clock import utc_now
from lyceum.platform.errors import LyceumError


class AdminSignInForm(AuthenticationForm):
    """Username or e-mail address, password, and a code where there is a second factor."""

    code = forms.CharField(
        required=False,
        max_length=20,
        label="Code (where you have a second factor)",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean(self) -> dict[str, Any]:
        """Check all steps at once."""
        given = self.cleaned_data
        if self.request is None:
            raise forms.ValidationError("Sign in on the page.")
        try:
            self.user_cache = open_admin(
                given.get("username", ""),
                given.get("password", ""),
                given.get("code", ""),
                client=client_of(self.request),
            )
        except LyceumError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return given


class LyceumAdminSite(admin.AdminSite):
    """The site under /admin/."""

    site_header = site_title = "Lyceum"
    login_form = AdminSignInForm
    login_template = "accounts/admin/login.html"

    def has_permission(self, request: HttpRequest) -> bool:
        """Let administrators in whose session has not been revoked."""
        sid = request.session.get("sid", "")
        return bool(super().has_permission(request) and sid and is_session_live(sid))

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Sign in, and open a session of ours."""
        response = super().login(request, extra_context)
        if request.method == "POST" and isinstance(request.user, Account):
            agent = request.META.get("HTTP_USER_AGENT", "")
            request.session["sid"] = open_session(request.user, user_agent=agent, now=utc_now()).sid.hex
        return response

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Sign out, and end our session."""
        if request.method == "POST" and "sid" in request.session:
            revoke_session(request.session["sid"], now=utc_now())
        return super().logout(request, extra_context)

    def get_urls(self) -> list[Any]:
        """Send people who want another password to the app, where a change ends their other sessions."""
        app = RedirectView.as_view(url=f"{settings.PUBLIC_URL}/profile")
        return [path("password_change/", app, name="password_change"), *super().get_urls()]


if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Any]  # generic for the type checker only
else:
    _ModelAdmin = admin.ModelAdmin


class _ReadOnlyAdmin(_ModelAdmin):
    """Shows; whatever changes something goes through a service."""

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002 - Django's signature
        """Refuse: people are invited, sessions are signed in to."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002 - Django's signature
        """Refuse: there are actions."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002 - Django's signature
        """Refuse: deleting a person has a receipt."""
        return False


class AccountAdmin(_ReadOnlyAdmin):
    """Accounts, with what administrators do to them."""

    list_display = ("username", "email", "is_active", "is_staff", "email_verified_at", "date_joined")
    list_filter = ("is_active", "is_staff")
    search_fields = ("username_key__startswith", "email_key__startswith")
    fields = list_display
    actions = ("close", "open", "end_sessions")
    list_per_page = 50
    show_full_result_count = False

    @admin.action(description="Close the accounts")
    def close(self, request: HttpRequest, chosen: QuerySet[Account]) -> None:
        """Close accounts."""
        self._change(request, chosen, {"is_active": False})

    @admin.action(description="Open the accounts again")
    def open(self, request: HttpRequest, chosen: QuerySet[Account]) -> None:
        """Open accounts."""
        self._change(request, chosen, {"is_active": True})

    @admin.action(description="End all sessions")
    def end_sessions(self, request: HttpRequest, chosen: QuerySet[Account]) -> None:
        """End the sessions of accounts."""
        administrator = find_actor_of(_account_of(request))
        for account in chosen:
            person, now = find_actor_of(account), utc_now()
            if person is not None and administrator is not None:
                revoke_sessions(person.user_id, actor=administrator, now=now)

    def _change(self, request: HttpRequest, chosen: QuerySet[Account], changes: PersonChanges) -> None:
        administrator = find_actor_of(_account_of(request))
        for account in chosen:
            person = find_actor_of(account)
            if person is None or administrator is None:
                continue
            try:
                change_person(person.user_id, changes, actor=administrator, now=utc_now())
            except LyceumError as refusal:
                self.message_user(request, f"{account.username}: {refusal}", messages.ERROR)


class SessionAdmin(_ReadOnlyAdmin):
    """Where people are signed in; tokens are not shown."""

    list_display = ("account", "created_at", "last_seen_at", "user_agent", "revoked_at")
    list_select_related: ClassVar[tuple[str, ...]] = ("account",)
    fields = list_display
    search_fields = ("account__username_key__startswith",)
    list_per_page = 50
    show_full_result_count = False


def _account_of(request: HttpRequest) -> Account:
    if not isinstance(request.user, Account):  # has_permission lets nobody else in
        raise TypeError("Nobody is signed in.")
    return request.user


admin_site = LyceumAdminSite(name="admin")
admin_site.register(Account, AccountAdmin)
admin_site.register(Session, SessionAdmin)
