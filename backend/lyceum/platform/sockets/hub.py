"""Who is connected to this process, and the passing on of news to them."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec

from lyceum.platform.realtime import News
from lyceum.platform.sockets.closing import CloseCode
from lyceum.platform.sockets.connection import Connection


class Hub:
    """The connections of this process by person and by session."""

    def __init__(self, *, count: Callable[[int], None]) -> None:
        self._count = count
        self._of_person: defaultdict[str, set[Connection]] = defaultdict(set)
        self._of_session: defaultdict[str, set[Connection]] = defaultdict(set)

    @contextmanager
    def joined(self, connection: Connection) -> Iterator[None]:
        """Pass news on to a connection inside the block."""
        places = (
            (self._of_person, connection.ticket.user_id),
            (self._of_session, connection.ticket.session_id),
        )
        for table, key in places:
            table[key].add(connection)
        self._count(1)
        try:
            yield
        finally:
            self._count(-1)
            for table, key in places:
                table[key].discard(connection)
                if not table[key]:
                    del table[key]

    def take(self, packed: bytes) -> None:
        """Pass on what another process, or this one, has told."""
        news = msgspec.msgpack.decode(packed, type=News)
        for connection in self._of_person.get(news.recipient_id, ()):
            connection.offer(news.frame)
        for connection in self._of_session.get(news.closed_session_id, ()):
            connection.end(CloseCode.BAD_TICKET)

    def end_all(self, code: CloseCode) -> None:
        """End every connection."""
        for connections in self._of_person.values():
            for connection in connections:
                connection.end(code)
