"""Media files by signed address: whole, by range, and not at all."""

import hashlib
import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from bson import ObjectId

from lyceum.platform.clock import utc_now
from lyceum.platform.files import WINDOW, file_name, signed_media_url
from lyceum.platform.storage.store import file_store
from lyceum.platform.tests.serving import Server

FILM = hashlib.shake_128(b"film").digest(3_000_000)
type Store = Callable[..., str]


@pytest.fixture
def store() -> Store:
    """Store a file; returns its address."""

    def store_file(content: bytes, extension: str, *, now: datetime | None = None) -> str:
        name = file_name(str(ObjectId()), extension)
        file_store().put(name, io.BytesIO(content))
        return signed_media_url(name, now=now or utc_now())

    return store_file


def test_a_whole_file_is_sent_with_its_length_and_type(site: Server, store: Store) -> None:
    response = site.client.get(store(FILM, "mp4"))
    assert response.status_code == 200
    assert response.content == FILM
    assert response.headers["content-length"] == str(len(FILM))
    assert response.headers["content-type"] == "video/mp4"
    assert response.headers["accept-ranges"] == "bytes"
    assert response.headers["content-disposition"].startswith("inline")
    assert "private" in response.headers["cache-control"]


def test_nothing_in_a_file_can_run(site: Server, store: Store) -> None:
    response = site.client.get(store(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "svg"))
    assert response.headers["content-type"] == "image/svg+xml"
    assert response.headers["content-disposition"].startswith("attachment")
    assert response.headers["x-content-type-options"] == "nosniff"
    policy = response.headers["content-security-policy"]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-", 0, 2_999_999),
        ("bytes=10-19", 10, 19),
        ("bytes=-5", 2_999_995, 2_999_999),
        ("bytes=1000000-2500000", 1_000_000, 2_500_000),
    ],
)
def test_a_range_is_sent_as_partial_content(site: Server, store: Store, asked: str, first: int, last: int) -> None:
    response = site.client.get(store(FILM, "mp4"), headers={"Range": asked})
    assert response.status_code == 206
    assert response.content == FILM[first : last + 1]
    assert response.headers["content-range"] == f"bytes {first}-{last}/3000000"
    assert response.headers["content-length"] == str(last - first + 1)


def test_a_range_beyond_the_end_is_refused_with_the_size(site: Server, store: Store) -> None:
    response = site.client.get(store(FILM, "mp4"), headers={"Range": "bytes=3000000-"})
    assert response.status_code == 416
    assert response.headers["content-range"] == "bytes */3000000"
    assert response.json()["code"] == "range_not_satisfiable"


def test_a_range_of_another_version_is_answered_with_the_whole(site: Server, store: Store) -> None:
    address = store(FILM, "mp4")
    etag = site.client.head(address).headers["etag"]
    partial = {"Range": "bytes=0-9", "If-Range": etag}
    assert site.client.get(address, headers=partial).status_code == 206
    whole = {"Range": "bytes=0-9", "If-Range": '"other"'}
    assert site.client.get(address, headers=whole).status_code == 200


def test_head_tells_the_length_and_sends_nothing(site: Server, store: Store) -> None:
    response = site.client.head(store(FILM, "mp4"))
    assert response.status_code == 200
    assert response.headers["content-length"] == "3000000"
    assert response.content == b""


def test_a_file_that_the_browser_has_is_not_sent_again(site: Server, store: Store) -> None:
    address = store(FILM, "mp4")
    etag = site.client.head(address).headers["etag"]
    assert site.client.get(address, headers={"If-None-Match": etag}).status_code == 304


def test_an_empty_file_is_sent_as_such(site: Server, store: Store) -> None:
    response = site.client.get(store(b"", "txt"))
    assert response.status_code == 200
    assert response.content == b""


def test_an_address_is_stable_for_hours_and_then_changes() -> None:
    name, start = file_name(str(ObjectId()), "png"), datetime(2030, 1, 1, tzinfo=UTC)
    early = signed_media_url(name, now=start)
    late = signed_media_url(name, now=start + WINDOW - timedelta(seconds=1))
    after = signed_media_url(name, now=start + WINDOW)
    assert early == late != after


def test_an_old_address_is_refused(site: Server, store: Store) -> None:
    response = site.client.get(store(FILM, "mp4", now=utc_now() - timedelta(days=1)))
    assert response.status_code == 403
    assert response.json()["code"] == "link_expired"


@pytest.mark.parametrize(
    "change",
    [
        lambda url: url.partition("?")[0],
        lambda url: url.replace("signature=", "signature=x"),
        lambda url: url.replace("expires=", "expires=9"),
        lambda url: url.replace(".mp4", ".html"),
        lambda url: url + "\u00e9",
        lambda url: url.replace("expires=", "expires=\u0663"),
    ],
)
def test_an_address_that_was_changed_finds_nothing(site: Server, store: Store, change: Callable[[str], str]) -> None:
    response = site.client.get(change(store(FILM, "mp4")))
    assert response.status_code == 404
    assert response.json()["code"] == "not_found"


def test_a_file_can_only_be_read(site: Server, store: Store) -> None:
    assert site.client.delete(store(FILM, "mp4")).status_code == 405
