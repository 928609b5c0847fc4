"""Stored totals; only this capability's services and selectors import this module."""

from datetime import datetime

from bson import ObjectId
from pymongo import ASCENDING, IndexModel

from lyceum.platform import mongo


class Totals(mongo.Document, frozen=True, kw_only=True):
    """What was counted for one course, under its id; or for the whole site, under an id derived from "site".

    `completed_count` counts completed lessons of the students that are counted in `enrollment_count`,
    `finished_count` those of them that have completed everything.
    """

    enrollment_count: int = 0
    completed_count: int = 0
    finished_count: int = 0


totals = mongo.Collection("analytics_totals", Totals)


class DayTotals(mongo.Document, frozen=True, kw_only=True):
    """What was counted on one day (UTC) in one course, or on the whole site; the id derives from the two.

    `active_count` counts people who completed something, on the whole site only.
    """

    scope_id: ObjectId
    day: str
    enrollment_count: int = 0
    completed_count: int = 0
    active_count: int = 0


class LessonTotals(mongo.Document, frozen=True, kw_only=True):
    """How many students have completed a lesson, under its id."""

    course_id: ObjectId
    completed_count: int = 0


class QuizTotals(mongo.Document, frozen=True, kw_only=True):
    """How the submissions of a quiz went, under its id; `percentage_sum` divided by their number is the average."""

    course_id: ObjectId
    title: str
    passed_count: int = 0
    failed_count: int = 0
    percentage_sum: int = 0


class Streak(mongo.Document, frozen=True, kw_only=True):
    """On how many days in a row a person completed something, under their id; days are those where they live.

    `remind_at` is when to look whether they are about to lose it, None while nobody has to.
    """

    last_day: str
    length: int
    longest: int
    timezone: str
    remind_at: datetime | None = None


class StorageTotals(mongo.Document, frozen=True, kw_only=True):
    """How many uploaded files are kept and how many bytes they have; one document, under an id of its own."""

    files: int = 0
    bytes: int = 0


day_totals = mongo.Collection(
    "analytics_days",
    DayTotals,
    indexes=[IndexModel([("scope_id", ASCENDING), ("day", ASCENDING)], name="scope_day")],
)
lesson_totals = mongo.Collection(
    "analytics_lessons", LessonTotals, indexes=[IndexModel([("course_id", ASCENDING)], name="course")]
)
quiz_totals = mongo.Collection(
    "analytics_quizzes", QuizTotals, indexes=[IndexModel([("course_id", ASCENDING)], name="course")]
)
streaks = mongo.Collection(
    "analytics_streaks", Streak, indexes=[IndexModel([("remind_at", ASCENDING)], name="remind_at")]
)
storage_totals = mongo.Collection("analytics_storage", StorageTotals, grows=False)
