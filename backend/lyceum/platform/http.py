"""The HTTP edge of Django: problem documents (RFC 9457) and request ids.

Every `LyceumError` and every refusal of DRF becomes one problem document here; capabilities raise and know no
status. Nothing here decides who may do what.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final, cast

import structlog
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from pymongo.errors import ConnectionFailure, ExecutionTimeout, NetworkTimeout, WTimeoutError
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import exception_handler, set_rollback

from lyceum.platform.actors import Actor
from lyceum.platform.bodies import PROBLEM_JSON, ProblemRenderer
from lyceum.platform.errors import (
    ConflictError,
    FieldError,
    ForbiddenError,
    InvalidError,
    LyceumError,
    NotFoundError,
    PaymentRequiredError,
    StaleVersionError,
    TooLargeError,
    TooManyRequestsError,
    UnauthenticatedError,
    UnavailableError,
    UnprocessableError,
)

log = structlog.get_logger(__name__)

STATUS_OF: Final[dict[type[LyceumError], HTTPStatus]] = {
    InvalidError: HTTPStatus.BAD_REQUEST,
    UnauthenticatedError: HTTPStatus.UNAUTHORIZED,
    PaymentRequiredError: HTTPStatus.PAYMENT_REQUIRED,
    ForbiddenError: HTTPStatus.FORBIDDEN,
    NotFoundError: HTTPStatus.NOT_FOUND,
    ConflictError: HTTPStatus.CONFLICT,
    StaleVersionError: HTTPStatus.PRECONDITION_FAILED,
    UnprocessableError: HTTPStatus.UNPROCESSABLE_CONTENT,
    TooLargeError: HTTPStatus.CONTENT_TOO_LARGE,
    TooManyRequestsError: HTTPStatus.TOO_MANY_REQUESTS,
    UnavailableError: HTTPStatus.SERVICE_UNAVAILABLE,
}
STORE_IS_AWAY: Final = (
    ConnectionFailure,
    NetworkTimeout,
    ExecutionTimeout,
    WTimeoutError,
    OperationalError,
)


def answer_exception(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Answer a refusal as a problem document, whatever the view writes; let what we cannot explain crash."""
    request_id = request_id_of(context["request"])
    context["request"].accepted_renderer = ProblemRenderer()
    context["request"].accepted_media_type = ProblemRenderer.media_type
    if isinstance(exc, RecursionError | RequestDataTooBig):
        exc = exceptions.ParseError("The body cannot be read.")
    if isinstance(exc, STORE_IS_AWAY):
        log.error("store_unavailable", error=type(exc).__name__)
        exc = UnavailableError("A store does not answer. Try again in a moment.")
    if isinstance(exc, LyceumError):
        set_rollback()
        return _answer_refusal(exc, request_id)
    response = exception_handler(exc, context)
    if response is None:
        return None
    api_error = exc if isinstance(exc, exceptions.APIException) else exceptions.NotFound()
    return _answer_api_error(api_error, response, request_id)


def _answer_refusal(exc: LyceumError, request_id: str) -> Response:
    code = next(STATUS_OF[kind] for kind in type(exc).__mro__ if kind in STATUS_OF)
    body = problem(code, detail=str(exc), label=exc.code, request_id=request_id, errors=exc.errors)
    headers = {}
    if isinstance(exc, TooManyRequestsError):
        headers["Retry-After"] = str(exc.retry_after_s)
    elif code == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = "2"
    elif code == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    return _as_problem(Response({**body, **exc.extra}, status=code, headers=headers))


def _answer_api_error(exc: exceptions.APIException, response: Response, request_id: str) -> Response:
    code = HTTPStatus(response.status_code)
    errors: tuple[FieldError, ...] = ()
    detail = "Some fields are not right." if isinstance(exc.detail, dict | list) else str(exc.detail)
    label = exc.default_code if code != HTTPStatus.BAD_REQUEST else "invalid"
    if isinstance(exc, exceptions.ValidationError):
        errors = tuple(_field_errors(exc.get_full_details(), path=()))
    elif isinstance(exc, exceptions.ParseError):
        label = "malformed"
    response.data = problem(code, detail=detail, label=label, request_id=request_id, errors=errors)
    return _as_problem(response)


def _as_problem(response: Response) -> Response:
    response.is_problem = True  # type: ignore[attr-defined]  # read by ProblemRenderer
    return response


def _field_errors(details: Any, *, path: tuple[str, ...]) -> list[FieldError]:  # noqa: ANN401 - DRF nests
    """Flatten DRF's nested details into dotted paths."""
    if isinstance(details, dict) and set(details) == {"message", "code"} and isinstance(details["message"], str):
        field = ".".join(part for part in path if part != "non_field_errors")
        return [FieldError(field=field, code=str(details["code"]), message=str(details["message"]))]
    if isinstance(details, dict):
        children = [(str(key), value) for key, value in details.items()]
    else:
        leaf = all(isinstance(item, dict) and set(item) == {"message", "code"} for item in details)
        children = [("" if leaf else str(index), item) for index, item in enumerate(details)]
    return [error for key, value in children for error in _field_errors(value, path=(*path, key) if key else path)]


def problem(
    code: HTTPStatus,
    *,
    detail: str,
    label: str,
    request_id: str,
    errors: tuple[FieldError, ...] = (),
) -> dict[str, Any]:
    """Make the body of a problem document; `label` is its stable code."""
    return {
        "type": f"/problems/{label}",
        "title": code.phrase,
        "status": int(code),
        "detail": detail,
        "code": label,
        "request_id": request_id,
        "errors": [{"field": error.field, "code": error.code, "message": error.message} for error in errors],
    }


def actor_of(request: Request) -> Actor:
    """Return who is asking; authentication puts an `Actor` where DRF expects Django's user."""
    return cast("Actor", request.user)


def request_id_of(request: Any) -> str:  # noqa: ANN401 - DRF's request or Django's
    """Return the id that the gate gave this request."""
    return str(request.META.get("HTTP_X_REQUEST_ID", ""))


class RequestLogMiddleware:
    """Binds the request id to every log line of a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Handle one request."""
        structlog.contextvars.bind_contextvars(request_id=request_id_of(request))
        try:
            return self.get_response(request)
        finally:
            structlog.contextvars.clear_contextvars()


def not_found(request: HttpRequest, *_: object, **__: object) -> HttpResponse:
    """Answer an unknown path."""
    return _plain_problem(request, HTTPStatus.NOT_FOUND, "There is nothing here.", "not_found")


def bad_request(request: HttpRequest, *_: object, **__: object) -> HttpResponse:
    """Answer a request that Django itself refuses."""
    return _plain_problem(request, HTTPStatus.BAD_REQUEST, "The request is malformed.", "malformed")


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a failure of ours; the log has the rest."""
    return _plain_problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, "Something broke on our side.", "server_error")


def _plain_problem(request: HttpRequest, code: HTTPStatus, detail: str, label: str) -> HttpResponse:
    body = problem(code, detail=detail, label=label, request_id=request_id_of(request))
    return JsonResponse(body, status=code, content_type=PROBLEM_JSON)
