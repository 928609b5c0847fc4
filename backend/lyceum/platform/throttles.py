"""The rate limits of the API: each request counts in one scope, for the person or, without one, for the address.

The limits are settings. What was asked from the edge's ready answers is counted by the edge.
Apart from `http`, because DRF loads this class while it loads its views.
"""

from enum import StrEnum
from typing import TYPE_CHECKING, cast

from django.conf import settings
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from lyceum.platform.rate_limits import Allowance, counter_of, limit_of, network_of, take

if TYPE_CHECKING:
    from rest_framework.views import APIView

    from lyceum.platform.actors import Actor


class RateScope(StrEnum):
    """What is limited by itself; the setting is `RATE_LIMIT_<name>`."""

    ANONYMOUS_READS = "anonymous_reads"
    READS = "reads"
    ANONYMOUS_WRITES = "anonymous_writes"
    WRITES = "writes"
    UPLOADS = "uploads"
    EXPORTS = "exports"

    def allowance(self, subject: str) -> Allowance:
        """Count one more request of a subject."""
        rate = getattr(settings, f"RATE_LIMIT_{self.name}")
        return take(counter_of(limit_of(self.value, rate), subject))


class ScopeThrottle(BaseThrottle):
    """Counts a request that may be made; a view with `rate_scope` names its own scope."""

    def allow_request(self, request: Request, view: "APIView") -> bool:
        """Let the request through and say what is left.

        Raises:
            TooManyRequestsError: the limit is used up.
        """
        allowance = _scope_of(request, view).allowance(_subject_of(request))
        view.headers.update(rate_headers(allowance))
        if allowance.is_used_up:
            raise allowance.refusal()
        return True


def rate_headers(allowance: Allowance) -> dict[str, str]:
    """Say what is left, as draft-ietf-httpapi-ratelimit-headers-06 does."""
    limit = allowance.limit
    return {
        "RateLimit-Limit": str(limit.attempts),
        "RateLimit-Remaining": str(max(allowance.left, 0)),
        "RateLimit-Reset": str(allowance.resets_in_s),
        "RateLimit-Policy": f"{limit.attempts};w={limit.window_s}",
    }


def _scope_of(request: Request, view: "APIView") -> RateScope:
    is_somebody = cast("Actor", request.user).is_authenticated
    if (request.content_type or "").startswith("multipart/"):
        return RateScope.UPLOADS
    if request.method in SAFE_METHODS:
        chosen: RateScope | None = getattr(view, "rate_scope", None)
        return chosen or (RateScope.READS if is_somebody else RateScope.ANONYMOUS_READS)
    return RateScope.WRITES if is_somebody else RateScope.ANONYMOUS_WRITES


def _subject_of(request: Request) -> str:
    actor = cast("Actor", request.user)
    return actor.pk if actor.is_authenticated else network_of(request.META.get("REMOTE_ADDR", ""))
