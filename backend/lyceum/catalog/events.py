"""What has happened in the catalog."""

from dataclasses import dataclass
from typing import Literal

from bson import ObjectId

from lyceum.platform.events import Event

type NamedPart = Literal["instructor_id", "category_id"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePublished(Event):
    """A course is open to everybody."""

    course_id: ObjectId
    instructor_id: ObjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonRemoved(Event):
    """A lesson has left its course, and what hangs on it goes too."""

    course_id: ObjectId
    lesson_id: ObjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseRemoved(Event):
    """A course was deleted with its lessons and media, and what hangs on it goes too."""

    course_id: ObjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryRenamed(Event):
    """A category has another name, by which its courses are to be found."""

    category_id: ObjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursesMisnamed(Event):
    """The courses after this one are still found by the old name of their instructor or category."""

    part: NamedPart
    named_id: ObjectId
    after_course_id: ObjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseCopyRequested(Event):
    """A draft was made that is to get what another course has."""

    source_id: ObjectId
    copy_id: ObjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureStored(Event):
    """A picture was kept, and narrower versions of it are to be made."""

    media_id: ObjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesChanged(Event):
    """Media were kept or, where the numbers are negative, removed; so many, with so many bytes."""

    files: int
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesLeft(Event):
    """Media were removed, and their bytes, under these names, go too."""

    names: tuple[str, ...]
