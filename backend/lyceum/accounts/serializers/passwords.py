"""Passwords and links on the wire."""

from typing import Any

from rest_framework import serializers

from lyceum.accounts.rules.names import EMAIL_LENGTH
from lyceum.accounts.serializers.sign_in import TOKEN_LENGTH, PasswordField


class PasswordChangeSerializer(serializers.Serializer[Any]):
    """The present password and the one to replace it."""

    old_password = PasswordField()
    new_password = PasswordField()


class PasswordResetSerializer(serializers.Serializer[Any]):
    """To whom the link is to be mailed."""

    email = serializers.EmailField(max_length=EMAIL_LENGTH)


class PasswordResetConfirmSerializer(serializers.Serializer[Any]):
    """The token of the link, and a new password."""

    token = serializers.CharField(max_length=TOKEN_LENGTH)
    new_password = PasswordField()


class EmailVerificationSerializer(serializers.Serializer[Any]):
    """The token of the link."""

    token = serializers.CharField(max_length=TOKEN_LENGTH)


class DetailSerializer(serializers.Serializer[Any]):
    """What was done, in words; the same whether the address is known or not."""

    detail = serializers.CharField()
