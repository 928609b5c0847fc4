"""All addresses that Django answers; the ASGI app of `config/asgi.py` answers the others itself."""

from importlib import import_module
from typing import Final

from django.urls import URLPattern, URLResolver, path
from django.views.decorators.cache import cache_page
from drf_spectacular.views import (
    SpectacularAPIView,
    SpectacularRedocView,
    SpectacularSwaggerSplitView,
)

from lyceum.accounts.urls import admin_site
from lyceum.platform.first_words import FirstWordResolver

MODULES: Final = (
    "lyceum.accounts.urls",
    "lyceum.catalog.urls",
    "lyceum.assessment.urls",
    "lyceum.learning.urls",
    "lyceum.notifications.urls",
    "lyceum.analytics.urls",
    "lyceum.platform.outbox_views",
)

# Writing the document takes a second of a thread: each process does it once in a while, not for each reader.
DOCUMENT_LIFE_S: Final = 300

urlpatterns: list[URLPattern | URLResolver] = [
    FirstWordResolver("api/", [item for module in MODULES for item in import_module(module).urlpatterns]),
    path("admin/", admin_site.urls),
    path("api/schema/", cache_page(DOCUMENT_LIFE_S)(SpectacularAPIView.as_view()), name="schema"),
    path("api/docs/", SpectacularSwaggerSplitView.as_view(), name="swagger"),
    path("api/redoc/", SpectacularRedocView.as_view(template_name="redoc.html"), name="redoc"),
]

handler400 = "lyceum.platform.http.bad_request"
handler404 = "lyceum.platform.http.not_found"
handler500 = "lyceum.platform.http.server_error"
