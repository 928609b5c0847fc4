"""Media in a bucket, by real HTTP against a server that speaks S3's protocol: kept, shown, made narrower, deleted."""

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import boto3
import httpx
import pytest
from bson import ObjectId
from django.conf import settings

from config.store_checks import StoreError, check_files
from lyceum.accounts.tests.factories import TestPerson, make_person
from lyceum.catalog.documents import media
from lyceum.catalog.services.media_sweep import SHARDS_AT_ONCE, STRAY_AFTER, sweep_files
from lyceum.catalog.tests.factories import TestCourse, make_course
from lyceum.catalog.tests.files import MP4_FILE, PDF_FILE, SVG_FILE, VTT_FILE, picture, stored_files, upload
from lyceum.interop.services.exports import export_course
from lyceum.platform.clock import utc_now
from lyceum.platform.storage.store import SHARDS, file_store
from lyceum.platform.tests.serving import Server, serve, wait_until
from tests.stores import free_port

BUCKET = "lyceum-test"
KEYS = {"S3_ACCESS_KEY_ID": "a-key", "S3_SECRET_ACCESS_KEY": "a-secret"}


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """A server of S3's protocol."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}"
        wait_until(lambda: _answers(url), seconds=60)
        _client(url).create_bucket(Bucket=BUCKET)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=15)


@pytest.fixture(scope="module")
def web(endpoint: str, _stores: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The real application with its media in the bucket."""
    variables = {"S3_BUCKET": BUCKET, "S3_ENDPOINT_URL": endpoint, **KEYS}
    with serve("config.asgi:app", FRONTEND_DIST=str(tmp_path_factory.mktemp("dist")), **variables) as running:
        yield running


