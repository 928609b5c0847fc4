"""What the catalog stores: categories, courses, outlines, lessons and media, with their indexes.

Only services and selectors of the catalog read or write these collections.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bson import ObjectId
from pymongo import ASCENDING, DESCENDING, IndexModel

from lyceum.catalog.rules.courses import CourseStatus, Level
from lyceum.catalog.rules.facets import CountedFacet
from lyceum.catalog.rules.media import MediaPurpose
from lyceum.catalog.rules.outlines import LessonKind, Section
from lyceum.platform.mongo import Collection, Document

BEFORE_ALL: Final = ObjectId("0" * 24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A narrower version of a picture, in pixels; a WebP file named after the picture."""

    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaRef:
    """A media file as others point to it: enough to make its addresses."""

    media_id: ObjectId
    extension: str
    variants: tuple[Variant, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionRef:
    """Captions of a lesson's video: a WebVTT file, its language (BCP 47) and what the menu of the player says."""

    media_id: ObjectId
    language: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentRef:
    """A file that a lesson offers for download."""

    media_id: ObjectId
    extension: str
    name: str
    kind: str
    bytes: int


class Category(Document, frozen=True, kw_only=True):
    """A shelf of the catalogue; `course_count` counts published courses."""

    slug: str
    name: str
    description: str = ""
    course_count: int = 0


class CourseCard(Document, frozen=True, kw_only=True):
    """What a list shows of a course; `price_cents` is in hundredths of `currency`."""

    slug: str
    title: str
    summary: str
    instructor_id: ObjectId
    category_id: ObjectId | None
    level: Level
    language: str
    tags: tuple[str, ...]
    price_cents: int
    currency: str
    status: CourseStatus
    version: int
    created_at: datetime
    updated_at: datetime
    image: MediaRef | None = None
    published_at: datetime | None = None
    lesson_count: int = 0
    duration_minutes: int = 0
    enrollment_count: int = 0


class Course(CourseCard, frozen=True, kw_only=True):
    """A course; `version` moves with what its author writes, not with counts.

    `title_key` is the folded title that lists are sorted by; `search_terms` and `search_words` are explained in
    `rules.search`.
    """

    title_key: str
    description: str
    description_html: str
    renderer_version: int
    search_terms: tuple[str, ...] = ()
    search_words: str = ""


class CourseKeys(Document, frozen=True, kw_only=True):
    """What search results are sorted by."""

    title_key: str
    price_cents: int
    enrollment_count: int = 0


class TitleKey(Document, frozen=True, kw_only=True):
    """What search ranks by."""

    title_key: str


class FacetKeys(Document, frozen=True, kw_only=True):
    """What facets count, and the place of the course in a walk through all."""

    slug: str
    level: Level
    language: str
    price_cents: int
    instructor_id: ObjectId


class FacetCountId(Document, frozen=True, kw_only=True):
    """Which counter it is."""


class FacetCount(FacetCountId, frozen=True, kw_only=True):
    """How many published courses have a value of a facet; of categories, `Category.course_count` says it."""

    facet: CountedFacet
    value: str
    count: int


class Outline(Document, frozen=True, kw_only=True):
    """The order of a course, under the course's id: the truth about which lessons it has."""

    sections: tuple[Section, ...] = ()
    version: int = 0


class LessonHead(Document, frozen=True, kw_only=True):
    """What the outline takes from a lesson."""

    course_id: ObjectId
    title: str
    kind: LessonKind
    minutes: int
    preview: bool


class Lesson(LessonHead, frozen=True, kw_only=True):
    """A lesson; `content` is the author's Markdown, `content_html` what `renderer_version` made of it.

    References to media in `content_html` carry the file's ending (`media:ID.png`), so that reading needs no look-up.
    `key` is the name the lesson has in an imported course ("" for others).
    """

    content: str
    content_html: str
    renderer_version: int
    video_url: str = ""
    captions: tuple[CaptionRef, ...] = ()
    attachments: tuple[AttachmentRef, ...] = ()
    key: str = ""
    version: int = 1
    created_at: datetime
    updated_at: datetime


class LessonTitle(Document, frozen=True, kw_only=True):
    """What names a lesson."""

    title: str


class LessonHtml(LessonTitle, frozen=True, kw_only=True):
    """A lesson as it is shown."""

    content_html: str


class LessonFiles(Document, frozen=True, kw_only=True):
    """The files that a lesson shows and offers."""

    content: str
    content_html: str
    video_url: str = ""
    captions: tuple[CaptionRef, ...] = ()
    attachments: tuple[AttachmentRef, ...] = ()


class MediaId(Document, frozen=True, kw_only=True):
    """Which media file it is."""


class MediaHead(Document, frozen=True, kw_only=True):
    """What a reference to a media file needs."""

    extension: str
    kind: str
    variants: tuple[Variant, ...] = ()


class MediaSize(Document, frozen=True, kw_only=True):
    """How large a media file is."""

    bytes: int


class LessonCourse(Document, frozen=True, kw_only=True):
    """To which course a lesson belongs."""

    course_id: ObjectId


class MediaUse(MediaHead, frozen=True, kw_only=True):
    """What decides how long a media file stays.

    `is_pinned` = a text that learners keep a copy of, such as a question, has shown it: it stays as long as its course.
    Files from before this was noted count as pinned. `unused_since` is when nothing was found to use it any more.
    """

    owner_id: ObjectId
    course_id: ObjectId | None
    created_at: datetime
    is_pinned: bool = True
    unused_since: datetime | None = None


class Media(MediaUse, frozen=True, kw_only=True):
    """An uploaded file; its bytes lie in the file store under its id. Avatars have no course."""

    purpose: MediaPurpose
    name: str
    bytes: int
    sha256: str
    alt: str = ""
    language: str = ""


class MediaSweep(Document, frozen=True, kw_only=True):
    """How far the search for unused files has come: the last course, and how many pictures of people."""

    course_id: ObjectId = BEFORE_ALL
    avatar_count: int = 0


def _order(name: str, *keys: tuple[str, int]) -> IndexModel:
    return IndexModel([*keys, ("_id", ASCENDING)], name=name)


categories: Final = Collection(
    "categories",
    Category,
    indexes=[IndexModel([("slug", ASCENDING)], name="slug", unique=True)],
    grows=False,
)
courses: Final = Collection(
    "courses",
    Course,
    indexes=[
        IndexModel([("slug", ASCENDING)], name="slug", unique=True),
        _order("newest", ("status", ASCENDING), ("published_at", DESCENDING)),
        _order("most_enrolled", ("status", ASCENDING), ("enrollment_count", DESCENDING)),
        _order("by_title", ("status", ASCENDING), ("title_key", ASCENDING)),
        _order("cheapest", ("status", ASCENDING), ("price_cents", ASCENDING)),
        _order(
            "newest_of_category",
            ("status", ASCENDING),
            ("category_id", ASCENDING),
            ("published_at", DESCENDING),
        ),
        _order(
            "newest_found",
            ("search_terms", ASCENDING),
            ("status", ASCENDING),
            ("published_at", DESCENDING),
        ),
        _order("newest_of_instructor", ("instructor_id", ASCENDING), ("created_at", DESCENDING)),
        _order("of_instructor", ("instructor_id", ASCENDING)),
        _order("category_id", ("category_id", ASCENDING)),
    ],
)
facet_counts: Final = Collection(
    "facet_counts",
    FacetCount,
    indexes=[
        IndexModel([("facet", ASCENDING), ("count", DESCENDING), ("value", ASCENDING)], name="most_frequent"),
    ],
)
outlines: Final = Collection("outlines", Outline)
lessons: Final = Collection("lessons", Lesson, indexes=[IndexModel([("course_id", ASCENDING)], name="course_id")])
media: Final = Collection(
    "media", Media, indexes=[IndexModel([("course_id", ASCENDING), ("_id", ASCENDING)], name="course_id")]
)
media_sweeps: Final = Collection("media_sweeps", MediaSweep, grows=False)
