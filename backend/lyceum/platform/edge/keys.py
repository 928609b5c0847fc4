"""Which requests the edge may answer, and when two of them ask for the same."""

import re
from typing import Final
from urllib.parse import parse_qsl, urlencode

from django.conf import settings

from lyceum.platform.asgi import Scope, find_header
from lyceum.platform.hosts import is_allowed_host

_LONGEST_QUERY: Final = 400
_ANY_JSON: Final = (b"*/*", b"application/*", b"application/json")


class EdgeRule:
    """Addresses of one form, with the query parameters that they understand."""

    def __init__(self, pattern: str, *, parameters: tuple[str, ...] = ()) -> None:
        self._pattern = re.compile(pattern)
        self._parameters = frozenset(parameters)

    def fits(self, path: str) -> bool:
        """Tell whether an address has this form."""
        return self._pattern.fullmatch(path) is not None

    def canonical_query(self, query: bytes) -> str | None:
        """Put the parameters in order; None for one that is unknown, repeated or unreadable."""
        if not query:
            return ""
        if len(query) > _LONGEST_QUERY:
            return None
        try:
            pairs = parse_qsl(query.decode("ascii"), keep_blank_values=True, strict_parsing=True, errors="strict")
        except ValueError:
            return None
        names = [name for name, _ in pairs]
        if len(set(names)) != len(names) or not self._parameters.issuperset(names):
            return None
        return urlencode(sorted(pairs))


def edge_key(scope: Scope, rules: tuple[EdgeRule, ...]) -> str | None:
    """Return what identifies the answer, or None where the request is not for the edge."""
    if scope["method"] not in {"GET", "HEAD"}:
        return None
    rule = next((rule for rule in rules if rule.fits(scope["path"])), None)
    host = find_header(scope, b"host") or b""
    if rule is None or not is_allowed_host(host) or not _is_anonymous_read(scope):
        return None
    query = rule.canonical_query(scope["query_string"])
    return None if query is None else f"{host.decode()} {scope['path']}?{query}"


def _is_anonymous_read(scope: Scope) -> bool:
    """Tell whether nothing in the headers could change the answer."""
    session_cookie = settings.SESSION_COOKIE_NAME.encode() + b"="
    for name, value in scope["headers"]:
        if name in {b"authorization", b"origin", b"range"}:
            return False
        if name == b"cookie" and session_cookie in value:
            return False
        if name == b"accept" and not any(kind in value for kind in _ANY_JSON):
            return False
    return True
