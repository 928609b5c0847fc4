"""Routes of accounts, under /api/."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from lyceum.accounts.views.own import OwnSessionViewSet, OwnUserView
from lyceum.accounts.views.sign_in import (
    LoginView,
    LogoutView,
    RegistrationView,
    TokenRefreshView,
    TokenVerifyView,
)
from lyceum.accounts.views.users import UserViewSet

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
    *router.urls,
]
