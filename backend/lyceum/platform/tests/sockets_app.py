"""The real-time layer alone, with short limits; what was missed and which sessions live is fixed."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import django

django.setup()

from bson import ObjectId  # noqa: E402 - after the set-up
from django.conf import settings  # noqa: E402 - after the set-up

from lyceum.platform.front import Front  # noqa: E402 - after the set-up
from lyceum.platform.lifespan import Lifespan  # noqa: E402 - after the set-up
from lyceum.platform.routes import Protocols  # noqa: E402 - after the set-up
from lyceum.platform.sockets.connection import SocketLimits  # noqa: E402 - after the set-up
from lyceum.platform.sockets.layer import Sockets  # noqa: E402 - after the set-up

FAILING_SEQ = 13


def list_missed(_recipient_id: ObjectId, last_seq: int) -> Sequence[Mapping[str, Any]]:
    if last_seq == FAILING_SEQ:
        raise RuntimeError("the store is away")
    return [{"type": "notification", "seq": seq} for seq in range(last_seq + 1, 4)]


sockets = Sockets(
    redis_url=settings.REDIS_URL,
    pool=ThreadPoolExecutor(2),
    list_missed=list_missed,
    is_session_live=lambda session_id: session_id != "dead",
    count=print,
    limits=SocketLimits(hello_s=1.0, waiting_frames=20, send_s=1.0, pulse_s=1.0),
)
app = Lifespan(
    Protocols(http=Front(sockets, headers=(), observe=print), websocket=sockets), resources=(sockets.running,)
)
