"""Counting what happens in courses, once per fact: each call is part of the transaction that settles its event."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bson import ObjectId

from lyceum.analytics.documents import (
    DayTotals,
    LessonTotals,
    QuizTotals,
    StorageTotals,
    Totals,
    day_totals,
    lesson_totals,
    quiz_totals,
    storage_totals,
    totals,
)
from lyceum.analytics.selectors.figures import FIGURES, INSTRUCTOR, SITE_ID, day_id
from lyceum.analytics.selectors.storage import STORAGE, STORAGE_ID
from lyceum.catalog import public as catalog
from lyceum.platform import cache, mongo

PARTS_AT_MOST: Final = 2_000


def count(course_id: ObjectId, *, enrollments: int = 0, completions: int = 0, finished: int = 0) -> None:
    """Add to the totals of a course and of the site."""
    changes = {
        "enrollment_count": enrollments,
        "completed_count": completions,
        "finished_count": finished,
    }
    for totals_id in (course_id, SITE_ID):
        _add(totals, Totals(id=totals_id, **changes), changes)
    _outdate(course_id)


def count_day(
    course_id: ObjectId, *, now: datetime, enrollments: int = 0, completions: int = 0, active: int = 0
) -> None:
    """Add to what happened today in a course and on the site; people who were active count for the site."""
    day = now.date().isoformat()
    for scope_id, active_people in ((course_id, 0), (SITE_ID, active)):
        changes = {
            "enrollment_count": enrollments,
            "completed_count": completions,
            "active_count": active_people,
        }
        new = DayTotals(id=day_id(scope_id, day), scope_id=scope_id, day=day, **changes)
        _add(day_totals, new, changes)
    _outdate(course_id)


def count_lesson(lesson_id: ObjectId, *, course_id: ObjectId, completions: int) -> None:
    """Add students who completed a lesson."""
    changes = {"completed_count": completions}
    _add(lesson_totals, LessonTotals(id=lesson_id, course_id=course_id, **changes), changes)
    _outdate(course_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionChange:
    """What is added to the figures of a quiz."""

    passed: int
    failed: int
    percentage: int


def count_submission(quiz_id: ObjectId, *, course_id: ObjectId, title: str, change: SubmissionChange) -> None:
    """Add how a submission of a quiz went, or by how much that has changed."""
    changes = {
        "passed_count": change.passed,
        "failed_count": change.failed,
        "percentage_sum": change.percentage,
    }
    _add(quiz_totals, QuizTotals(id=quiz_id, course_id=course_id, title=title, **changes), changes)
    _outdate(course_id)


def count_files(files: int, *, size: int) -> None:
    """Add uploaded files and their bytes, or take them away."""
    changes = {"files": files, "bytes": size}
    _add(storage_totals, StorageTotals(id=STORAGE_ID, **changes), changes)
    cache.forget(STORAGE.key())


def forget_course(course_id: ObjectId) -> None:
    """Remove what was counted for a course that is gone; what the site counted stays."""
    totals.delete({"_id": course_id})
    parts: tuple[tuple[mongo.Collection[Any], str], ...] = (
        (lesson_totals, "course_id"),
        (quiz_totals, "course_id"),
        (day_totals, "scope_id"),
    )
    for collection, owner in parts:
        for item in collection.find({owner: course_id}, limit=PARTS_AT_MOST):
            collection.delete({"_id": item.id})
    _outdate(course_id)


def forget_lesson(lesson_id: ObjectId) -> None:
    """Remove the totals of a lesson that is gone."""
    lesson_totals.delete({"_id": lesson_id})


def forget_quiz(quiz_id: ObjectId) -> None:
    """Remove the totals of a quiz that is gone."""
    known = quiz_totals.find_by_id(quiz_id)
    if known is not None:
        quiz_totals.delete({"_id": quiz_id})
        _outdate(known.course_id)


def _add[T: mongo.Document](collection: mongo.Collection[T], new: T, changes: dict[str, Any]) -> None:
    """Add to a document that is there, or make it."""
    if collection.find_by_id(new.id) is None:
        collection.insert_once(new)
    else:
        collection.update({"_id": new.id}, {"$inc": changes})


def _outdate(course_id: ObjectId) -> None:
    """Make what is cached of a course, its instructor's courses and the site stale, once this has committed."""
    mongo.after_commit(lambda: _move_tokens(course_id))


def _move_tokens(course_id: ObjectId) -> None:
    """Move the tokens; whose course it is comes from the cache, outside of the transaction."""
    offer = catalog.find_course_offers([course_id]).get(course_id)
    instructor = () if offer is None else (INSTRUCTOR.key(id=offer.instructor_id),)
    cache.forget(FIGURES.key(id=course_id), FIGURES.key(id=SITE_ID), *instructor)
