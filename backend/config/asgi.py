"""The one ASGI application of a web process: our layers, in front of Django's WSGI handler.

Run it with `granian --interface asgi config.asgi:app`.
"""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.checks.urls import check_resolver
from django.db import close_old_connections
from django.urls import get_resolver

from config.wsgi import application as django  # first of all: it sets Django up
from lyceum.accounts.public import is_session_live
from lyceum.notifications.public import list_missed
from lyceum.platform import cache, mongo
from lyceum.platform.asgi import App
from lyceum.platform.edge.keys import EdgeRule
from lyceum.platform.edge.layer import Edge
from lyceum.platform.edge.stamps import Stamps
from lyceum.platform.embedded.lifeline import end_with_parent
from lyceum.platform.front import Front
from lyceum.platform.gate.bridge import Gate
from lyceum.platform.gate.limits import GateLimits
from lyceum.platform.health import NEEDED, OPTIONAL, Health
from lyceum.platform.lifespan import Lifespan
from lyceum.platform.media_layer import MediaFiles
from lyceum.platform.metrics import Metrics, MetricsPage
from lyceum.platform.proxies import Proxies
from lyceum.platform.rate_limits import limit_of
from lyceum.platform.routes import Protocols, Route, Routes
from lyceum.platform.security import standing_headers
from lyceum.platform.sockets.layer import Sockets
from lyceum.platform.static.folder import StaticFolder
from lyceum.platform.static.single_page_app import SinglePageApp

_pool: Final = ThreadPoolExecutor(settings.WEB_THREADS, thread_name_prefix="view")
_limits: Final = GateLimits(
    body_bytes=settings.JSON_BODY_LIMIT,
    upload_bytes=settings.UPLOAD_LIMIT,
    upload_paths=("/api/media/",),
    bodies_bytes=settings.UPLOADS_LIMIT,
)
_stamps: Final = Stamps("catalog", redis_url=settings.REDIS_URL)

_FILTERS: Final = ("search", "category", "level", "language", "price", "instructor")
CATALOGUE: Final = (
    EdgeRule(r"/api/courses/", parameters=(*_FILTERS, "ordering", "page", "page_size")),
    EdgeRule(r"/api/courses/facets/", parameters=_FILTERS),
    EdgeRule(r"/api/courses/[0-9a-f]{24}/(outline/)?"),
    EdgeRule(r"/api/categories/", parameters=("ordering", "page", "page_size")),
)


@asynccontextmanager
async def _process() -> AsyncIterator[None]:
    """Tie the process to the one that started it, and let running views end."""
    end_with_parent()
    await asyncio.to_thread(mongo.end_orphaned_transactions)
    await asyncio.to_thread(cache.begin)
    yield
    await _stamps.close()
    _pool.shutdown(wait=True)


def _is_session_live(session_id: str) -> bool:
    """Ask outside of any request of Django, which would have replaced a connection that broke."""
    close_old_connections()
    return is_session_live(session_id)


def _find_static(name: str) -> Path | None:
    found = finders.find(name)
    return Path(found) if isinstance(found, str) else None


def _compose() -> App:
    check_resolver(get_resolver())  # loads every view now: a broken one keeps the process from starting
    app_files = SinglePageApp(dist=settings.FRONTEND_DIST)
    metrics = Metrics()
    page = MetricsPage(metrics.write, token=settings.METRICS_TOKEN)
    gate = Gate(django, pool=_pool, limits=_limits)
    edge = Edge(
        gate,
        rules=CATALOGUE,
        stamps=_stamps,
        shared_ttl_s=settings.EDGE_TTL,
        limit=limit_of("edge", settings.RATE_LIMIT_ANONYMOUS_READS),
        observe=metrics.count_edge,
    )
    sockets = Sockets(
        redis_url=settings.REDIS_URL,
        pool=_pool,
        list_missed=list_missed,
        is_session_live=_is_session_live,
        count=metrics.count_sockets,
    )
    routes = Routes(
        [
            Route(name="api", starts=("/api/",), app=edge),
            Route(name="admin", starts=("/admin/",), app=gate),
            Route(name="health", starts=("/health/",), app=Health(needed=NEEDED, optional=OPTIONAL)),
            Route(name="metrics", starts=("/metrics",), app=page),
            Route(name="media", starts=("/media/",), app=MediaFiles(otherwise=app_files)),
            Route(name="websocket", starts=("/ws/",), app=sockets),
            Route(
                name="static",
                starts=("/static/",),
                app=StaticFolder(start="/static/", locate=_find_static),
            ),
        ],
        otherwise=Route(name="app", starts=("/",), app=app_files),
    )
    front = Front(
        routes,
        headers=standing_headers(public_url=settings.PUBLIC_URL),
        observe=metrics.count_request,
        proxies=Proxies(settings.TRUSTED_PROXIES),
    )
    return Lifespan(Protocols(http=front, websocket=sockets), resources=(_process, sockets.running))


app: Final = _compose()
