"""Whose name a request may carry: the Host header and the Origin of a page."""

from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host


@lru_cache(maxsize=256)
def is_allowed_host(host: bytes) -> bool:
    """Tell whether Django would take this Host header."""
    try:
        domain, _ = split_domain_port(host.decode("ascii"))
    except UnicodeDecodeError:
        return False
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def is_own_origin(origin: bytes, *, host: bytes) -> bool:
    """Tell whether a page of this origin is ours: the public address, a trusted one, or the host that was asked."""
    text = origin.decode("latin-1").lower()
    if text in {_origin_of(settings.PUBLIC_URL), *settings.TRUSTED_ORIGINS}:
        return True
    asked = host.decode("latin-1").lower()
    return is_allowed_host(host) and text in {f"http://{asked}", f"https://{asked}"}


def _origin_of(url: str) -> str:
    parts = urlsplit(url.lower())
    return f"{parts.scheme}://{parts.netloc}"
