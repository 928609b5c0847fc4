"""People on the wire."""

from typing import Any, Final

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from lyceum.accounts.rules.names import NAME_LENGTH
from lyceum.platform.actors import Role
from lyceum.platform.fields import IdField

BIO_LENGTH: Final = 2_000
ROLES: Final = [(role.value, role.name) for role in Role]


class UserSerializer(serializers.Serializer[Any]):
    """A person as they, and administrators, see themselves."""

    id = IdField(source="person_id")
    username = serializers.CharField()
    email = serializers.EmailField()
    name = serializers.CharField()
    roles = serializers.ListField(child=serializers.ChoiceField(choices=ROLES))
    is_student = serializers.BooleanField()
    is_instructor = serializers.BooleanField()
    bio = serializers.CharField(allow_blank=True)
    profile_picture = serializers.CharField(allow_blank=True)
    locale = serializers.CharField()
    timezone = serializers.CharField()
    date_joined = serializers.DateTimeField()


@extend_schema_serializer(component_name="User")  # in the contract: PatchedUser
class ProfileChangesSerializer(serializers.Serializer[Any]):
    """Changes of one's own profile."""

    name = serializers.CharField(required=False, max_length=NAME_LENGTH)
    bio = serializers.CharField(required=False, max_length=BIO_LENGTH, allow_blank=True)
    locale = serializers.CharField(required=False, max_length=35, help_text="Such as pt-BR.")
    timezone = serializers.CharField(required=False, max_length=64, help_text="Such as UTC.")


class UserRolesSerializer(serializers.Serializer[Any]):
    """The roles that somebody is to have; everybody stays a student."""

    roles = serializers.ListField(child=serializers.ChoiceField(choices=ROLES), max_length=8)