@pytest.fixture
def bucket(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Settings by which this process keeps its media in the bucket too."""
    values = {"S3_BUCKET": BUCKET, "S3_ENDPOINT_URL": endpoint, **KEYS}
    for name, value in values.items():
        monkeypatch.setattr(settings, name, value)
    before = stored_files()
    yield endpoint
    assert stored_files() == before  # nothing went to the folder


@pytest.fixture
def author() -> TestPerson:
    return make_person(roles=("instructor",))


@pytest.fixture
def course(author: TestPerson) -> TestCourse:
    return make_course(author, lessons=1)


def keys(endpoint: str) -> list[str]:
    """Return the keys of all objects."""
    return [item["Key"] for item in _client(endpoint).list_objects_v2(Bucket=BUCKET).get("Contents", ())]


def _client(url: str):
    return boto3.client(
        "s3", endpoint_url=url, region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b"
    )


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/moto-api/", timeout=5).status_code < 500
    except httpx.HTTPError:
        return False


def test_a_film_is_sent_by_s3_itself_also_by_range(author, course, bucket, web):
    film = upload(author.client, MP4_FILE, name="film.mp4", course=course.id).data
    here = web.client.get(film["url"])
    assert here.status_code == 307
    assert here.headers["x-content-type-options"] == "nosniff"
    address = here.headers["location"]
    assert address.startswith(f"{bucket}/{BUCKET}/{film['id'][22:]}/{film['id']}.mp4?")
    query = parse_qs(urlsplit(address).query)
    seconds_left = int(re.search(r"max-age=(\d+)", here.headers["cache-control"])[1])
    assert 0 < int(query["X-Amz-Expires"][0]) == seconds_left <= 12 * 3600
    assert query["X-Amz-Signature"][0]
    assert query["response-content-disposition"] == [f'inline; filename="{film["id"]}.mp4"']
    whole = httpx.get(address)
    assert (whole.content, whole.headers["content-type"]) == (MP4_FILE, "video/mp4")
    part = web.client.get(film["url"], headers={"Range": "bytes=4-7"}, follow_redirects=True)
    assert (part.status_code, part.content) == (206, b"ftyp")
    sheet = upload(author.client, PDF_FILE, name="sheet.pdf", course=course.id).data
    download = web.client.get(sheet["url"], follow_redirects=True)
    assert download.content == PDF_FILE
    assert download.headers["content-disposition"].startswith("attachment")


def test_what_a_page_shows_comes_from_us_with_all_headers(author, course, bucket, web):
    caption = upload(author.client, VTT_FILE, purpose="caption", language="en", course=course.id).data
    drawing = upload(author.client, SVG_FILE, course=course.id).data
    shown = web.client.get(caption["url"])
    assert (shown.status_code, shown.content) == (200, VTT_FILE)
    assert shown.headers["content-type"] == "text/vtt; charset=utf-8"
    part = web.client.get(caption["url"], headers={"Range": "bytes=-6"})
    assert (part.status_code, part.content) == (206, VTT_FILE[-6:])
    saved = web.client.get(drawing["url"])
    assert saved.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in saved.headers["content-security-policy"]
    assert saved.headers["x-content-type-options"] == "nosniff"
    for url in (caption["url"].replace("signature=", "signature=x"), caption["url"].partition("?")[0]):
        assert web.client.get(url).status_code == 404
    assert web.client.head(caption["url"]).headers["content-length"] == str(len(VTT_FILE))
    _client(bucket).delete_object(Bucket=BUCKET, Key=f"{caption['id'][22:]}/{caption['id']}.vtt")
    assert web.client.get(caption["url"]).status_code == 404


def test_pictures_copies_exports_and_deletion(author, course, bucket, web, run_outbox, tmp_path: Path):
    sent = picture("PNG", 700, 7)
    image = upload(author.client, sent, purpose="course_image", course=course.id).data["id"]
    avatar = upload(author.client, sent, purpose="avatar").data["id"]
    author.client.patch(course.url, {"image": image})
    author.client.patch("/api/auth/user/", {"profile_picture": avatar})
    assert upload(author.client, b"MZ", course=course.id).status_code == 400
    run_outbox()
    folder = image[22:]
    names = [f"{folder}/{image}-320.webp", f"{folder}/{image}-640.webp", f"{folder}/{image}.png"]
    assert [key for key in keys(bucket) if image in key] == names
    shown = author.client.get(course.url).data["image_variants"]
    assert [web.client.get(item["url"]).headers["content-type"] for item in shown] == ["image/webp"] * 2
    export_course(course.course_id, tmp_path / "out", actor=author.actor)
    assert (tmp_path / "out" / "media" / "picture.png").read_bytes() == sent
    made = author.client.post(f"{course.url}copy/").data["id"]
    run_outbox()
    copy = Path(urlsplit(author.client.get(f"/api/courses/{made}/").data["image"]).path).stem
    assert copy != image
    assert len([key for key in keys(bucket) if copy in key]) == 3
    assert author.client.delete(course.url).status_code == 204
    author.client.patch("/api/auth/user/", {"profile_picture": None})
    run_outbox()
    assert not [key for key in keys(bucket) if image in key or avatar in key]
    assert len([key for key in keys(bucket) if copy in key]) == 3
    stray = f"{ObjectId('6743a1f0c2a4b5d6e7f80e00')}.png"
    _client(bucket).put_object(Bucket=BUCKET, Key=f"00/{stray}", Body=b"stray")
    midnight = utc_now().replace(hour=0, minute=0) + STRAY_AFTER * 2
    for hours in range(SHARDS // SHARDS_AT_ONCE):
        sweep_files(midnight + timedelta(hours=hours))
    assert not [key for key in keys(bucket) if stray in key]
    assert len([key for key in keys(bucket) if copy in key]) == 3


def test_the_doctor_says_where_files_are_and_what_is_wrong(bucket, monkeypatch):
    assert check_files() == f"S3 bucket {BUCKET}"
    monkeypatch.setattr(settings, "S3_BUCKET", "no-such-bucket")
    with pytest.raises(StoreError, match="S3_BUCKET"):
        check_files()


def test_an_upload_is_refused_while_s3_is_away_and_nothing_is_kept(author, course, bucket, monkeypatch):
    monkeypatch.setattr(settings, "S3_BUCKET", "no-such-bucket")
    refused = upload(author.client, SVG_FILE, course=course.id)
    assert (refused.status_code, refused.data["code"]) == (503, "unavailable")
    assert media.count({"course_id": course.course_id}, limit=1) == 0
    assert file_store().direct_address("0" * 24 + ".vtt", seconds=60) == ""
