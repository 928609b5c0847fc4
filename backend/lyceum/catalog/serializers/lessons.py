"""Lessons on the wire."""

from typing import Any, Final

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from lyceum.catalog.rules.courses import TITLE_LENGTH
from lyceum.catalog.rules.lessons import CaptionFields, LessonFields
from lyceum.catalog.rules.outlines import LessonKind
from lyceum.catalog.serializers import examples
from lyceum.catalog.serializers.fields import LANGUAGE, TEXT_LENGTH, TextField
from lyceum.catalog.serializers.outlines import LESSON_KINDS, QuizRefSerializer
from lyceum.platform.fields import IdField, LineField
from lyceum.platform.lists import PageQuery

LONGEST_MINUTES: Final = 10_000
URL_LENGTH: Final = 500
CAPTIONS_LIMIT: Final = 20
ATTACHMENTS_LIMIT: Final = 50


class LessonLinkSerializer(serializers.Serializer[Any]):
    """A neighbour of a lesson."""

    id = IdField(source="lesson_id")
    title = serializers.CharField()


@extend_schema_serializer(examples=[examples.answered("A lesson", examples.LESSON_SUMMARY)])
class LessonSummarySerializer(serializers.Serializer[Any]):
    """A lesson in lists: everything but its content."""

    id = IdField(source="lesson_id")
    course = IdField(source="course_id")
    section = IdField(source="section_id")
    title = serializers.CharField()
    kind = serializers.ChoiceField(choices=LESSON_KINDS)
    minutes = serializers.IntegerField()
    preview = serializers.BooleanField()
    quizzes = QuizRefSerializer(many=True)


class CaptionSerializer(serializers.Serializer[Any]):
    """Captions of a lesson's video: a WebVTT file."""

    id = IdField(source="media_id")
    language = serializers.CharField(help_text="A BCP 47 tag such as pt-BR.")
    label = serializers.CharField(  # type: ignore[assignment]  # a field's own label has this name
        help_text="What the player's menu says."
    )
    url = serializers.CharField(help_text="A ready address that works for some hours.")


class AttachmentSerializer(serializers.Serializer[Any]):
    """A file that a lesson offers for download."""

    id = IdField(source="media_id")
    name = serializers.CharField()
    kind = serializers.CharField(help_text="The content type.")
    bytes = serializers.IntegerField()
    url = serializers.CharField(help_text="A ready address that works for some hours.")


class CaptionWriteSerializer(serializers.Serializer[Any]):
    """Captions to show: a media file with the purpose `caption`."""

    id = IdField(source="media_id")
    language = serializers.RegexField(
        LANGUAGE, max_length=35, required=False, default="", help_text="Left out: that of the file."
    )
    label = TextField(  # type: ignore[assignment]  # a field's own label has this name
        max_length=100, required=False, allow_blank=True, default="", help_text="Left out: the language."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Check that a file is named, also where only some fields of the lesson are sent."""
        if "media_id" not in attrs:
            raise serializers.ValidationError({"id": "This field is required."}, code="required")
        return attrs


@extend_schema_serializer(examples=[examples.answered("A lesson", examples.LESSON)])
class LessonSerializer(serializers.Serializer[Any]):
    """A lesson to read; `content` is for those who may change it."""

    id = IdField(source="lesson.id")
    course = IdField(source="lesson.course_id")
    section = IdField(source="place.section_id")
    title = serializers.CharField(source="lesson.title")
    kind = serializers.ChoiceField(source="lesson.kind", choices=LESSON_KINDS)
    content = serializers.CharField(required=False, help_text="Markdown, for authors only.")
    content_html = serializers.CharField(allow_blank=True, help_text="Rendered, and safe to show.")
    video_url = serializers.CharField(allow_blank=True, help_text="A ready address, or one of a video site.")
    captions = CaptionSerializer(many=True)
    attachments = AttachmentSerializer(many=True)
    minutes = serializers.IntegerField(source="lesson.minutes")
    preview = serializers.BooleanField(source="lesson.preview")
    quizzes = QuizRefSerializer(source="place.quizzes", many=True)
    previous = LessonLinkSerializer(allow_null=True)
    next = LessonLinkSerializer(allow_null=True)
    version = serializers.IntegerField(source="lesson.version", help_text="Moves with what the author writes.")

    def to_representation(self, instance: Any) -> dict[str, Any]:  # noqa: ANN401 - a view of a lesson
        """Write a lesson; without the source where its reader may not have it."""
        shown = super().to_representation(instance)
        if instance.content is None:
            shown.pop("content")
        return shown


@extend_schema_serializer(examples=[examples.asked("A lesson", examples.LESSON_WRITE)])
class LessonWriteSerializer(serializers.Serializer[Any]):
    """What an author writes of a lesson; what is left out gets its default."""

    course = IdField(source="course_id")
    section = IdField(source="section_id", help_text="A section of the course; the lesson goes to its end.")
    title = LineField(max_length=TITLE_LENGTH)
    kind = serializers.ChoiceField(choices=LESSON_KINDS, required=False, default=LessonKind.TEXT.value)
    content = TextField(
        max_length=TEXT_LENGTH,
        required=False,
        allow_blank=True,
        default="",
        trim_whitespace=False,
        help_text="Markdown.",
    )
    video_url = TextField(
        max_length=URL_LENGTH,
        required=False,
        allow_blank=True,
        default="",
        help_text=(
            "An https address of YouTube, Vimeo, or an .mp4 or .webm file; or the id of a video of the course, or the "
            "address of it that was read."
        ),
    )
    captions = serializers.ListField(
        child=CaptionWriteSerializer(), max_length=CAPTIONS_LIMIT, required=False, default=list
    )
    attachments = serializers.ListField(
        child=IdField(),
        max_length=ATTACHMENTS_LIMIT,
        required=False,
        default=list,
        help_text="Ids of media of the course, in the order in which they are offered.",
    )
    minutes = serializers.IntegerField(
        min_value=1,
        max_value=LONGEST_MINUTES,
        required=False,
        default=None,
        help_text="The time its text takes to read where it is left out.",
    )
    preview = serializers.BooleanField(required=False, default=False)

    def to_fields(self) -> LessonFields:
        """Return what was sent."""
        data = dict(self.validated_data)
        if "kind" in data:
            data["kind"] = LessonKind(data["kind"])
        if "captions" in data:
            data["captions"] = tuple(CaptionFields(**item) for item in data["captions"])
        if "attachments" in data:
            data["attachments"] = tuple(data["attachments"])
        return LessonFields(**data)


@extend_schema_serializer(component_name="Lesson")  # in the contract: PatchedLesson
class PatchedLessonSerializer(LessonWriteSerializer):
    """What an author changes of a lesson; what is left out stays."""


class LessonQuery(PageQuery):
    """Of which course the lessons are listed."""

    course = IdField(source="course_id")
