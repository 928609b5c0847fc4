"""The real application on a real server, on the stores of this test session, with a small front end."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from lyceum.platform.tests.serving import Server, serve

PAGE = '<!doctype html><app-root ngCspNonce="{{CSP_NONCE}}"></app-root>'
SCRIPT = "console.log('hello');" * 200


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    (folder / "index.html").write_text(PAGE)
    (folder / "main-ABCD2345.js").write_text(SCRIPT)
    (folder / "appearance.js").write_text("document.documentElement.dir = 'ltr';")
    (folder / "media").mkdir()
    (folder / "media" / "font-ABCD2345.woff2").write_bytes(b"wOF2")
    (folder / ".secret.txt").write_text("hidden")
    return folder


@pytest.fixture(scope="session")
def site(_stores: None, dist: Path) -> Iterator[Server]:
    environment = {"FRONTEND_DIST": str(dist), "MEDIA_ROOT": str(settings.MEDIA_ROOT)}
    with serve("config.asgi:app", **environment) as running:
        yield running
