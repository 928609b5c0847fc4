"""Starts and stops what lives as long as a web process."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack

from lyceum.platform.asgi import App, Receive, Scope, Send

type Resource = Callable[[], AbstractAsyncContextManager[None]]


class Lifespan:
    """Answers the server's lifespan messages; enters each resource at start and leaves it at the end."""

    def __init__(self, app: App, *, resources: tuple[Resource, ...]) -> None:
        self._app = app
        self._resources = resources

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle the lifespan; hand on anything else."""
        if scope["type"] != "lifespan":
            await self._app(scope, receive, send)
            return
        await receive()
        async with AsyncExitStack() as stack:
            for resource in self._resources:
                await stack.enter_async_context(resource())
            await send({"type": "lifespan.startup.complete"})
            await receive()
        await send({"type": "lifespan.shutdown.complete"})
