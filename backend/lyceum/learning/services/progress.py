"""Completing lessons, reaching milestones, and remembering where somebody was.

Every change of one enrollment is one short transaction; guarded updates decide between racing calls, so that a
lesson counts once and a milestone is announced once.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from bson import ObjectId

from lyceum.assessment import public as assessment
from lyceum.catalog import public as catalog
from lyceum.catalog.errors import NotEnrolledError
from lyceum.catalog.public import LessonPlace
from lyceum.learning import rules
from lyceum.learning.documents import Enrollment, Progress, enrollments, progress
from lyceum.learning.errors import QuizRequiredError
from lyceum.learning.events import LessonCompleted, MilestoneReached
from lyceum.learning.rules import EnrollmentStatus
from lyceum.learning.selectors.enrollments import SHELF, find_enrollment, get_own_enrollment
from lyceum.learning.selectors.progress import (
    LESSON_PROGRESS,
    TOUCHED_LESSONS,
    ProgressRow,
    count_lessons,
    find_progress,
    get_progress_row,
)
from lyceum.platform import cache, mongo
from lyceum.platform.actors import Actor
from lyceum.platform.clock import utc_now
from lyceum.platform.events import announce
from lyceum.platform.ids import derive_id

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What a client says about its place in a lesson; `seconds` is the sum of all its visits."""

    position_s: int | None = None
    seconds: int | None = None


def record_progress(
    *, actor: Actor, lesson_id: ObjectId, completed: bool, watched: Watched, now: datetime
) -> ProgressRow:
    """Keep where the actor is in a lesson and, when `completed`, complete it; repeating changes nothing.

    Raises:
        NotFoundError: the lesson is absent or hidden.
        NotEnrolledError: the actor has no place in its course.
        QuizRequiredError: the lesson has required quizzes that are not passed.
    """
    place = catalog.get_readable_lesson(lesson_id, actor=actor)
    enrollment = get_own_enrollment(student_id=actor.user_id, course_id=place.course_id)
    before = find_progress(enrollment, lesson_id)
    if completed and not (before and before.completed):
        _complete_by_hand(enrollment, place, watched=watched, now=now)
    elif rules.is_position_due(kept_at=None if before is None else before.updated_at, now=now):
        mongo.run_in_transaction(lambda: _keep_place(enrollment, lesson_id, watched=watched, now=now))
    return get_progress_row(student_id=actor.user_id, course_id=place.course_id, lesson_id=lesson_id)


def complete_lesson_of_passed_quiz(*, student_id: ObjectId, course_id: ObjectId, lesson_id: ObjectId) -> None:
    """Complete a lesson whose required quizzes are all passed now; part of the quiz's transaction."""
    enrollment = find_enrollment(student_id=student_id, course_id=course_id)
    if enrollment is None or not assessment.has_passed_required_quizzes(student_id=student_id, lesson_id=lesson_id):
        return
    total = count_lessons(course_id)
    _complete(enrollment, lesson_id, total=total, watched=Watched(), now=utc_now())


def reach_milestones(enrollment_id: ObjectId, *, total: int) -> None:
    """Note and announce each milestone that an enrollment has come to, in a course of `total` lessons."""
    enrollment = enrollments.find_by_id(enrollment_id)
    if enrollment is None:
        return
    for milestone in rules.reached_milestones(completed=enrollment.completed_count, total=total):
        if milestone not in enrollment.milestones:
            _reach(enrollment, milestone)


def forget_progress(enrollment: Enrollment, lesson_id: ObjectId) -> None:
    """Drop what is cached about the enrollment and its lesson."""
    cache.forget(
        SHELF.key(id=enrollment.student_id),
        LESSON_PROGRESS.key(id=enrollment.student_id, lesson_id=lesson_id),
        TOUCHED_LESSONS.key(id=enrollment.id),
    )


def _complete_by_hand(enrollment: Enrollment, place: LessonPlace, *, watched: Watched, now: datetime) -> None:
    if any(quiz.required for quiz in place.quizzes) and not assessment.has_passed_required_quizzes(
        student_id=enrollment.student_id, lesson_id=place.lesson_id
    ):
        raise QuizRequiredError("Pass the quiz of this lesson to complete it.")
    total = count_lessons(place.course_id)
    mongo.run_in_transaction(lambda: _complete(enrollment, place.lesson_id, total=total, watched=watched, now=now))


def _complete(enrollment: Enrollment, lesson_id: ObjectId, *, total: int, watched: Watched, now: datetime) -> None:
    """Complete a lesson once; part of a transaction.

    Raises:
        NotEnrolledError: the student has left the course meanwhile.
    """
    done = {"completed": True, "completed_at": now}
    if not _write(enrollment, lesson_id, done=done, watched=watched, now=now):
        return  # another request has completed it
    if not _move(enrollment, lesson_id, {"$inc": {"completed_count": 1}}, now=now):
        raise NotEnrolledError("Enroll in the course first.")
    reach_milestones(enrollment.id, total=total)
    announce(LessonCompleted(student_id=enrollment.student_id, course_id=enrollment.course_id, lesson_id=lesson_id))
    mongo.after_commit(lambda: log.info("lesson_completed", lesson_id=str(lesson_id)))


def _keep_place(enrollment: Enrollment, lesson_id: ObjectId, *, watched: Watched, now: datetime) -> None:
    _write(enrollment, lesson_id, done={}, watched=watched, now=now)
    _move(enrollment, lesson_id, {}, now=now)


def _write(
    enrollment: Enrollment,
    lesson_id: ObjectId,
    *,
    done: dict[str, Any],
    watched: Watched,
    now: datetime,
) -> bool:
    """Write to the progress in a lesson; False where it was to be `done` and is already."""
    progress_id = derive_id(enrollment.id, lesson_id)
    if progress.find_by_id(progress_id) is None:
        progress.insert_once(
            Progress(
                id=progress_id,
                enrollment_id=enrollment.id,
                student_id=enrollment.student_id,
                course_id=enrollment.course_id,
                lesson_id=lesson_id,
                updated_at=now,
                position_s=watched.position_s or 0,
                seconds=watched.seconds or 0,
                **done,
            )
        )
        return True
    where: dict[str, Any] = {"_id": progress_id, **({"completed": False} if done else {})}
    change = {"$set": {**done, "updated_at": now}, "$max": {"seconds": watched.seconds or 0}}
    if watched.position_s is not None:
        change["$set"]["position_s"] = watched.position_s
    return progress.update(where, change)


def _move(enrollment: Enrollment, lesson_id: ObjectId, change: mongo.Update, *, now: datetime) -> bool:
    """Change the enrollment and remember the lesson as the last one; False where nothing was changed."""
    forget_progress(enrollment, lesson_id)
    where = {"_id": enrollment.id, "status": EnrollmentStatus.ACTIVE}
    moved = {"last_lesson_id": lesson_id, "active_at": now}
    return enrollments.update(where, {**change, "$set": moved})


def _reach(enrollment: Enrollment, milestone: int) -> None:
    missing = {"_id": enrollment.id, "milestones": {"$ne": milestone}}
    if enrollments.update(missing, {"$push": {"milestones": milestone}}):
        announce(
            MilestoneReached(
                student_id=enrollment.student_id,
                course_id=enrollment.course_id,
                percentage=milestone,
            )
        )
