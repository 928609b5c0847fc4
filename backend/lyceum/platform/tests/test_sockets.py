"""`/ws/`: who gets in, what they get, and why they are sent away."""

import contextlib
import json
import socket
import time
from collections import deque
from collections.abc import Iterator
from typing import Any

import pytest
from bson import ObjectId
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from lyceum.platform import cache, mongo, realtime
from lyceum.platform.tests.serving import DEADLINE_S, Server, serve, wait_until

PERSON, SOMEBODY_ELSE = ObjectId(), ObjectId()
APP = "lyceum.platform.tests.sockets_app:app"


@pytest.fixture(scope="module")
def server(_stores: None) -> Iterator[Server]:
    with serve(APP) as running:
        wait_until(lambda: "realtime_listening" in running.logged())
        yield running


def ticket(person_id: ObjectId = PERSON, session_id: str = "session") -> str:
    return realtime.issue_ticket(person_id, session_id)


@contextlib.contextmanager
def raw_socket(server: Server, **options: Any) -> Iterator[ClientConnection]:
    with connect(f"ws://127.0.0.1:{server.port}/ws/", proxy=None, close_timeout=1, **options) as window:
        yield window


@contextlib.contextmanager
def open_socket(
    server: Server, person_id: ObjectId = PERSON, *, session_id: str = "session", **options: Any
) -> Iterator[ClientConnection]:
    """Connect, and wait until the server has let the window in."""
    with raw_socket(server, **options) as window:
        say_hello(window, ticket(person_id, session_id), last_seq=2)
        assert receive(window) == {"type": "notification", "seq": 3}
        yield window


def say_hello(window: ClientConnection, text: str, *, last_seq: int = 0) -> None:
    window.send(json.dumps({"type": "hello", "ticket": text, "last_seq": last_seq}))


def receive(window: ClientConnection) -> dict[str, Any]:
    """Return the next frame that is no ping."""
    frames = (json.loads(frame) for frame in received(window))
    return next(frame for frame in frames if frame != {"type": "ping"})


def close_code(window: ClientConnection) -> int:
    """Read until the server closes; return why."""
    with pytest.raises(ConnectionClosed) as closed:
        deque(received(window), maxlen=0)
    return closed.value.rcvd.code


def received(window: ClientConnection) -> Iterator[str | bytes]:
    """Receive frames until the deadline."""
    deadline = time.monotonic() + DEADLINE_S
    while (left := deadline - time.monotonic()) > 0:
        yield window.recv(timeout=left)


def test_a_message_reaches_every_window_of_the_person_and_nobody_else(server: Server) -> None:
    with (
        open_socket(server) as one,
        open_socket(server) as two,
        open_socket(server, SOMEBODY_ELSE) as other,
    ):
        realtime.push(PERSON, {"type": "unread", "count": 7})
        realtime.push(SOMEBODY_ELSE, {"type": "unread", "count": 1})
        assert receive(one) == receive(two) == {"type": "unread", "count": 7}
        assert receive(other) == {"type": "unread", "count": 1}


def test_a_message_of_a_transaction_is_sent_after_its_commit(server: Server) -> None:
    def tell_and_tell_again() -> None:
        realtime.push(PERSON, {"type": "unread", "count": 2})
        realtime._publish(b"\x83\xacrecipient_id\xa0\xa5frame\xa0\xb1closed_session_id\xa0")
        raise LookupError

    with open_socket(server) as window:
        with pytest.raises(LookupError):
            mongo.run_in_transaction(tell_and_tell_again)
        realtime.push(PERSON, {"type": "unread", "count": 3})
        assert receive(window) == {"type": "unread", "count": 3}


def test_a_browser_that_comes_back_gets_what_it_missed_in_order(server: Server) -> None:
    with raw_socket(server) as window:
        say_hello(window, ticket(), last_seq=0)
        assert [receive(window)["seq"] for _ in range(3)] == [1, 2, 3]


def test_the_connection_shows_that_it_lives(server: Server) -> None:
    with open_socket(server) as window:
        assert json.loads(window.recv(timeout=DEADLINE_S)) == {"type": "ping"}


@pytest.mark.parametrize("text", ["", "forged", '{"user_id":"x"}'])
def test_a_false_ticket_is_refused(server: Server, text: str) -> None:
    with raw_socket(server) as window:
        say_hello(window, text)
        assert close_code(window) == 4401


