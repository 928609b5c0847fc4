"""Sends each request to the layer that answers its path."""

from collections.abc import Sequence
from dataclasses import dataclass

from lyceum.platform.asgi import App, Receive, Scope, Send
from lyceum.platform.front import ROUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Paths that begin alike, and who answers them; `name` is their class in the metrics.

    A start that ends with a slash stands for all paths below it, any other for itself alone.
    """

    name: str
    starts: tuple[str, ...]
    app: App

    def fits(self, path: str) -> bool:
        """Tell whether a path belongs here."""
        return any(path == start or (start.endswith("/") and path.startswith(start)) for start in self.starts)


class Routes:
    """Picks the first route that fits, or `otherwise`."""

    def __init__(self, routes: Sequence[Route], *, otherwise: Route) -> None:
        self._routes = routes
        self._otherwise = otherwise

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on."""
        path = scope["path"]
        fitting = (route for route in self._routes if route.fits(path))
        route = next(fitting, self._otherwise)
        scope[ROUTE] = route.name
        await route.app(scope, receive, send)


class Protocols:
    """Sends a request to the application for its protocol."""

    def __init__(self, *, http: App, websocket: App) -> None:
        self._apps = {"http": http, "websocket": websocket}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on."""
        await self._apps[scope["type"]](scope, receive, send)
