"""All addresses that Django answers; the ASGI app of `config/asgi.py` answers the others itself."""

import importlib.util

from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import (
    SpectacularAPIView,
    SpectacularRedocView,
    SpectacularSwaggerSplitView,
)

CAPABILITIES = (
    "accounts",
    "catalog",
    "assessment",
    "learning",
    "notifications",
    "analytics",
)

urlpatterns: list[URLPattern | URLResolver] = [
    *(
        path("api/", include(f"lyceum.{name}.urls"))
        for name in CAPABILITIES
        if importlib.util.find_spec(f"lyceum.{name}.urls")
    ),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerSplitView.as_view(), name="swagger"),
    path("api/redoc/", SpectacularRedocView.as_view(), name="redoc"),
]

handler400 = "lyceum.platform.http.bad_request"
handler404 = "lyceum.platform.http.not_found"
handler500 = "lyceum.platform.http.server_error"
