"""Who is really asking: the address and scheme behind proxies that we trust.

What a proxy adds to `X-Forwarded-For` counts only where the proxy itself is trusted; everything to the left of the
first address that is not was written by the client and is worth nothing. No layer behind this one sees the headers.
"""

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import ip_address, ip_network
from typing import Final

from lyceum.platform.asgi import Scope

_FORWARDED: Final = frozenset({b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host", b"forwarded"})
_SCHEMES: Final = frozenset({"http", "https"})


class Proxies:
    """The networks of trusted proxies, such as `10.0.0.0/8`."""

    def __init__(self, networks: Iterable[str] = ()) -> None:
        self._networks = tuple(ip_network(network) for network in networks)
        self._is_trusted = lru_cache(maxsize=1024)(self._look_up)

    def resolve(self, scope: Scope) -> Scope:
        """Return the scope as the client's own connection would have made it."""
        given = {name: value.decode("latin-1") for name, value in scope["headers"] if name in _FORWARDED}
        if not given:
            return scope
        headers = [pair for pair in scope["headers"] if pair[0] not in _FORWARDED]
        address, port = scope.get("client") or ("", 0)
        if not self._is_trusted(address):
            return {**scope, "headers": headers}
        client = self._first_untrusted(given.get(b"x-forwarded-for", ""), address)
        scheme = given.get(b"x-forwarded-proto", "").strip().lower()
        return {
            **scope,
            "headers": headers,
            "client": (client, 0 if client != address else port),
            "scheme": scheme if scheme in _SCHEMES else scope["scheme"],
        }

    def _first_untrusted(self, forwarded_for: str, peer: str) -> str:
        """Walk back from the last proxy to the first address that is not one of ours."""
        address = peer
        for item in reversed(forwarded_for.split(",")):
            if not _is_address(item.strip()):
                break
            address = item.strip()
            if not self._is_trusted(address):
                break
        return address

    def _look_up(self, address: str) -> bool:
        return _is_address(address) and any(ip_address(address) in network for network in self._networks)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
