"""The second factor on the wire."""

from typing import Any, Final

from rest_framework import serializers

from lyceum.accounts.serializers.sign_in import TOKEN_LENGTH, PasswordField

CODE_LENGTH: Final = 20
METHODS: Final = ("totp", "recovery_codes")


class ChallengeSerializer(serializers.Serializer[Any]):
    """The password was right; a code is needed too."""

    mfa_required = serializers.BooleanField()
    mfa_token = serializers.CharField(help_text="Send it with a code to `auth/mfa/verify/` within five minutes.")
    methods = serializers.ListField(child=serializers.ChoiceField(choices=METHODS))


class CodeSerializer(serializers.Serializer[Any]):
    """The second step of signing in."""

    mfa_token = serializers.CharField(max_length=TOKEN_LENGTH)
    code = serializers.CharField(max_length=CODE_LENGTH, help_text="Of the authenticator app, or a recovery code.")


class SecondFactorSerializer(serializers.Serializer[Any]):
    """The state of one's second factor."""

    enabled = serializers.BooleanField()
    methods = serializers.ListField(child=serializers.ChoiceField(choices=METHODS))
    recovery_codes_left = serializers.IntegerField()


class PasswordConfirmationSerializer(serializers.Serializer[Any]):
    """One's password, asked for again."""

    password = PasswordField()


class TotpSetupSerializer(serializers.Serializer[Any]):
    """What an authenticator app needs."""

    secret = serializers.CharField(help_text="Base32, to type in where no picture can be read.")
    otpauth_uri = serializers.CharField()
    qr_svg = serializers.CharField(help_text="The URI as a picture (SVG).")
    setup_token = serializers.CharField(help_text="Send it back with a code within ten minutes.")


class TotpConfirmSerializer(serializers.Serializer[Any]):
    """A code that shows that the app has the secret."""

    setup_token = serializers.CharField(max_length=TOKEN_LENGTH)
    code = serializers.CharField(max_length=CODE_LENGTH)


class RecoveryCodesSerializer(serializers.Serializer[Any]):
    """Codes for when the app is lost; shown once, each works once."""

    recovery_codes = serializers.ListField(child=serializers.CharField())
