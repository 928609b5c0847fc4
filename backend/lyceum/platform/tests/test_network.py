"""Addresses to listen on."""

import socket

import pytest

from lyceum.platform.embedded.errors import StartupError
from lyceum.platform.embedded.network import ANY_ADDRESS, LOOPBACK, Listening, check_free, find_free_port, is_loopback


def test_a_free_port_passes() -> None:
    check_free(Listening(host=LOOPBACK, port=find_free_port()))


def test_a_taken_port_is_refused_with_what_to_do() -> None:
    with socket.create_server((LOOPBACK, 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(StartupError, match=f"Port {port} on {LOOPBACK} is taken. .* --port"):
            check_free(Listening(host=LOOPBACK, port=port))


@pytest.mark.parametrize("port", [-1, 65_536])
def test_a_number_that_is_no_port_is_refused(port: int) -> None:
    with pytest.raises(StartupError, match="is no port"):
        check_free(Listening(host=LOOPBACK, port=port))


@pytest.mark.parametrize("host", ["192.0.2.7", "no-such-host.invalid"])
def test_an_address_of_another_machine_is_refused(host: str) -> None:
    with pytest.raises(StartupError, match=f"no address {host}"):
        check_free(Listening(host=host, port=8000))


@pytest.mark.parametrize(
    ("host", "expected"), [("127.0.0.1", True), ("::1", True), ("localhost", True), (ANY_ADDRESS, False), ("x", False)]
)
def test_loopback_is_recognised(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


def test_a_local_site_answers_to_local_names_only() -> None:
    local = Listening(host=LOOPBACK, port=80)
    assert local.host_names() == ["localhost", LOOPBACK, "[::1]"]
    assert local.url == "http://127.0.0.1:80"


def test_a_site_for_the_network_answers_to_the_machine_s_names() -> None:
    everywhere = Listening(host=ANY_ADDRESS, port=80)
    assert socket.gethostname() in everywhere.host_names()
    assert everywhere.probe_host == LOOPBACK
    assert Listening(host="2001:db8::1", port=80).url == "http://[2001:db8::1]:80"
