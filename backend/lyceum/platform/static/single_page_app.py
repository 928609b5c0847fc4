"""Serves the built front end: its files, and its one page for every address that Angular's router knows.

The page carries a fresh nonce in each response, for the styles that Angular adds at run time; so it is never kept.
"""

import secrets
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from typing import Final

from lyceum.platform.asgi import NO_STORE, Receive, Reply, Scope, Send, send_reply
from lyceum.platform.security import FILE_POLICY, NOTICE_POLICY, OFFLINE_COPY_POLICY, app_policy
from lyceum.platform.static.folder import (
    READING,
    ReadyFiles,
    is_plain,
    refuse_absent,
    refuse_method,
)

PLACEHOLDER: Final = b"{{CSP_NONCE}}"
_PAGE: Final = "index.html"
_HTML: Final = (b"content-type", b"text/html; charset=utf-8")
_POLICY: Final = b"content-security-policy"
_NOTICE: Final = """<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Lyceum: the front end is not built</title>
    <style>
      body { font: 1.1rem/1.6 system-ui, sans-serif; max-width: 36rem; margin: 15vh auto; padding: 0 1rem; }
      code { padding: 0.1em 0.4em; background: #8883; border-radius: 0.3em; }
    </style>
  </head>
  <body>
    <main>
      <h1>The front end is not built yet</h1>
      <p>
        Run <code>npm ci</code> and <code>npm run build</code> in the folder <code>frontend</code>, then load
        this page again.
      </p>
      <p>The API works without it: see <a href="/api/docs/">its documentation</a>.</p>
    </main>
  </body>
</html>
"""


class SinglePageApp:
    """Answers everything that no other layer does."""

    def __init__(self, *, dist: Path) -> None:
        self._dist = dist
        self._files = ReadyFiles()

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """Answer one request."""
        await send_reply(scope, send, await self._reply(scope))

    async def _reply(self, scope: Scope) -> Reply:
        if scope["method"] not in READING:
            return refuse_method(scope)
        name = scope["path"].removeprefix("/")
        if name == _PAGE:
            return await self._offline_copy()
        if not PurePosixPath(name).suffix:
            return await self._page()
        file = await self._files.find(self._dist / name) if is_plain(name) else None
        return file.reply(scope).with_headers((_POLICY, FILE_POLICY)) if file else refuse_absent(scope)

    async def _page(self) -> Reply:
        """Return the page with a nonce of its own."""
        page = await self._files.find(self._dist / _PAGE)
        if page is None:
            return _missing_build()
        nonce = secrets.token_urlsafe(16)
        body = page.bodies[b"identity"].replace(PLACEHOLDER, nonce.encode())
        headers = (_HTML, NO_STORE, (_POLICY, app_policy(nonce=nonce)))
        return Reply(status=HTTPStatus.OK, headers=headers, body=body)

    async def _offline_copy(self) -> Reply:
        """Return the page byte for byte: the service worker compares it with the hash of the build."""
        page = await self._files.find(self._dist / _PAGE)
        if page is None:
            return _missing_build()
        headers = (_HTML, (b"cache-control", b"no-cache"), (_POLICY, OFFLINE_COPY_POLICY))
        return Reply(status=HTTPStatus.OK, headers=headers, body=page.bodies[b"identity"])


def _missing_build() -> Reply:
    headers = (_HTML, NO_STORE, (_POLICY, NOTICE_POLICY), (b"retry-after", b"30"))
    return Reply(status=HTTPStatus.SERVICE_UNAVAILABLE, headers=headers, body=_NOTICE.encode())
