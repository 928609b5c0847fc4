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


class LastAdminError(ConflictError):
    """The site would be left without an administrator."""

    code = "last_admin"


class WrongPasswordError(InvalidError):
    """The password that was asked for again is not the person's."""

    code = "wrong_password"


class LinkExpiredError(InvalidError):
    """The link of a mail is too old, was used before, or is not one of ours."""

    code = "link_expired"


class EmailNotVerifiedError(ForbiddenError):
    """The person has not confirmed their e-mail address, and the site asks for it."""

    code = "email_not_verified"


class WrongCodeError(UnauthenticatedError):
    """The code of the second factor is wrong, or was used before."""

    code = "wrong_code"


class SignInExpiredError(UnauthenticatedError):
    """The first step of signing in was too long ago, or is not one of ours."""

    code = "sign_in_expired"


class UnfitCodeError(InvalidError):
    """The code does not show that the authenticator app has the secret."""

    code = "wrong_code"


class SecondFactorOnError(ConflictError):
    """The account has a second factor already."""

    code = "second_factor_on"


class SecondFactorOffError(ConflictError):
    """The account has no second factor."""

    code = "second_factor_off"


class PasswordSetError(ConflictError):
    """The person has chosen a password; an invitation has nothing to do any more."""

    code = "password_set"
