"""Stored enrollments and progress; only this capability's services and selectors import this module."""

from datetime import datetime
from enum import StrEnum

from bson import ObjectId
from pymongo import ASCENDING, IndexModel

from lyceum.platform import mongo


class EnrollmentStatus(StrEnum):
    """Whether a student takes part in a course."""

    ACTIVE = "active"
    WITHDRAWN = "withdrawn"


class Enrollment(mongo.Document, frozen=True, kw_only=True):
    """One student's place in one course; the percentage is computed when asked, never stored."""

    student_id: ObjectId
    course_id: ObjectId
    enrolled_at: datetime
    active_at: datetime
    status: EnrollmentStatus = EnrollmentStatus.ACTIVE
    completed_count: int = 0
    milestones: tuple[int, ...] = ()
    last_lesson_id: ObjectId | None = None


class Progress(mongo.Document, frozen=True, kw_only=True):
    """What one enrollment has done in one lesson; the id is derived from the two."""

    enrollment_id: ObjectId
    student_id: ObjectId
    course_id: ObjectId
    lesson_id: ObjectId
    updated_at: datetime
    completed: bool = False
    completed_at: datetime | None = None
    position_s: int = 0
    seconds: int = 0


enrollments = mongo.Collection(
    "enrollments",
    Enrollment,
    indexes=[
        # The index, not a service, decides which of two racing requests gets the place.
        IndexModel([("student_id", ASCENDING), ("course_id", ASCENDING)], name="student_course", unique=True),
        # The id makes the order total, so that a course can be walked page by page.
        IndexModel(
            [("course_id", ASCENDING), ("enrolled_at", ASCENDING), ("_id", ASCENDING)],
            name="course_enrolled_at",
        ),
    ],
)

progress = mongo.Collection(
    "progress",
    Progress,
    indexes=[
        IndexModel([("enrollment_id", ASCENDING)], name="enrollment"),
        IndexModel([("lesson_id", ASCENDING)], name="lesson"),
    ],
)
