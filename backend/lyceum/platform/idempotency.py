"""`Idempotency-Key`: a POST that creates, sent again, is answered by what it made the first time.

The reply is stored in the transaction of what it tells of, under an id that is derived from person, address and key:
both are there or neither, whatever dies in between, and the store decides which of two at once is the first.
Refusals are not stored; they may be tried again. What a view keeps outside of MongoDB (an account, a file) is not
part of the transaction: there a second try meets the first one's name, unless what was left carries the name of the
request (`id_of_request`) and is taken up again. Views opt in with `@idempotent`.
"""

import hashlib
import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial, wraps
from typing import Any, Concatenate, Final

import msgspec
from bson import ObjectId
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from pymongo import IndexModel
from pymongo.errors import DuplicateKeyError, OperationFailure
from rest_framework.request import Request
from rest_framework.response import Response

from lyceum.platform.bodies import ProblemRenderer
from lyceum.platform.clock import utc_now
from lyceum.platform.errors import ConflictError, FieldError, InvalidError, UnprocessableError
from lyceum.platform.http import actor_of
from lyceum.platform.ids import derive_id
from lyceum.platform.mongo import Collection, Document, run_in_transaction

KEPT_FOR: Final = timedelta(hours=24)
HEADER: Final = "Idempotency-Key"
REPLAYED: Final = "Idempotency-Replayed"
PARAMETER: Final = OpenApiParameter(
    HEADER,
    str,
    OpenApiParameter.HEADER,
    pattern="^[!-~]{1,255}$",
    description=(
        "A name of the client's own for this request, such as a UUID: sent again within 24 hours it gets the first "
        "reply and makes nothing new. With another body 422, while the first is under way 409."
    ),
)
_KEY: Final = re.compile(r"[!-~]{1,255}")
_WRITE_CONFLICT: Final = 112

type Create[V] = Callable[Concatenate[V, Request, ...], Response]


class StoredReply(Document, frozen=True, kw_only=True):
    """What a request was answered; without a status while its transaction runs."""

    digest: bytes
    status: int = 0
    body: bytes = b""
    expires_at: datetime


replies: Final = Collection(
    "idempotency_keys", StoredReply, indexes=[IndexModel([("expires_at", 1)], expireAfterSeconds=0)]
)


class KeyReusedError(UnprocessableError):
    """The key belongs to a request with another body."""

    code = "idempotency_key_reused"


class RequestUnderWayError(ConflictError):
    """The first request with this key has not been answered yet."""

    code = "request_under_way"


class _AnsweredBeforeError(Exception):
    """The key has a reply already; leaves the transaction that found out."""


def idempotent[V](create: Create[V]) -> Callable[Concatenate[V, Request, ...], HttpResponse]:
    """Let a view method that creates something be called again with the same `Idempotency-Key`."""

    @wraps(create)
    def once(view: V, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 - the view's own
        key = request.headers.get(HEADER)
        if key is None:
            return create(view, request, *args, **kwargs)
        return _answer_once(_blank_reply(request, key), partial(create, view, request, *args, **kwargs))

    return extend_schema(parameters=[PARAMETER])(once)


def id_of_request(request: Request) -> str | None:
    """Return what names this request and its repetitions, by person, address and key; None without a key."""
    key = request.headers.get(HEADER)
    return None if key is None else str(_id_of(request, key))


def _id_of(request: Request, key: str) -> ObjectId:
    return derive_id(actor_of(request).user_id, request.path, key)


def _blank_reply(request: Request, key: str) -> StoredReply:
    """Return what is stored for this request, without the reply.

    Raises:
        InvalidError: the key has spaces or other odd characters, or is too long.
    """
    if not _KEY.fullmatch(key):
        message = "A key has 1 to 255 visible ASCII characters."
        raise InvalidError(message, errors=(FieldError(field=HEADER, code="invalid", message=message),))
    return StoredReply(
        id=_id_of(request, key),
        digest=_digest_of(request.data),
        expires_at=utc_now() + KEPT_FOR,
    )


def _answer_once(blank: StoredReply, create: Callable[[], Response]) -> HttpResponse:
    found = replies.find_by_id(blank.id)
    if found is not None:
        return _replay(found, blank)
    try:
        return run_in_transaction(lambda: _create_and_store(blank, create))
    except _AnsweredBeforeError:  # between our look and our write
        found = replies.find_by_id(blank.id)
    if found is None:
        raise _under_way()
    return _replay(found, blank)


def _create_and_store(blank: StoredReply, create: Callable[[], Response]) -> Response:
    _claim(blank)
    response = create()
    body = ProblemRenderer().render(response.data)
    replies.replace(msgspec.structs.replace(blank, status=response.status_code, body=body))
    return response


def _claim(blank: StoredReply) -> None:
    """Write the key first, so that a second request stops here.

    Raises:
        RequestUnderWayError: another transaction has written it and has not ended.
        _AnsweredBeforeError: another transaction has written it and has ended.
    """
    try:
        replies.insert(blank)
    except DuplicateKeyError as error:
        raise _AnsweredBeforeError from error
    except OperationFailure as error:
        if error.code == _WRITE_CONFLICT:
            raise _under_way() from error
        raise


def _under_way() -> RequestUnderWayError:
    return RequestUnderWayError("The first request with this key is still under way. Try again in a moment.")


def _replay(found: StoredReply, asked: StoredReply) -> HttpResponse:
    if found.digest != asked.digest:
        raise KeyReusedError("This key was used for a request with another body.")
    return HttpResponse(found.body, status=found.status, content_type="application/json", headers={REPLAYED: "true"})


def _digest_of(data: Any) -> bytes:  # noqa: ANN401 - whatever the parser made of the body
    """Identify a body, whatever the order of its fields."""
    digest = hashlib.blake2b(digest_size=16)
    files = {name: value for name, value in data.items() if isinstance(value, UploadedFile)}
    fields = {name: value for name, value in data.items() if name not in files}
    digest.update(json.dumps(fields, sort_keys=True).encode())
    for name, file in sorted(files.items()):
        digest.update(f"\n{name} {file.name} {file.size}\n".encode())
        for chunk in file.chunks():
            digest.update(chunk)
        file.seek(0)
    return digest.digest()
