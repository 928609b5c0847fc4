"""Counting what happens in courses, once per fact: each call is part of the transaction that settles its event."""

from bson import ObjectId

from lyceum.analytics.documents import Totals, totals
from lyceum.analytics.selectors import SITE_ID


def count(course_id: ObjectId, *, enrollments: int = 0, completions: int = 0, finished: int = 0) -> None:
    """Add to the totals of a course and of the site."""
    changes = {
        "enrollment_count": enrollments,
        "completed_count": completions,
        "finished_count": finished,
    }
    for totals_id in (course_id, SITE_ID):
        if totals.find_by_id(totals_id) is None:
            totals.insert_once(Totals(id=totals_id, **changes))
        else:
            totals.update({"_id": totals_id}, {"$inc": changes})


def forget_course(course_id: ObjectId) -> None:
    """Remove the totals of a course that is gone."""
    totals.delete({"_id": course_id})
