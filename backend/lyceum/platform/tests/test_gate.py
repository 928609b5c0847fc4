"""The gate on a real server: what reaches a view, what is refused before it, and that slow clients hold nobody up."""

import contextlib
import hashlib
import json
import socket
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from lyceum.platform.tests.serving import Server, serve, wait_until

MANY = 50
SIGNED_IN = {"Authorization": "Bearer x"}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve("lyceum.platform.tests.gate_app:app", LOG_PRETTY="no") as running:
        yield running


def ask(server: Server, raw: bytes) -> tuple[int, dict[str, Any]]:
    """Send bytes as they are; return the status and the JSON body of the answer."""
    with server.connect(raw) as connection:
        connection.shutdown(socket.SHUT_WR)
        received = b"".join(iter(lambda: connection.recv(65_536), b""))
    head, _, body = received.partition(b"\r\n\r\n")
    return int(head.split()[1]), json.loads(body)


@contextlib.contextmanager
def many(server: Server, raw: bytes) -> Iterator[None]:
    with contextlib.ExitStack() as stack:
        for _ in range(MANY):
            stack.enter_context(server.connect(raw))
        yield


def test_a_view_gets_method_path_query_and_body(server: Server) -> None:
    sent = b'{"name": "Ada"}' * 1000
    answer = server.client.post("/caf%C3%A9/?a=1&b=%20", content=sent).json()
    assert answer["method"] == "POST"
    assert answer["path"] == "/café/"
    assert answer["query"] == "a=1&b=%20"
    assert answer["address"] == "127.0.0.1"
    assert answer["sha256"] == hashlib.sha256(sent).hexdigest()


def test_a_multipart_upload_arrives_whole(server: Server) -> None:
    files = {"file": ("film.mp4", b"\x00\xff" * 2_000_000)}
    answer = server.client.post("/upload/", files=files, headers=SIGNED_IN).json()
    assert answer["length"] > 4_000_000
    assert answer["content_type"].startswith("multipart/form-data; boundary=")


def test_a_file_from_nobody_is_refused_before_any_of_it_is_received(server: Server) -> None:
    head = b"POST /upload/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=b\r\n"
    status, problem = ask(server, head + b"Content-Length: 4000000\r\n\r\n")
    assert (status, problem["code"]) == (401, "not_authenticated")


def test_uploads_that_would_take_too_much_together_are_put_off_and_nothing_else(server: Server) -> None:
    head = b"POST /upload/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=b\r\n"
    half = head + b"Authorization: Bearer x\r\nContent-Length: 4900000\r\n\r\nxxxx"
    files = {"file": ("film.mp4", b"x" * 4_500_000)}

    def send() -> int:
        return server.client.post("/upload/", files=files, headers=SIGNED_IN).status_code

    def is_put_off() -> bool:
        with server.connect(half):
            return send() == 503 and server.client.post("/", content=b"x" * 100_000).status_code == 200

    wait_until(is_put_off)
    wait_until(lambda: send() == 200)


def test_header_names_with_underscores_are_dropped(server: Server) -> None:
    headers = [("X_Forwarded_For", "6.6.6.6"), ("X-Real", "1")]
    seen = server.client.get("/", headers=headers).json()["headers"]
    assert "HTTP_X_FORWARDED_FOR" not in seen
    assert seen["HTTP_X_REAL"] == "1"


def test_repeated_headers_are_joined_and_cookies_by_semicolons(server: Server) -> None:
    headers = [("Cookie", "a=1"), ("Cookie", "b=2"), ("X-List", "1"), ("X-List", "2")]
    seen = server.client.get("/", headers=headers).json()["headers"]
    assert seen["HTTP_COOKIE"] == "a=1; b=2"
    assert seen["HTTP_X_LIST"] == "1,2"


