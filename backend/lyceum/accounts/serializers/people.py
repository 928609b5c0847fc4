"""People on the wire."""

from typing import Any, Final

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from lyceum.accounts.rules.names import EMAIL_LENGTH, NAME_LENGTH, USERNAME_LENGTH
from lyceum.platform.actors import Role
from lyceum.platform.fields import IdField, PersonSerializer
from lyceum.platform.lists import PageQuery
from lyceum.platform.paging import MAX_PAGE_SIZE, PAGE_SIZE

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
    profile_picture = IdField(
        required=False, allow_null=True, help_text="A picture of one's own with the purpose `avatar`; null for none."
    )


class ManagedUserSerializer(UserSerializer):
    """A person as administrators see them."""

    is_active = serializers.BooleanField()
    email_verified = serializers.BooleanField()
    invited = serializers.BooleanField(help_text="Whether they have not chosen a password yet.")


class UserOrPersonSerializer(serializers.Serializer[Any]):
    """A person as far as the reader may see them; only describes.

    Everybody gets `id` and `name`, oneself and administrators the rest, administrators alone the last three.
    """

    id = IdField(source="person_id")
    name = serializers.CharField()
    username = serializers.CharField(required=False)
    email = serializers.EmailField(required=False)
    roles = serializers.ListField(child=serializers.ChoiceField(choices=ROLES), required=False)
    is_student = serializers.BooleanField(required=False)
    is_instructor = serializers.BooleanField(required=False)
    bio = serializers.CharField(allow_blank=True, required=False)
    profile_picture = serializers.CharField(allow_blank=True, required=False)
    locale = serializers.CharField(required=False)
    timezone = serializers.CharField(required=False)
    date_joined = serializers.DateTimeField(required=False)
    is_active = serializers.BooleanField(required=False)
    email_verified = serializers.BooleanField(required=False)
    invited = serializers.BooleanField(required=False)


class InvitationSerializer(serializers.Serializer[Any]):
    """Whom to invite; everybody is a student as well."""

    username = serializers.CharField(max_length=USERNAME_LENGTH)
    email = serializers.EmailField(max_length=EMAIL_LENGTH)
    name = serializers.CharField(max_length=NAME_LENGTH)
    roles = serializers.ListField(child=serializers.ChoiceField(choices=ROLES), max_length=8, required=False)
    locale = serializers.CharField(required=False, max_length=35, help_text="The language of mails, such as ar.")


class PersonChangesSerializer(serializers.Serializer[Any]):
    """What administrators change of a person; what is absent stays."""

    name = serializers.CharField(required=False, max_length=NAME_LENGTH)
    email = serializers.EmailField(required=False, max_length=EMAIL_LENGTH)
    roles = serializers.ListField(
        child=serializers.ChoiceField(choices=ROLES),
        required=False,
        max_length=8,
        help_text="Exactly these; everybody stays a student.",
    )
    is_active = serializers.BooleanField(required=False, help_text="Whether they may sign in.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse a change of nothing."""
        if not attrs:
            raise serializers.ValidationError("Name something to change.", code="required")
        return attrs


class PeopleQuery(PageQuery):
    """Which people are listed; the filters are for administrators."""

    search = serializers.CharField(
        required=False,
        max_length=100,
        allow_blank=True,
        help_text="The beginning of a word of the name, of the username, or (with its @) of the e-mail address.",
    )
    role = serializers.ChoiceField(choices=ROLES, required=False)


class RevokedSessionsSerializer(serializers.Serializer[Any]):
    """How many sessions were ended."""

    revoked = serializers.IntegerField()


class AuditQuery(serializers.Serializer[Any]):
    """Which entries of the audit log are wanted."""

    action = serializers.CharField(required=False, max_length=64)
    actor = IdField(required=False)
    subject = IdField(required=False)
    before = serializers.IntegerField(
        required=False, min_value=0, max_value=2**63 - 1, help_text="Where to go on; taken from `next`."
    )
    page_size = serializers.IntegerField(min_value=1, max_value=MAX_PAGE_SIZE, default=PAGE_SIZE)


class AuditSubjectSerializer(serializers.Serializer[Any]):
    """What something was done to."""

    kind = serializers.CharField(source="subject_kind")
    id = IdField(source="subject_id")


class AuditEntrySerializer(serializers.Serializer[Any]):
    """A privileged action."""

    id = IdField(source="entry_id")
    at = serializers.DateTimeField()
    actor = PersonSerializer(allow_null=True)
    action = serializers.CharField()
    subject = AuditSubjectSerializer(source="*")
    data = serializers.DictField()  # type: ignore[assignment]  # the field hides DRF's property


class AuditPageSerializer(serializers.Serializer[Any]):
    """A piece of the audit log; `next` goes on with older entries."""

    next = serializers.CharField(allow_null=True)
    results = AuditEntrySerializer(many=True)
