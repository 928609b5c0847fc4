"""The security headers of responses: one policy for each kind of page.

Scripts come from our own origin only, and never from inside a page. Styles that Angular adds at run time carry a nonce.
"""

from typing import Final

from lyceum.platform.asgi import Headers

VIDEO_PLAYERS: Final = ("https://www.youtube-nocookie.com", "https://player.vimeo.com")
HSTS: Final = "max-age=31536000; includeSubDomains"

type Directives = dict[str, str]

_APP: Final[Directives] = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob: https:",
    "media-src": "'self' blob: https:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "frame-src": " ".join(VIDEO_PLAYERS),
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
_NOTHING: Final[Directives] = {
    "default-src": "'none'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
# The API's documentation draws its own styles and holds nothing that people wrote.
_DOCUMENTATION: Final[Directives] = {
    **_APP,
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "worker-src": "'self' blob:",
    "frame-src": "'none'",
    "frame-ancestors": "'none'",
}
_MEDIA_FILE: Final[Directives] = {
    **_NOTHING,
    "img-src": "'self'",
    "media-src": "'self'",
    "style-src": "'unsafe-inline'",
    "sandbox": "",
}
_ADMIN: Final[Directives] = {
    **_APP,
    "img-src": "'self' data:",
    "frame-src": "'none'",
    "frame-ancestors": "'none'",
}


def app_policy(*, nonce: str) -> bytes:
    """Return the policy of the Angular app for one response."""
    return _policy({**_APP, "style-src": f"'self' 'nonce-{nonce}'"})


def _policy(directives: Directives) -> bytes:
    return "; ".join(f"{name} {value}".strip() for name, value in directives.items()).encode()


# A script has a policy of its own where it is a worker: the service worker passes on what a page loads from elsewhere.
FILE_POLICY: Final = _policy({**_APP, "connect-src": "'self' https:"})
# The service worker keeps one copy of the page for use offline, which cannot carry a nonce of the moment.
OFFLINE_COPY_POLICY: Final = _policy({**_APP, "style-src": "'self' 'unsafe-inline'"})
NOTICE_POLICY: Final = _policy({**_NOTHING, "style-src": "'unsafe-inline'"})
FORM_POLICY: Final = _policy({**_NOTHING, "style-src": "'unsafe-inline'", "form-action": "'self'"})
MEDIA_POLICY: Final = _policy(_MEDIA_FILE)
_POLICIES: Final = (
    ("/api/docs/", _policy(_DOCUMENTATION)),
    ("/api/redoc/", _policy(_DOCUMENTATION)),
    ("/admin/", _policy(_ADMIN)),
)
_ELSEWHERE: Final = _policy(_NOTHING)


def default_policy(path: str) -> bytes:
    """Return the policy of a response that brings none of its own."""
    return next((policy for start, policy in _POLICIES if path.startswith(start)), _ELSEWHERE)


def standing_headers(*, public_url: str) -> Headers:
    """Return the headers that every response carries; HSTS where people come by HTTPS."""
    players = " ".join(f'"{player}"' for player in VIDEO_PLAYERS)
    headers = {
        "x-content-type-options": "nosniff",
        "referrer-policy": "strict-origin-when-cross-origin",
        "permissions-policy": (
            f"camera=(), microphone=(), geolocation=(), payment=(), usb=(), fullscreen=(self {players})"
        ),
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
    }
    if public_url.startswith("https://"):
        headers["strict-transport-security"] = HSTS
    return tuple((name.encode(), value.encode()) for name, value in headers.items())
