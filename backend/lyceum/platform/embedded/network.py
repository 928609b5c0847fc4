"""Addresses: what to listen on, whether it is free, and under which names people reach it."""

import errno
import ipaddress
import socket
from dataclasses import dataclass
from typing import Final

from lyceum.platform.embedded.errors import StartupError

LOOPBACK: Final = "127.0.0.1"
ANY_ADDRESS: Final = "0.0.0.0"  # noqa: S104 - recognised here, chosen by the person at the terminal
_ANY: Final = (ANY_ADDRESS, "::", "")
_LAST_PORT: Final = 65_535


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """Where the web server listens."""

    host: str
    port: int

    @property
    def probe_host(self) -> str:
        """The address under which this machine reaches itself."""
        if self.host not in _ANY:
            return self.host
        return "::1" if self.host == "::" else LOOPBACK

    @property
    def url(self) -> str:
        """The address to open in a browser."""
        host = find_own_address() if self.host in _ANY else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    def host_names(self) -> list[str]:
        """The names that requests may carry: this machine's own ones."""
        names = ["localhost", LOOPBACK, "[::1]"]
        if not is_loopback(self.host):
            name = socket.gethostname()
            own = find_own_address() if self.host in _ANY else self.host
            names += [f"[{own}]" if ":" in own else own, name, f"{name}.local"]
        return list(dict.fromkeys(names))


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach `host`."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:  # a name
        return False


def find_own_address() -> str:
    """Return the address of this machine that its network uses; loopback where there is none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing; the system only chooses a route (RFC 5737 address)
        except OSError:  # no network
            return LOOPBACK
        return str(probe.getsockname()[0])


def find_free_port(host: str = LOOPBACK) -> int:
    """Return a port that nothing listens on at this moment."""
    with socket.socket(_family(host)) as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def check_free(listening: Listening) -> None:
    """Check that the web server will be able to listen there.

    Raises:
        StartupError: it will not.
    """
    host, port = listening.host, listening.port
    if not 0 < port <= _LAST_PORT:
        raise StartupError(f"{port} is no port: it must be between 1 and {_LAST_PORT}. Choose one with --port.")
    try:
        with socket.socket(_family(host)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            probe.listen(1)
    except OSError as error:
        raise StartupError(_why_not(host, port, error)) from error


def _why_not(host: str, port: int, error: OSError) -> str:
    if isinstance(error, PermissionError):
        return f"Port {port} needs more rights than you have. Choose one above 1023 with --port."
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return f"This machine has no address {host}. Choose another with --host."
    return f"Port {port} on {host} is taken. Stop what uses it, or choose another with --port."


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
