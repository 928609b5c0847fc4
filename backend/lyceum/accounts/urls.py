"""Routes of accounts, under /api/, and the pages of Django's admin."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from lyceum.accounts.views.admin_site import admin_site
from lyceum.accounts.views.audit_log import AuditLogView
from lyceum.accounts.views.own import OwnSessionViewSet, OwnUserView
from lyceum.accounts.views.own_data import (
    DataExportFileView,
    DataExportView,
    OwnAccountDeletionView,
)
from lyceum.accounts.views.passwords import (
    EmailVerificationResendView,
    EmailVerificationView,
    PasswordChangeView,
    PasswordResetConfirmView,
    PasswordResetView,
)
from lyceum.accounts.views.second_factor import (
    RecoveryCodesView,
    SecondFactorSignInView,
    SecondFactorView,
    TotpConfirmView,
    TotpDisableView,
    TotpSetupView,
)
from lyceum.accounts.views.sign_in import (
    LoginView,
    LogoutView,
    RegistrationView,
    TokenRefreshView,
    TokenVerifyView,
)
from lyceum.accounts.views.users import UserViewSet

__all__ = ["admin_site", "urlpatterns"]

router = SimpleRouter()
router.register("auth/sessions", OwnSessionViewSet, basename="session")
router.register("users", UserViewSet, basename="user")

urlpatterns = [
    path("auth/registration/", RegistrationView.as_view()),
    path("auth/login/", LoginView.as_view()),
    path("auth/logout/", LogoutView.as_view()),
    path("auth/user/", OwnUserView.as_view()),
    path("auth/token/refresh/", TokenRefreshView.as_view()),
    path("auth/token/verify/", TokenVerifyView.as_view()),
    path("auth/user/export/", DataExportView.as_view()),
    path("auth/user/export/file/", DataExportFileView.as_view()),
    path("auth/user/delete/", OwnAccountDeletionView.as_view()),
    path("auth/password/change/", PasswordChangeView.as_view()),
    path("auth/password/reset/", PasswordResetView.as_view()),
    path("auth/password/reset/confirm/", PasswordResetConfirmView.as_view()),
    path("auth/email/verify/", EmailVerificationView.as_view()),
    path("auth/email/resend/", EmailVerificationResendView.as_view()),
    path("auth/mfa/", SecondFactorView.as_view()),
    path("auth/mfa/verify/", SecondFactorSignInView.as_view()),
    path("auth/mfa/totp/", TotpSetupView.as_view()),
    path("auth/mfa/totp/confirm/", TotpConfirmView.as_view()),
    path("auth/mfa/totp/disable/", TotpDisableView.as_view()),
    path("auth/mfa/recovery-codes/", RecoveryCodesView.as_view()),
    path("audit-log/", AuditLogView.as_view()),
    *router.urls,
]
