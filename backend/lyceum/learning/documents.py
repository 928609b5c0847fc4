"""Stored enrollments and progress; only this capability's services and selectors import this module."""

from datetime import datetime

from bson import ObjectId
from pymongo import ASCENDING, IndexModel

from lyceum.learning.rules import EnrollmentPolicy, EnrollmentStatus, LessonRule
from lyceum.platform import mongo


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
    queue_number: int = 0


class EnrollmentRules(mongo.Document, frozen=True, kw_only=True):
    """Who may join a course and how many, under the course's id; a course without one is open to all.

    `seats_left` is kept only where there is a `capacity`; `queue_number` is the last number that was given to somebody
    who waits for a seat. `settled_at` is written with every settlement, so that two of them never run side by side.
    """

    policy: EnrollmentPolicy = EnrollmentPolicy.OPEN
    capacity: int | None = None
    seats_left: int = 0
    queue_number: int = 0
    settled_at: datetime | None = None


class JoinCode(mongo.Document, frozen=True, kw_only=True):
    """A code that gives places in a course; the id derives from the course and the code."""

    course_id: ObjectId
    code: str
    uses: int
    uses_left: int
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None


class LessonRules(mongo.Document, frozen=True, kw_only=True):
    """What completes the lessons of a course, under its id; a lesson without a rule is completed by viewing it."""

    lessons: tuple[LessonRule, ...] = ()


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


class Certificate(mongo.Document, frozen=True, kw_only=True):
    """What is certified of one student's completed course, as it was then; the id derives from the two.

    `language` is the one it is written in.
    """

    student_id: ObjectId
    course_id: ObjectId
    code: str
    name: str
    course_title: str
    instructor: str
    minutes: int
    lesson_count: int
    completed_at: datetime
    issued_at: datetime
    language: str = "en"


class Note(mongo.Document, frozen=True, kw_only=True):
    """What a student wrote down at a lesson; nobody else reads it."""

    student_id: ObjectId
    course_id: ObjectId
    lesson_id: ObjectId
    text: str
    position_s: int | None = None
    created_at: datetime
    updated_at: datetime


class Bookmark(mongo.Document, frozen=True, kw_only=True):
    """A lesson that a student marked; the id derives from the two."""

    student_id: ObjectId
    course_id: ObjectId
    lesson_id: ObjectId
    created_at: datetime


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
        IndexModel(
            [("course_id", ASCENDING), ("status", ASCENDING), ("queue_number", ASCENDING)],
            name="course_status_queue",
        ),
    ],
)

enrollment_rules = mongo.Collection("enrollment_rules", EnrollmentRules)

lesson_rules = mongo.Collection("lesson_rules", LessonRules)

join_codes = mongo.Collection(
    "join_codes",
    JoinCode,
    indexes=[IndexModel([("course_id", ASCENDING), ("created_at", ASCENDING)], name="course_created_at")],
)

progress = mongo.Collection(
    "progress",
    Progress,
    indexes=[
        IndexModel([("enrollment_id", ASCENDING)], name="enrollment"),
        IndexModel([("lesson_id", ASCENDING)], name="lesson"),
    ],
)

certificates = mongo.Collection(
    "certificates",
    Certificate,
    indexes=[
        IndexModel([("code", ASCENDING)], name="code", unique=True),
        IndexModel([("student_id", ASCENDING), ("issued_at", ASCENDING)], name="student_issued_at"),
        IndexModel([("course_id", ASCENDING), ("issued_at", ASCENDING)], name="course_issued_at"),
    ],
)

notes = mongo.Collection(
    "notes",
    Note,
    indexes=[
        IndexModel(
            [("student_id", ASCENDING), ("course_id", ASCENDING), ("created_at", ASCENDING)], name="student_course"
        ),
        IndexModel(
            [("student_id", ASCENDING), ("lesson_id", ASCENDING), ("created_at", ASCENDING)], name="student_lesson"
        ),
        IndexModel([("student_id", ASCENDING), ("created_at", ASCENDING)], name="student"),
        IndexModel([("lesson_id", ASCENDING)], name="lesson"),
    ],
)

bookmarks = mongo.Collection(
    "bookmarks",
    Bookmark,
    indexes=[
        IndexModel([("student_id", ASCENDING), ("created_at", ASCENDING)], name="student"),
        IndexModel(
            [("student_id", ASCENDING), ("course_id", ASCENDING), ("created_at", ASCENDING)], name="student_course"
        ),
        IndexModel([("lesson_id", ASCENDING)], name="lesson"),
    ],
)
