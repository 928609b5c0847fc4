"""What a course may be: its states, levels and slugs, and the fields that an author sets."""

import re
import unicodedata
from enum import StrEnum
from typing import Final

import msgspec
from bson import ObjectId
from msgspec import UNSET, UnsetType

SLUG_LENGTH: Final = 80
TITLE_LENGTH: Final = 200
_NOT_SLUG: Final = re.compile(r"[^a-z0-9]+")


class CourseStatus(StrEnum):
    """Where a course stands; only published courses are public."""

    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class Level(StrEnum):
    """How much a course expects its learners to know."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class CourseFields(msgspec.Struct, frozen=True, kw_only=True):
    """What an author writes; a field that is `UNSET` stays as it is.

    `image` is the id of a media file of the course, and `instructor_id` is for admins.
    """

    title: str | UnsetType = UNSET
    summary: str | UnsetType = UNSET
    description: str | UnsetType = UNSET
    category_id: ObjectId | UnsetType | None = UNSET
    level: Level | UnsetType = UNSET
    language: str | UnsetType = UNSET
    tags: tuple[str, ...] | UnsetType = UNSET
    price_cents: int | UnsetType = UNSET
    currency: str | UnsetType = UNSET
    image_id: ObjectId | UnsetType | None = UNSET
    instructor_id: ObjectId | UnsetType = UNSET


def slug_of(title: str) -> str:
    """Make the readable part of an address from a title; empty where no Latin letter or digit is left."""
    plain = unicodedata.normalize("NFKD", title).casefold().encode("ascii", "ignore").decode()
    return _NOT_SLUG.sub("-", plain)[:SLUG_LENGTH].strip("-")


def numbered_slug(slug: str, unique_id: ObjectId) -> str:
    """Make a slug that nobody else has, by the end of an id."""
    return f"{slug}-{str(unique_id)[-6:]}".strip("-")
