"""The real application, which dies between commit and reply of a request that asks for it."""

import os
import signal

from config.asgi import app as site
from lyceum.platform.asgi import Message, Receive, Scope, Send, find_header


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    dies = scope["type"] == "http" and find_header(scope, b"x-die-before-reply")

    async def die_or_send(message: Message) -> None:
        if dies:
            os.kill(os.getpid(), signal.SIGKILL)
        await send(message)

    await site(scope, receive, die_or_send)
