"""What students have done in lessons: one row per lesson, and where to go on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bson import ObjectId

from lyceum.assessment.ports import CourseProgress
from lyceum.catalog import public as catalog
from lyceum.catalog.public import CourseOffer
from lyceum.learning import rules
from lyceum.learning.documents import Enrollment, Progress, progress
from lyceum.learning.selectors.enrollments import (
    EnrollmentOverview,
    course_progress,
    get_enrollment,
    get_own_enrollment,
)
from lyceum.platform import cache, mongo
from lyceum.platform.actors import Actor
from lyceum.platform.ids import derive_id
from lyceum.platform.paging import Page, PageRequest

LESSONS_AT_MOST: Final = 2_000


class KeptProgress(mongo.Embedded, frozen=True, kw_only=True):
    """What a student has done in one lesson, or nothing."""

    progress: Progress | None


class TouchedLessons(mongo.Embedded, frozen=True, kw_only=True):
    """What an enrollment has done in every lesson it has touched."""

    lessons: tuple[Progress, ...]


LESSON_PROGRESS: Final = cache.declare(
    "progress:user:{id}:lesson:{lesson_id}",
    kind=KeptProgress,
    ttl_s=5 * 60,
    invalidated_by=("LessonCompleted", "CompletionRevoked"),
)
TOUCHED_LESSONS: Final = cache.declare(
    "progress:enrollment:{id}",
    kind=TouchedLessons,
    ttl_s=5 * 60,
    invalidated_by=("LessonCompleted", "CompletionRevoked"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressRow:
    """What a student has done in a lesson; `progress_id` is None for one that was not touched."""

    progress_id: ObjectId | None
    student_id: ObjectId
    course_id: ObjectId
    lesson_id: ObjectId
    completed: bool
    completed_at: datetime | None
    position_s: int
    seconds: int
    course_progress: CourseProgress


@dataclass(frozen=True, slots=True, kw_only=True)
class NextLesson:
    """Where a student goes on; `position_s` is where playing does."""

    lesson_id: ObjectId
    title: str
    course: CourseOffer
    position_s: int = 0


def find_progress(enrollment: Enrollment, lesson_id: ObjectId) -> Progress | None:
    """Return what the enrollment has done in the lesson, or None."""

    def load() -> KeptProgress:
        return KeptProgress(progress=progress.find_by_id(derive_id(enrollment.id, lesson_id)))

    kept = cache.read_through(LESSON_PROGRESS, load, id=enrollment.student_id, lesson_id=lesson_id)
    return kept.progress


def count_lessons(course_id: ObjectId) -> int:
    """Count the lessons of a course."""
    return len(catalog.list_known_places(course_id))


def get_progress_row(*, student_id: ObjectId, course_id: ObjectId, lesson_id: ObjectId) -> ProgressRow:
    """Return what the student has done in the lesson.

    Raises:
        NotEnrolledError: they have no place in the course.
    """
    enrollment = get_own_enrollment(student_id=student_id, course_id=course_id)
    so_far = course_progress(enrollment, total=count_lessons(course_id))
    return _row(enrollment, lesson_id, find_progress(enrollment, lesson_id), so_far)


def list_progress(
    *, actor: Actor, course_id: ObjectId, student_id: ObjectId | None, page: PageRequest
) -> Page[ProgressRow]:
    """List one row per lesson of the course in its order: the actor's, or a student's to an author of the course.

    Raises:
        NotFoundError: a student was named, and the course is hidden from the actor.
        ForbiddenError: a student was named, and the course is somebody else's.
        NotEnrolledError: the student has no place in the course.
    """
    if student_id is not None and student_id != actor.user_id:
        catalog.get_authored_course(course_id, actor=actor)
    enrollment = get_own_enrollment(student_id=student_id or actor.user_id, course_id=course_id)
    places = catalog.list_lesson_places(course_id)
    touched = {item.lesson_id: item for item in _list_touched(enrollment.id)}
    so_far = course_progress(enrollment, total=len(places))
    shown = places[page.skip : page.skip + page.size]
    rows = (_row(enrollment, place.lesson_id, touched.get(place.lesson_id), so_far) for place in shown)
    return Page(items=tuple(rows), count=len(places))


def list_recent_progress(overviews: Sequence[EnrollmentOverview], *, limit: int) -> tuple[ProgressRow, ...]:
    """List the lessons of these enrollments that were touched last, newest first."""
    touched = [(item, overview) for overview in overviews for item in _list_touched(overview.enrollment_id)]
    touched.sort(key=lambda pair: pair[0].updated_at, reverse=True)
    return tuple(_touched_row(item, overview.progress) for item, overview in touched[:limit])


def find_next_lesson(overviews: Sequence[EnrollmentOverview]) -> NextLesson | None:
    """Choose where to go on: in the first of these enrollments that is not finished."""
    for overview in overviews:
        if overview.progress.completed < overview.progress.total:
            found = find_resumption(overview)
            if found is not None:
                return found
    return None


def get_resumption(enrollment_id: ObjectId, *, actor: Actor) -> NextLesson | None:
    """Choose where to go on in the course of an enrollment that the actor may see.

    Raises:
        NotFoundError: there is none, or it is hidden from the actor.
    """
    return find_resumption(get_enrollment(enrollment_id, actor=actor))


def find_resumption(overview: EnrollmentOverview) -> NextLesson | None:
    """Choose where to go on in one course; None where every lesson is completed."""
    places = {place.lesson_id: place for place in catalog.list_lesson_places(overview.course.course_id)}
    touched = {item.lesson_id: item for item in _list_touched(overview.enrollment_id)}
    done = {lesson_id for lesson_id, item in touched.items() if item.completed}
    chosen = rules.next_lesson_id(tuple(places), completed=done, last=overview.last_lesson_id)
    if chosen is None:
        return None
    position_s = touched[chosen].position_s if chosen in touched else 0
    return NextLesson(lesson_id=chosen, title=places[chosen].title, course=overview.course, position_s=position_s)


def _list_touched(enrollment_id: ObjectId) -> tuple[Progress, ...]:
    def load() -> TouchedLessons:
        found = progress.find({"enrollment_id": enrollment_id}, limit=LESSONS_AT_MOST)
        return TouchedLessons(lessons=tuple(found))

    return cache.read_through(TOUCHED_LESSONS, load, id=enrollment_id).lessons


def row_of(enrollment: Enrollment, done: Progress, *, total: int) -> ProgressRow:
    """Describe what an enrollment has done in a lesson, in a course of `total` lessons."""
    return _touched_row(done, course_progress(enrollment, total=total))


def _row(enrollment: Enrollment, lesson_id: ObjectId, done: Progress | None, so_far: CourseProgress) -> ProgressRow:
    if done is not None:
        return _touched_row(done, so_far)
    return ProgressRow(
        progress_id=None,
        student_id=enrollment.student_id,
        course_id=enrollment.course_id,
        lesson_id=lesson_id,
        completed=False,
        completed_at=None,
        position_s=0,
        seconds=0,
        course_progress=so_far,
    )


def _touched_row(done: Progress, so_far: CourseProgress) -> ProgressRow:
    return ProgressRow(
        progress_id=done.id,
        student_id=done.student_id,
        course_id=done.course_id,
        lesson_id=done.lesson_id,
        completed=done.completed,
        completed_at=done.completed_at,
        position_s=done.position_s,
        seconds=done.seconds,
        course_progress=so_far,
    )
