"""Courses on the wire."""

from typing import Any, Final

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from lyceum.catalog.rules.courses import TITLE_LENGTH, CourseFields, CourseStatus, Level
from lyceum.catalog.selectors.listings import NEWEST, RELEVANCE, CourseFilter
from lyceum.catalog.serializers import examples
from lyceum.catalog.serializers.categories import CategoryRefSerializer
from lyceum.catalog.serializers.fields import (
    LANGUAGE,
    SUMMARY_LENGTH,
    TEXT_LENGTH,
    ImageField,
    PriceField,
    TextField,
)
from lyceum.catalog.serializers.media import VariantSerializer
from lyceum.platform.fields import IdField, LineField, PersonSerializer
from lyceum.platform.lists import PageQuery

LEVELS: Final = [(level.value, level.name) for level in Level]
STATUSES: Final = [(status.value, status.name) for status in CourseStatus]
ORDERINGS: Final = [NEWEST, "-enrollment_count", "title", "price"]
TAG_LIMIT: Final = 20
TAG_LENGTH: Final = 40
SEARCH_LENGTH: Final = 200


@extend_schema_serializer(examples=[examples.answered("A course", examples.COURSE_SUMMARY)])
class CourseSummarySerializer(serializers.Serializer[Any]):
    """A course in lists."""

    id = IdField(source="course.id")
    title = serializers.CharField(source="course.title")
    slug = serializers.CharField(source="course.slug")
    summary = serializers.CharField(source="course.summary", allow_blank=True)
    instructor = PersonSerializer()
    category = CategoryRefSerializer(allow_null=True)
    level = serializers.ChoiceField(source="course.level", choices=LEVELS)
    language = serializers.CharField(source="course.language", help_text="A BCP 47 tag such as pt-BR.")
    tags = serializers.ListField(source="course.tags", child=serializers.CharField())
    price = PriceField(source="course.price_cents")
    currency = serializers.CharField(source="course.currency", help_text="An ISO 4217 code such as EUR.")
    image = serializers.CharField(allow_blank=True, help_text="A ready address that works for some hours, or empty.")
    image_variants = VariantSerializer(many=True, help_text="Narrower versions of the image, the narrowest first.")
    status = serializers.ChoiceField(source="course.status", choices=STATUSES)
    published = serializers.SerializerMethodField()
    lesson_count = serializers.IntegerField(source="course.lesson_count")
    duration_minutes = serializers.IntegerField(source="course.duration_minutes")
    enrollment_count = serializers.IntegerField(source="course.enrollment_count")
    version = serializers.IntegerField(source="course.version", help_text="Moves with what the author writes.")
    created_at = serializers.DateTimeField(source="course.created_at")
    updated_at = serializers.DateTimeField(
        source="course.updated_at", help_text="When its page, its order or what names a lesson was last changed."
    )

    def get_published(self, view: Any) -> bool:  # noqa: ANN401 - a view of a course
        """Tell whether the course is public."""
        return bool(view.course.status == CourseStatus.PUBLISHED)


@extend_schema_serializer(examples=[examples.answered("A course", examples.COURSE)])
class CourseSerializer(CourseSummarySerializer):
    """A whole course."""

    description = serializers.CharField(source="course.description", allow_blank=True, help_text="Markdown.")
    description_html = serializers.CharField(allow_blank=True, help_text="The description, rendered and safe to show.")


@extend_schema_serializer(examples=[examples.asked("A course", examples.COURSE_WRITE)])
class CourseWriteSerializer(serializers.Serializer[Any]):
    """What an author writes of a course; what is left out gets its default."""

    title = LineField(max_length=TITLE_LENGTH)
    summary = TextField(max_length=SUMMARY_LENGTH, required=False, allow_blank=True, default="")
    description = TextField(
        max_length=TEXT_LENGTH,
        required=False,
        allow_blank=True,
        default="",
        trim_whitespace=False,
        help_text="Markdown.",
    )
    category = IdField(source="category_id", required=False, allow_null=True, default=None)
    level = serializers.ChoiceField(choices=LEVELS, required=False, default=Level.BEGINNER.value)
    language = serializers.RegexField(LANGUAGE, max_length=35, required=False, default="en")
    tags = serializers.ListField(
        child=LineField(max_length=TAG_LENGTH), max_length=TAG_LIMIT, required=False, default=list
    )
    price = PriceField(source="price_cents", required=False, default=0)
    currency = serializers.RegexField(r"^[A-Z]{3}\Z", required=False, default="EUR")
    image = ImageField(source="image_id", required=False, default=None)
    instructor = IdField(source="instructor_id", required=False, help_text="Admins may name another instructor.")

    def to_fields(self) -> CourseFields:
        """Return what was sent."""
        data = dict(self.validated_data)
        if "level" in data:
            data["level"] = Level(data["level"])
        if "tags" in data:
            data["tags"] = tuple(dict.fromkeys(data["tags"]))
        return CourseFields(**data)


@extend_schema_serializer(component_name="Course")  # in the contract: PatchedCourse
class PatchedCourseSerializer(CourseWriteSerializer):
    """What an author changes of a course; what is left out stays."""


class CourseFilterQuery(serializers.Serializer[Any]):
    """Which courses are meant."""

    search = serializers.CharField(
        required=False, allow_blank=True, max_length=SEARCH_LENGTH, help_text="Beginnings of words; all must be found."
    )
    category = serializers.CharField(required=False, allow_blank=True, max_length=80, help_text="A category's slug.")
    level = serializers.ChoiceField(required=False, allow_blank=True, choices=LEVELS)
    language = serializers.CharField(required=False, allow_blank=True, max_length=35)
    price = serializers.ChoiceField(required=False, allow_blank=True, choices=["free", "paid"])
    instructor = IdField(source="instructor_id", required=False)


class CourseEraseSerializer(serializers.Serializer[None]):
    """What confirms that a course is to be erased."""

    confirm = serializers.CharField(max_length=200, help_text="The slug of the course.")


class CourseQuery(PageQuery, CourseFilterQuery):
    """Which courses a list shows, and in which order."""

    ordering = serializers.ChoiceField(
        required=False,
        choices=ORDERINGS,
        help_text="Left out: the newest first; of a search, those whose titles hold what was searched.",
    )
    mine = serializers.BooleanField(required=False, default=False, help_text="One's own courses, drafts too.")
    status = serializers.ChoiceField(
        required=False,
        allow_blank=True,
        choices=STATUSES,
        help_text="Drafts and archived courses: an instructor's own, all for an admin.",
    )

    def to_filter(self) -> CourseFilter:
        """Return what was asked."""
        names = CourseFilter.__slots__
        asked = {name: value for name, value in self.validated_data.items() if name in names}
        return CourseFilter(**{"ordering": RELEVANCE if asked.get("search") else NEWEST, **asked})
