"""Reads that a client may ask for again without getting them again (RFC 9110 §13.1.2).

The validator names the bytes of the answer, as at the edge: whatever changes what this reader gets changes it. The view
has run by then and has refused who may not read, so that nobody is told that what they may read no more is unchanged. A
write expects a version instead (`platform.versions`): the bytes also change with counts that no author has written.
"""

import hashlib
from collections.abc import Callable
from functools import partial, wraps
from http import HTTPStatus
from typing import Any, Concatenate, Final

from django.http import HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from lyceum.platform.conditions import is_named_in
from lyceum.platform.http import actor_of

type Read[V] = Callable[Concatenate[V, Request, ...], Response]

HEADER: Final = "If-None-Match"
PARAMETER: Final = OpenApiParameter(
    HEADER,
    str,
    OpenApiParameter.HEADER,
    description="The `ETag` of an earlier answer: where it would be the same again, the answer is an empty 304.",
)
_FOR_ONE_READER: Final = "private, no-cache"


def revalidated[V](read: Read[V]) -> Read[V]:
    """Give what a view method answers an `ETag`, and answer 304 where the client has it already."""

    @wraps(read)
    def answer(view: V, request: Request, *args: Any, **kwargs: Any) -> Response:  # noqa: ANN401 - the view's own
        response = read(view, request, *args, **kwargs)
        response.add_post_render_callback(partial(_settle, request))
        return response

    return extend_schema(parameters=[PARAMETER])(answer)


def _settle(request: Request, response: HttpResponse) -> HttpResponse | None:
    """Mark a rendered answer, or return what stands for it."""
    if response.status_code != HTTPStatus.OK:
        return None
    response["ETag"] = f'W/"{hashlib.blake2b(response.content, digest_size=12).hexdigest()}"'
    if actor_of(request).is_authenticated:
        response["Cache-Control"] = _FOR_ONE_READER
        patch_vary_headers(response, ["Authorization"])
    given = request.headers.get(HEADER)
    if given is None or not is_named_in(given.encode("latin-1", "replace"), response["ETag"].encode()):
        return None
    unchanged = HttpResponseNotModified()
    for name in ("ETag", "Cache-Control", "Vary"):
        if response.has_header(name):
            unchanged[name] = response[name]
    return unchanged
