"""The refusals a caller can act on.

LyceumError
├── InvalidError        the input breaks a rule; may name fields
├── UnauthenticatedError  nobody, or nobody known, is asking
├── PaymentRequiredError  the course costs money
├── ForbiddenError      the actor may see the thing but not do this to it
├── NotFoundError       the thing is absent, or hidden from this actor
├── ConflictError       the current state does not allow it
├── StaleVersionError   the caller changed an older version than the stored one
├── UnprocessableError  what was sent contradicts what was sent before
├── TooLargeError       what was sent is larger than may be kept
├── TooManyRequestsError  the caller must wait
└── UnavailableError    a store is down; try again later

Each carries a stable machine-readable `code`; the message may change. Domain code knows no HTTP status:
`platform.http` maps the classes.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldError:
    """What is wrong with one field; `field` is a dotted path such as `questions.0.text`."""

    field: str
    code: str
    message: str


class LyceumError(Exception):
    """A refusal with a stable code and, where it helps, the fields and problems it is about."""

    code = "error"

    def __init__(
        self,
        message: str,
        *,
        errors: tuple[FieldError, ...] = (),
        extra: dict[str, object] | None = None,
    ) -> None:
        super().__init__(message)
        self.errors = errors
        self.extra = extra or {}


class InvalidError(LyceumError):
    """The input breaks a rule."""

    code = "invalid"


class UnauthenticatedError(LyceumError):
    """Nobody, or nobody known, is asking."""

    code = "not_authenticated"


class PaymentRequiredError(LyceumError):
    """The thing costs money."""

    code = "payment_required"


class ForbiddenError(LyceumError):
    """The actor may see the thing but not do this to it."""

    code = "forbidden"


class NotFoundError(LyceumError):
    """The thing is absent, or hidden from this actor."""

    code = "not_found"


class ConflictError(LyceumError):
    """The current state does not allow the change."""

    code = "conflict"


class StaleVersionError(LyceumError):
    """The caller changed an older version than the stored one."""

    code = "stale_version"


class UnprocessableError(LyceumError):
    """What was sent contradicts what was sent before."""

    code = "unprocessable"


class TooLargeError(LyceumError):
    """What was sent is larger than may be kept."""

    code = "too_large"


class TooManyRequestsError(LyceumError):
    """The caller must wait `retry_after_s` seconds."""

    code = "too_many_requests"

    def __init__(self, message: str, *, retry_after_s: int) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class UnavailableError(LyceumError):
    """A store does not answer; the same call may succeed later."""

    code = "unavailable"
