"""The client's address behind proxies: only what trusted ones say counts."""

from typing import Any

import pytest

from lyceum.platform.proxies import Proxies

PROXIES = Proxies(["10.0.0.0/8", "fd00::/8"])


def resolve(peer: str, **headers: str) -> dict[str, Any]:
    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return PROXIES.resolve({"client": (peer, 5000), "scheme": "http", "headers": [(b"host", b"a"), *pairs]})


@pytest.mark.parametrize(
    ("peer", "forwarded_for", "client"),
    [
        ("10.0.0.1", "8.8.8.8", "8.8.8.8"),
        ("10.0.0.1", "6.6.6.6, 8.8.8.8", "8.8.8.8"),
        ("10.0.0.1", "6.6.6.6, 8.8.8.8, 10.0.0.2", "8.8.8.8"),
        ("fd00::1", "2001:db8::7", "2001:db8::7"),
        ("10.0.0.1", "8.8.8.8, nonsense", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "10.0.0.3", "10.0.0.3"),
        ("9.9.9.9", "8.8.8.8", "9.9.9.9"),
        ("", "8.8.8.8", ""),
    ],
)
def test_the_client_is_the_first_address_that_is_no_proxy_of_ours(peer: str, forwarded_for: str, client: str) -> None:
    assert resolve(peer, x_forwarded_for=forwarded_for)["client"][0] == client


def test_the_scheme_comes_from_a_trusted_proxy_only() -> None:
    assert resolve("10.0.0.1", x_forwarded_proto="https")["scheme"] == "https"
    assert resolve("10.0.0.1", x_forwarded_proto="gopher")["scheme"] == "http"
    assert resolve("9.9.9.9", x_forwarded_proto="https")["scheme"] == "http"


@pytest.mark.parametrize("peer", ["10.0.0.1", "9.9.9.9"])
def test_nobody_behind_sees_the_headers(peer: str) -> None:
    scope = resolve(peer, x_forwarded_for="8.8.8.8", x_forwarded_host="evil.example", forwarded="for=1.1.1.1")
    assert scope["headers"] == [(b"host", b"a")]


def test_a_direct_request_is_passed_on_as_it_is() -> None:
    assert resolve("9.9.9.9")["client"] == ("9.9.9.9", 5000)