def test_a_sane_request_id_is_kept_and_comes_back(server: Server) -> None:
    response = server.client.get("/", headers={"X-Request-ID": "trace-0123456789"})
    assert response.headers["x-request-id"] == "trace-0123456789"
    assert response.json()["headers"]["HTTP_X_REQUEST_ID"] == "trace-0123456789"


@pytest.mark.parametrize("given", ["short", "with space and more", "x" * 65, '"quoted"{json}'])
def test_any_other_request_id_is_replaced(server: Server, given: str) -> None:
    response = server.client.get("/", headers={"X-Request-ID": given})
    made = response.headers["x-request-id"]
    assert made != given
    assert response.json()["headers"]["HTTP_X_REQUEST_ID"] == made


def test_a_head_request_has_headers_and_no_body(server: Server) -> None:
    response = server.client.head("/")
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert response.content == b""


@pytest.mark.parametrize("length", [1_000_001, 99_999_999_999])
def test_a_body_that_is_too_large_is_refused_before_it_is_read(server: Server, length: int) -> None:
    head = b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: %d\r\n\r\n"
    status, problem = ask(server, head % length)
    assert status == 413
    assert problem["code"] == "too_large"
    assert problem["request_id"]


def test_a_multipart_body_is_large_only_where_uploads_are_taken(server: Server) -> None:
    files = {"file": ("film.mp4", b"\x00" * 1_500_000)}
    assert server.client.post("/upload/", files=files, headers=SIGNED_IN).status_code == 200
    assert server.client.post("/elsewhere/", files=files).status_code == 413


def test_a_chunked_body_without_length_is_refused(server: Server) -> None:
    response = server.client.post("/", content=iter([b"abc", b"def"]))
    assert response.status_code == 411
    assert response.headers["content-type"] == "application/problem+json"


def test_a_slow_body_is_refused_in_time(server: Server) -> None:
    head = b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\nabc"
    with server.connect(head) as connection:
        assert connection.recv(1000).startswith(b"HTTP/1.1 408 ")


def test_a_body_that_is_cut_off_never_reaches_a_view(server: Server) -> None:
    before = server.logged().count("request_cut_off")
    server.connect(b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 777\r\n\r\nabc").close()
    wait_until(lambda: server.logged().count("request_cut_off") > before)
    bodies = server.client.get("/").json()["bodies"]
    assert 3 not in bodies
    assert 777 not in bodies


def test_an_unknown_failure_is_a_problem_document_that_tells_nothing(server: Server) -> None:
    response = server.client.get("/boom")
    assert response.status_code == 500
    assert response.json()["code"] == "server_error"
    assert "secret" not in response.text
    assert "a secret of the application" in server.logged()


def test_a_reply_that_fails_half_way_does_not_look_whole(server: Server) -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        server.client.get("/half")


def test_a_stream_ends_when_its_reader_leaves(server: Server) -> None:
    connection = server.connect(b"GET /stream/leaves HTTP/1.1\r\nhost: a\r\n\r\n")
    assert connection.recv(100).startswith(b"HTTP/1.1 200 ")
    connection.close()
    wait_until(lambda: "/stream/leaves" in server.client.get("/").json()["closed"])


def test_a_stream_ends_when_its_reader_stalls(server: Server) -> None:
    with server.connect(b"GET /stream/stalls HTTP/1.1\r\nhost: a\r\n\r\n"):
        wait_until(lambda: "/stream/stalls" in server.client.get("/").json()["closed"])


@pytest.mark.parametrize("path", [b"/stream/many", b"/big"])
def test_others_are_served_beside_many_slow_readers(server: Server, path: bytes) -> None:
    with many(server, b"GET " + path + b" HTTP/1.1\r\nhost: a\r\n\r\n"):
        assert server.client.get("/", timeout=5).status_code == 200


def test_others_are_served_beside_many_slow_uploaders(server: Server) -> None:
    raw = b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 100000\r\n\r\nabc"
    with many(server, raw):
        assert server.client.get("/", timeout=5).status_code == 200
