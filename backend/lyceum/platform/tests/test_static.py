"""The built front end and Django's own files, as a browser gets them."""

import gzip
import re
from pathlib import Path

import brotli
import pytest

from lyceum.platform.static.ready_file import is_hashed
from lyceum.platform.tests.conftest import SCRIPT
from lyceum.platform.tests.serving import Server, serve

SWAGGER = "/static/drf_spectacular_sidecar/swagger-ui-dist/swagger-ui.css"


@pytest.mark.parametrize("path", ["/", "/courses/study-well", "/learn/a/b?x=1", "/apiary", "/metrics-of-mine"])
def test_every_address_of_the_router_gets_the_page(site: Server, path: str) -> None:
    response = site.client.get(path)
    assert response.status_code == 200
    assert "<app-root" in response.text
    assert response.headers["cache-control"] == "no-store"


def test_the_page_carries_a_fresh_nonce_that_its_policy_names(site: Server) -> None:
    nonces = set()
    for _ in range(2):
        response = site.client.get("/")
        nonce = re.search(r'ngCspNonce="([\w-]{20,})"', response.text)[1]
        assert f"style-src 'self' 'nonce-{nonce}'" in response.headers["content-security-policy"]
        nonces.add(nonce)
    assert len(nonces) == 2


def test_the_policy_lets_no_foreign_or_inline_script_run(site: Server) -> None:
    policy = site.client.get("/").headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "frame-src https://www.youtube-nocookie.com https://player.vimeo.com;" in policy


def test_the_service_worker_may_load_what_a_page_may(site: Server) -> None:
    policy = site.client.get("/appearance.js").headers["content-security-policy"]
    assert "connect-src 'self' https:;" in policy
    assert "script-src 'self';" in policy


def test_every_response_has_the_standing_headers(site: Server) -> None:
    for path in ("/", "/main-ABCD2345.js", "/api/nothing/", "/nothing.js"):
        headers = site.client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
        assert "camera=()" in headers["permissions-policy"]
        assert headers["x-request-id"]
        assert headers["content-security-policy"]
        assert "strict-transport-security" not in headers


def test_a_site_that_people_reach_by_https_says_so(dist: Path) -> None:
    with serve("config.asgi:app", PUBLIC_URL="https://learn.example", FRONTEND_DIST=str(dist)) as https_site:
        headers = https_site.client.get("/").headers
    assert headers["strict-transport-security"].startswith("max-age=31536000")


def test_hashed_names_are_kept_for_ever_and_others_for_an_hour(site: Server) -> None:
    hashed = site.client.get("/main-ABCD2345.js")
    assert hashed.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert hashed.headers["content-type"] == "text/javascript; charset=utf-8"
    assert site.client.get("/appearance.js").headers["cache-control"] == "public, max-age=3600"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("chunk-B6fBiH6F.js", True),
        ("chunk--yYpVHa5.js", True),
        ("chunk-KNDEpW_g.js", True),
        ("styles-MSCR5DEZ.css", True),
        ("font-ABCD2345.woff2", True),
        ("safety-worker.js", False),
        ("user-settings.js", False),
        ("icon-maskable.png", False),
        ("icon-1024x768.png", False),
        ("photo-20261124.png", False),
        ("ngsw.json", False),
    ],
)
def test_hashed_names_are_told_from_others(name: str, expected: bool) -> None:
    assert is_hashed(name) is expected


@pytest.mark.parametrize(
    ("accepted", "encoding", "decode"),
    [("gzip, deflate, br", "br", brotli.decompress), ("gzip;q=0.5", "gzip", gzip.decompress), ("br;q=0", None, bytes)],
)
def test_a_file_comes_in_the_best_accepted_encoding(site: Server, accepted: str, encoding: str, decode) -> None:
    headers = {"Accept-Encoding": accepted}
    with site.client.stream("GET", "/main-ABCD2345.js", headers=headers) as response:
        body = b"".join(response.iter_raw())
    assert response.headers.get("content-encoding") == encoding
    assert response.headers["vary"] == "Accept-Encoding"
    assert decode(body) == SCRIPT.encode()


def test_a_file_that_the_browser_has_is_not_sent_again(site: Server) -> None:
    etag = site.client.get("/main-ABCD2345.js").headers["etag"]
    response = site.client.get("/main-ABCD2345.js", headers={"If-None-Match": etag})
    assert response.status_code == 304
    assert response.content == b""


def test_compressed_files_that_the_build_left_are_used(site: Server, dist: Path) -> None:
    (dist / "built-ABCD2345.js").write_text(SCRIPT)
    (dist / "built-ABCD2345.js.br").write_bytes(brotli.compress(b"from the build"))
    assert site.client.get("/built-ABCD2345.js", headers={"Accept-Encoding": "br"}).text == "from the build"


def test_a_file_that_was_built_again_is_served_anew(site: Server, dist: Path) -> None:
    (dist / "changing.js").write_text("1")
    assert site.client.get("/changing.js").text == "1"
    (dist / "changing.js").write_text("22")
    assert site.client.get("/changing.js").text == "22"


def test_an_asset_below_media_is_served(site: Server) -> None:
    assert site.client.get("/media/font-ABCD2345.woff2").content == b"wOF2"


@pytest.mark.parametrize(
    "path",
    ["/nothing.js", "/.secret.txt", "/%2e%2e/%2e%2e/etc/passwd.txt", "/static/../config/settings.py", "/a%00b.js"],
)
def test_what_is_absent_hidden_or_outside_is_not_found(site: Server, path: str) -> None:
    with site.connect(f"GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n".encode()) as connection:
        assert connection.recv(100).startswith(b"HTTP/1.1 404 ")


def test_the_page_can_only_be_read(site: Server) -> None:
    response = site.client.post("/courses")
    assert response.status_code == 405
    assert response.json()["code"] == "method_not_allowed"
    assert response.headers["allow"] == "GET, HEAD"


def test_the_copy_for_use_offline_is_the_build_byte_for_byte(site: Server, dist: Path) -> None:
    response = site.client.get("/index.html")
    assert response.content == (dist / "index.html").read_bytes()
    assert "script-src 'self';" in response.headers["content-security-policy"]


def test_the_files_of_djangos_applications_need_no_collecting(site: Server) -> None:
    response = site.client.get(SWAGGER)
    assert response.status_code == 200
    assert response.headers["content-encoding"] == "br"
    assert response.headers["content-type"] == "text/css; charset=utf-8"


def test_a_missing_build_says_what_to_run(tmp_path: Path) -> None:
    with serve("config.asgi:app", FRONTEND_DIST=str(tmp_path)) as bare:
        response = bare.client.get("/")
    assert response.status_code == 503
    assert "npm run build" in response.text
