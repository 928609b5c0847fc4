"""Media files on the wire."""

from typing import Any, Final

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from lyceum.catalog.rules.media import MediaPurpose
from lyceum.catalog.serializers import examples
from lyceum.catalog.serializers.fields import LANGUAGE
from lyceum.catalog.services.media import Upload
from lyceum.platform.fields import IdField
from lyceum.platform.lists import PageQuery

PURPOSES: Final = [(purpose.value, purpose.name) for purpose in MediaPurpose]


class VariantSerializer(serializers.Serializer[Any]):
    """A narrower version of a picture, in pixels; a WebP file."""

    width = serializers.IntegerField()
    height = serializers.IntegerField()
    url = serializers.CharField(help_text="A ready address.")


@extend_schema_serializer(examples=[examples.answered("An image", examples.MEDIA)])
class MediaSerializer(serializers.Serializer[Any]):
    """A file that was kept; put it into a text as `media:ID`."""

    id = IdField(source="media.id")
    kind = serializers.CharField(source="media.kind", help_text="The content type, told by the content.")
    name = serializers.CharField(source="media.name")
    bytes = serializers.IntegerField(source="media.bytes")
    url = serializers.CharField(help_text="A ready address.")
    expires_at = serializers.DateTimeField(help_text="When the address ceases to work.")
    alt = serializers.CharField(source="media.alt", allow_blank=True)
    language = serializers.CharField(source="media.language", allow_blank=True)
    variants = VariantSerializer(many=True, help_text="Narrower versions of a picture; the worker makes them soon.")


class MediaQuery(PageQuery):
    """Whose files are listed."""

    course = IdField(source="course_id")


class _WordsSerializer(serializers.Serializer[Any]):
    """What is said beside a file."""

    alt = serializers.CharField(
        max_length=500, required=False, allow_blank=True, default="", help_text="What a picture shows."
    )
    language = serializers.RegexField(
        LANGUAGE, max_length=35, required=False, allow_blank=True, default="", help_text="Of captions: a BCP 47 tag."
    )


class MediaWriteSerializer(_WordsSerializer):
    """A file to keep; all but avatars belong to a course of one's own."""

    file = serializers.FileField(allow_empty_file=False, max_length=500)
    purpose = serializers.ChoiceField(choices=PURPOSES)
    course = IdField(source="course_id", required=False)

    def to_upload(self) -> Upload:
        """Return what was sent."""
        data = dict(self.validated_data)
        sent = data.pop("file")
        return Upload(**{**data, "file": sent, "name": sent.name, "purpose": MediaPurpose(data["purpose"])})


@extend_schema_serializer(component_name="Media")  # in the contract: PatchedMedia
class PatchedMediaSerializer(_WordsSerializer):
    """What is changed beside a file; what is left out stays."""
