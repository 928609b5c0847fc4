"""Counting what was there before it was counted; for data migrations, and harmless when it is done again."""

from bson import ObjectId

from lyceum.analytics.documents import QuizTotals, StorageTotals, quiz_totals, storage_totals, totals
from lyceum.analytics.selectors.figures import QUIZZES_SHOWN
from lyceum.analytics.selectors.storage import STORAGE, STORAGE_ID
from lyceum.analytics.services.imports import CourseTally, add_site_days, insert_tallies
from lyceum.assessment import public as assessment
from lyceum.catalog import public as catalog
from lyceum.learning import public as learning
from lyceum.platform import cache
from lyceum.platform.mongo import run_in_transaction


def count_earlier_data() -> None:
    """Count files, and what was done in courses for which nothing has been counted yet.

    Who was active on which day, and days in a row, begin with the first completion that is counted.
    """
    count_earlier_files()
    for course_id in learning.walk_attended_courses():
        if totals.find_by_id(course_id) is None:
            _count_course(course_id)


def count_earlier_files() -> None:
    """Set how many uploaded files there are, and how large, by all that are kept."""
    found = catalog.sum_media()
    counted = StorageTotals(id=STORAGE_ID, files=found.files, bytes=found.bytes)

    def store() -> None:
        if not storage_totals.replace(counted):
            storage_totals.insert_once(counted)

    run_in_transaction(store)
    cache.forget(STORAGE.key())


def _count_course(course_id: ObjectId) -> None:
    """Store all figures of a course and add them to those of the site, all or none."""
    tally = _tally_of(course_id)
    quizzes = assessment.list_quiz_tallies(course_id)

    def store() -> None:
        insert_tallies([tally])
        known = {item.id for item in quiz_totals.find({"course_id": course_id}, limit=QUIZZES_SHOWN)}
        quiz_totals.insert_all([_totals_of(item, course_id) for item in quizzes if item.quiz_id not in known])
        add_site_days(tally.days)

    run_in_transaction(store)


def _tally_of(course_id: ObjectId) -> CourseTally:
    """Add up what its present students have done in the lessons that a course has now."""
    tally = CourseTally(course_id=course_id)
    lesson_ids = {place.lesson_id for place in catalog.list_lesson_places(course_id)}
    for history in learning.walk_histories(course_id):
        tally.note_enrollment(history.enrolled_at.date().isoformat())
        tally.finished += history.has_finished
        for lesson_id, completed_at in history.completions.items():
            if lesson_id in lesson_ids:
                tally.note_completion(completed_at.date().isoformat(), lesson_id=lesson_id)
    return tally


def _totals_of(item: assessment.QuizTally, course_id: ObjectId) -> QuizTotals:
    return QuizTotals(
        id=item.quiz_id,
        course_id=course_id,
        title=item.title,
        passed_count=item.passed_count,
        failed_count=item.failed_count,
        percentage_sum=item.percentage_sum,
    )
