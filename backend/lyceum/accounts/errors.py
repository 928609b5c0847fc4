"""What accounts refuses, each with a stable code."""

from lyceum.platform.errors import (
    ConflictError,
    ForbiddenError,
    InvalidError,
    UnauthenticatedError,
)


class UnfitNameError(InvalidError):
    """A username or e-mail address cannot be used, or somebody has it already."""


class WeakPasswordError(InvalidError):
    """The password is too easy to guess."""


class WrongCredentialsError(UnauthenticatedError):
    """No account has this name with this password."""

    code = "wrong_credentials"


class SessionEndedError(UnauthenticatedError):
    """The token belongs to no live session, or is not one of ours."""

    code = "session_ended"


class UntrustedOriginError(ForbiddenError):
    """The request did not come from a page that may use the sign-in cookie."""

    code = "untrusted_origin"


class OwnRoleError(ConflictError):
    """Administrators cannot take their own role away, so that one is always left."""

    code = "own_role"
