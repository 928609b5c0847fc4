"""Does it answer? Checks by plain sockets, so that the supervising process needs no client library."""

import socket
import struct
from pathlib import Path

_TIMEOUT_S = 1.0
# {find: "probe", limit: 1, $db: "probe"} as OP_MSG of the MongoDB wire protocol.
_PROBE = b"\x02%s\0" + struct.pack("<i", 6) + b"probe\0"
_FIELDS = _PROBE % b"find" + b"\x10limit\0" + struct.pack("<i", 1) + _PROBE % b"$db"
_SECTION = struct.pack("<IBi", 0, 0, len(_FIELDS) + 5) + _FIELDS + b"\0"
_FIND = struct.pack("<iiii", 16 + len(_SECTION), 1, 0, 2013) + _SECTION
_OK = (b"HTTP/1.0 200", b"HTTP/1.1 200")


def answers_find(host: str, port: int) -> bool:
    """Whether a MongoDB-compatible server answers a read: one that hangs still takes connections and answers `ping`."""
    try:
        with _connect((host, port)) as connection:
            connection.sendall(_FIND)
            return len(connection.recv(16)) > 0
    except OSError:
        return False


def answers_ping(address: Path | tuple[str, int]) -> bool:
    """Whether a Redis-compatible server answers PING on a socket file or a (host, port), be it by asking who we are."""
    try:
        with _connect(address) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith((b"+PONG", b"-NOAUTH"))
    except OSError:
        return False


def answers_ok(host: str, port: int, path: str) -> bool:
    """Whether an HTTP server answers 200 to GET `path`."""
    request = f"GET {path} HTTP/1.0\r\nHost: {_host_header(host, port)}\r\n\r\n"
    try:
        with _connect((host, port)) as connection:
            connection.sendall(request.encode())
            return connection.recv(16).startswith(_OK)
    except OSError:
        return False


def _connect(address: Path | tuple[str, int]) -> socket.socket:
    if not isinstance(address, Path):
        return socket.create_connection(address, timeout=_TIMEOUT_S)
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(_TIMEOUT_S)
    try:
        connection.connect(str(address))
    except OSError:
        connection.close()
        raise
    return connection


def _host_header(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