def test_a_ticket_works_once(server: Server) -> None:
    text = ticket()
    with raw_socket(server) as first, raw_socket(server) as second:
        say_hello(first, text)
        receive(first)
        say_hello(second, text)
        assert close_code(second) == 4401


def test_a_ticket_is_for_the_moment(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as past:
        now = time.time()
        past.setattr("django.core.signing.time.time", lambda: now - 31)
        old = ticket()
    with raw_socket(server) as window:
        say_hello(window, old)
        assert close_code(window) == 4401


def test_a_ticket_of_an_ended_session_is_refused(server: Server) -> None:
    with raw_socket(server) as window:
        say_hello(window, ticket(session_id="dead"))
        assert close_code(window) == 4401


@pytest.mark.parametrize(
    "hello", ["not JSON", "[]", '{"type":"hello"}', '{"type":"other","ticket":"x"}', "x" * 9000, b"\x00"]
)
def test_a_malformed_hello_is_refused(server: Server, hello: str | bytes) -> None:
    with raw_socket(server) as window:
        window.send(hello)
        assert close_code(window) == 4401


def test_silence_is_refused(server: Server) -> None:
    with raw_socket(server) as window:
        assert close_code(window) == 4401


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://localhost.elsewhere.example"])
def test_a_page_from_elsewhere_is_refused(server: Server, origin: str) -> None:
    with raw_socket(server, origin=origin) as window:
        assert close_code(window) == 4403


def test_a_page_of_ours_is_let_in(server: Server) -> None:
    for origin in (server.url, "http://127.0.0.1:8000"):
        with open_socket(server, origin=origin):
            pass


def test_ending_a_session_closes_its_sockets_only(server: Server) -> None:
    with (
        open_socket(server, session_id="ending") as ending,
        open_socket(server, session_id="staying") as staying,
    ):
        realtime.close_session("ending")
        assert close_code(ending) == 4401
        realtime.push(PERSON, {"type": "unread", "count": 0})
        assert receive(staying) == {"type": "unread", "count": 0}


def test_a_slow_reader_is_dropped_and_holds_nobody_up(server: Server) -> None:
    narrow = socket.socket()
    narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    narrow.connect(("127.0.0.1", server.port))
    with (
        open_socket(server, SOMEBODY_ELSE, max_queue=1, sock=narrow) as slow,
        open_socket(server) as quick,
    ):
        for _ in range(200):
            realtime.push(SOMEBODY_ELSE, {"type": "filling", "text": "x" * 50_000})
        realtime.push(PERSON, {"type": "unread", "count": 5})
        assert receive(quick) == {"type": "unread", "count": 5}
        wait_until(lambda: "too_slow" in server.logged())
        assert close_code(slow) == 4408


def test_a_failing_store_sends_the_browser_away_to_poll(server: Server) -> None:
    with raw_socket(server) as window:
        say_hello(window, ticket(), last_seq=13)
        assert close_code(window) == 1013


def test_when_news_may_be_lost_browsers_are_asked_to_come_back(server: Server) -> None:
    with open_socket(server) as window:
        cache.connection().client_kill_filter(_type="pubsub")
        assert close_code(window) == 1012
    wait_until(lambda: server.logged().count("realtime_listening") > 1)
    with open_socket(server) as window:
        realtime.push(PERSON, {"type": "unread", "count": 4})
        assert receive(window) == {"type": "unread", "count": 4}


def test_without_redis_browsers_are_sent_away_to_poll() -> None:
    with serve(APP, REDIS_URL="redis://127.0.0.1:1/0") as server, raw_socket(server) as window:
        assert close_code(window) == 1013


def test_an_open_window_does_not_keep_a_process_from_stopping() -> None:
    with contextlib.ExitStack() as client_side:
        with serve(APP) as server:
            wait_until(lambda: "realtime_listening" in server.logged())
            window = client_side.enter_context(open_socket(server))
        with pytest.raises(ConnectionClosed):
            deque(received(window), maxlen=0)


def test_a_plain_request_is_told_what_is_here(server: Server) -> None:
    response = server.client.get("/ws/")
    assert response.status_code == 426
    assert response.json()["code"] == "upgrade_required"
