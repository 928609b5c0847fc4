"""Signing in on the wire: names, passwords, tokens and sessions."""

from typing import Any, Final

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework import serializers

from lyceum.accounts.rules.names import EMAIL_LENGTH, NAME_LENGTH, USERNAME_LENGTH
from lyceum.accounts.serializers.people import UserSerializer

PASSWORD_LENGTH: Final = 256
TOKEN_LENGTH: Final = 4_000


class PasswordField(serializers.CharField):
    """A password, taken as it was typed; long enough for sentences, not for exhausting the hash."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - DRF's options
        super().__init__(
            write_only=True,
            trim_whitespace=False,
            max_length=PASSWORD_LENGTH,
            style={"input_type": "password"},
            **kwargs,
        )


class RegistrationSerializer(serializers.Serializer[Any]):
    """What a new person gives."""

    username = serializers.CharField(max_length=USERNAME_LENGTH)
    email = serializers.EmailField(max_length=EMAIL_LENGTH)
    name = serializers.CharField(max_length=NAME_LENGTH)
    password = PasswordField()
    locale = serializers.CharField(required=False, max_length=35, help_text="The language of mails, such as ar.")


class UnverifiedSerializer(serializers.Serializer[Any]):
    """A new person whose e-mail address is to be confirmed before they sign in."""

    user = UserSerializer()
    verification_required = serializers.BooleanField()


class LoginSerializer(serializers.Serializer[Any]):
    """Who wants to come in."""

    username = serializers.CharField(max_length=EMAIL_LENGTH, help_text="Username or e-mail.")
    password = PasswordField()


class SessionSerializer(serializers.Serializer[Any]):
    """A session as its owner gets it; the refresh token is in a cookie that pages cannot read."""

    access = serializers.CharField(help_text="Send it as `Authorization: Bearer`.")
    token = serializers.CharField(source="access", help_text="The same as `access`.")
    user = UserSerializer()


class TokenVerifySerializer(serializers.Serializer[Any]):
    """An access token to look at."""

    token = serializers.CharField(max_length=TOKEN_LENGTH)


class VerifiedTokenSerializer(serializers.Serializer[Any]):
    """The answer about a token that is good."""

    active = serializers.BooleanField()


class OpenSessionSerializer(serializers.Serializer[Any]):
    """A place where one is signed in."""

    id = serializers.CharField(source="session_id")
    created_at = serializers.DateTimeField()
    last_seen_at = serializers.DateTimeField()
    user_agent = serializers.CharField(allow_blank=True)
    current = serializers.BooleanField(help_text="Whether this is the session that asks.")


class AccessTokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # its base is untyped
    """How the contract describes the access token."""

    target_class = "lyceum.accounts.permissions.AccessTokenAuthentication"
    name = "accessToken"

    def get_security_definition(self, auto_schema: object) -> dict[str, Any]:  # noqa: ARG002 - its signature
        """Return the security scheme."""
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
