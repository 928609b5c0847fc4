"""Which video addresses a lesson may show."""

import pytest

from lyceum.catalog.rules.videos import check_video_url
from lyceum.platform.errors import InvalidError


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://www.youtube.com/watch?v=abc",
        "https://youtu.be/abc",
        "https://vimeo.com/1",
        "https://media.example.org/talks/one.mp4",
        "https://media.example.org/one.WEBM?x=1",
    ],
)
def test_known_platforms_and_public_files_are_allowed(url):
    check_video_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://www.youtube.com/watch?v=abc",
        "javascript:alert(1)",
        "//youtu.be/abc",
        "https://youtube.com.example.org/watch",
        "https://example.org/page.html",
        "https://user@youtube.com/x",
        "https://youtube.com:8443/x",
        "https://youtube.com:x/x",
        "https://localhost/one.mp4",
        "https://127.0.0.1/one.mp4",
        "https://[::1]/one.mp4",
        "https://0x7f.1/one.mp4",
        "https://2130706433/one.mp4",
        "https://metadata.google.internal/one.mp4",
        "https://[broken/one.mp4",
        "https://example.org/a b.mp4",
        "https://example.org/a\n.mp4",
        '{"$gt": ""}',
    ],
)
def test_everything_else_is_refused(url):
    with pytest.raises(InvalidError) as refusal:
        check_video_url(url)
    assert refusal.value.errors[0].field == "video_url"
