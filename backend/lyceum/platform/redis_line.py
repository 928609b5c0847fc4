"""A connection to Redis that belongs to one thread: a tenth of what the client's pool and retries cost a command.

For what every request asks; whatever is rare goes through the client.
"""

import threading
from typing import Any, Final

import redis

TRIES: Final = 3

type Word = str | bytes | int
type Command = tuple[Word, ...]


class Line:
    """Sends commands together and reads their replies; connects when it is used, and again after an error."""

    def __init__(self, client: redis.Redis) -> None:
        pool = client.connection_pool
        self.client = client
        self._connection = pool.connection_class(**pool.connection_kwargs)

    def ask(self, *commands: Command) -> list[Any]:
        """Return the reply to each command.

        After an error of the connection all are sent again: a counter may have counted twice then.

        Raises:
            RedisError: there is no connection, no reply in time, or a command was refused.
        """
        for _ in range(TRIES - 1):
            try:
                return self._ask(commands)
            except (redis.ConnectionError, redis.TimeoutError):  # one that was idle may have been closed
                continue
        return self._ask(commands)

    def _ask(self, commands: tuple[Command, ...]) -> list[Any]:
        try:
            self._connection.send_packed_command(self._connection.pack_commands(commands), check_health=False)
            return [self._connection.read_response() for _ in commands]
        except BaseException:
            self._connection.disconnect()  # no reply may be left to be taken for that of the next command
            raise


_local: Final = threading.local()


def line_of(client: redis.Redis) -> Line:
    """Return this thread's line to the server of a client."""
    line: Line | None = getattr(_local, "line", None)
    if line is None or line.client is not client:
        line = _local.line = Line(client)
    return line
