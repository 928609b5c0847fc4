"""Completing lessons, reaching milestones, and remembering where somebody was.

Every change of one enrollment is one short transaction; guarded updates decide between racing calls, so that a
lesson counts once and a milestone is announced once.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
import structlog
from bson import ObjectId

from lyceum.assessment import public as assessment
from lyceum.catalog import public as catalog
from lyceum.catalog.errors import NotEnrolledError
from lyceum.catalog.public import LessonPlace
from lyceum.learning import rules
from lyceum.learning.documents import Enrollment, Progress, enrollments, progress
from lyceum.learning.errors import QuizRequiredError, TimeRequiredError
from lyceum.learning.events import LessonCompleted, MilestoneReached
from lyceum.learning.rules import EnrollmentStatus
from lyceum.learning.selectors.enrollments import SHELF, find_enrollment, get_own_enrollment
from lyceum.learning.selectors.lesson_rules import needed_seconds
from lyceum.learning.selectors.progress import (
    LESSON_PROGRESS,
    TOUCHED_LESSONS,
    ProgressRow,
    count_lessons,
    get_progress_row,
    row_of,
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
        TimeRequiredError: the lesson wants more time to be spent in it.
    """
    place = catalog.get_readable_lesson(lesson_id, actor=actor)
    enrollment = get_own_enrollment(student_id=actor.user_id, course_id=place.course_id)
    before = _find(enrollment, lesson_id)
    counted = _counted(watched, before, now=now)
    if completed and not (before and before.completed):
        row = _complete_by_hand(enrollment, place, before=before, watched=counted, now=now)
        if row is not None:
            return row
    elif rules.is_position_due(kept_at=None if before is None else before.updated_at, now=now):
        mongo.run_in_transaction(lambda: _keep_place(enrollment, lesson_id, watched=counted, now=now))
    elif before is not None:  # there is nothing to write; the enrollment must not be older than what was read
        enrollment = get_own_enrollment(student_id=actor.user_id, course_id=place.course_id)
        return row_of(enrollment, before, total=count_lessons(place.course_id))
    return get_progress_row(student_id=actor.user_id, course_id=place.course_id, lesson_id=lesson_id)


def complete_lesson_of_passed_quiz(
    *, student_id: ObjectId, course_id: ObjectId, lesson_id: ObjectId, quiz_id: ObjectId
) -> None:
    """Complete a lesson whose required quizzes are all passed now, where it asks no more; in the quiz's transaction."""
    enrollment = find_enrollment(student_id=student_id, course_id=course_id)
    known = None if enrollment is None else _find(enrollment, lesson_id)
    if enrollment is None or (known is not None and known.completed):
        return
    if needed_seconds(lesson_id, course_id=course_id) > (0 if known is None else known.seconds):
        return
    if not assessment.has_passed_required_quizzes(student_id=student_id, lesson_id=lesson_id, just_passed_id=quiz_id):
        return
    total = count_lessons(course_id)
    _complete(enrollment, lesson_id, known=known, total=total, watched=Watched(), now=utc_now())


def reach_milestones(enrollment: Enrollment, *, total: int) -> Enrollment:
    """Note and announce each milestone that an enrollment has come to, in a course of `total` lessons."""
    missing = _missing_milestones(enrollment, total=total)
    for milestone in missing:
        _reach(enrollment, milestone)
    return msgspec.structs.replace(enrollment, milestones=(*enrollment.milestones, *missing))


def forget_progress(enrollment: Enrollment, lesson_id: ObjectId) -> None:
    """Drop what is cached about the enrollment and its lesson."""
    cache.forget(
        SHELF.key(id=enrollment.student_id),
        LESSON_PROGRESS.key(id=enrollment.student_id, lesson_id=lesson_id),
        TOUCHED_LESSONS.key(id=enrollment.id),
    )


def _counted(watched: Watched, before: Progress | None, *, now: datetime) -> Watched:
    """Return what counts of what a client says: time is never longer than what has passed."""
    seconds = rules.countable_seconds(
        claimed=watched.seconds or 0,
        kept=0 if before is None else before.seconds,
        kept_at=None if before is None else before.updated_at,
        now=now,
    )
    return Watched(position_s=watched.position_s, seconds=seconds)


def _complete_by_hand(
    enrollment: Enrollment, place: LessonPlace, *, before: Progress | None, watched: Watched, now: datetime
) -> ProgressRow | None:
    """Complete a lesson; None where another request has done so."""
    if any(quiz.required for quiz in place.quizzes) and not assessment.has_passed_required_quizzes(
        student_id=enrollment.student_id, lesson_id=place.lesson_id
    ):
        raise QuizRequiredError("Pass the quiz of this lesson to complete it.")
    needed = needed_seconds(place.lesson_id, course_id=place.course_id)
    try:
        rules.check_seconds(seconds=watched.seconds or 0, needed=needed)
    except TimeRequiredError:  # the time that was spent counts all the same
        mongo.run_in_transaction(lambda: _keep_place(enrollment, place.lesson_id, watched=watched, now=now))
        raise
    total = count_lessons(place.course_id)
    seen = [before]  # good for the first attempt of the transaction only

    def attempt() -> ProgressRow | None:
        known = seen.pop() if seen else _find(enrollment, place.lesson_id)
        return _complete(enrollment, place.lesson_id, known=known, total=total, watched=watched, now=now)

    return mongo.run_in_transaction(attempt)


def _complete(
    enrollment: Enrollment,
    lesson_id: ObjectId,
    *,
    known: Progress | None,
    total: int,
    watched: Watched,
    now: datetime,
) -> ProgressRow | None:
    """Complete a lesson once; None where another request has done so; part of a transaction.

    Raises:
        NotEnrolledError: the student has left the course meanwhile.
    """
    done = {"completed": True, "completed_at": now}
    written = _write(enrollment, lesson_id, known=known, done=done, watched=watched, now=now)
    if written is None:
        return None
    moved = _count(enrollment, lesson_id, total=total, now=now)
    announce(LessonCompleted(student_id=enrollment.student_id, course_id=enrollment.course_id, lesson_id=lesson_id))
    mongo.after_commit(lambda: log.info("lesson_completed", lesson_id=str(lesson_id)))
    return row_of(moved, written, total=total)


def _keep_place(enrollment: Enrollment, lesson_id: ObjectId, *, watched: Watched, now: datetime) -> None:
    _write(enrollment, lesson_id, known=_find(enrollment, lesson_id), done={}, watched=watched, now=now)
    _move(enrollment, lesson_id, {}, now=now)


def _write(
    enrollment: Enrollment,
    lesson_id: ObjectId,
    *,
    known: Progress | None,
    done: dict[str, Any],
    watched: Watched,
    now: datetime,
) -> Progress | None:
    """Write to the progress in a lesson and return it; None where it was to be `done` and is already."""
    if known is None:
        written = _first_progress(enrollment, lesson_id, done=done, watched=watched, now=now)
        progress.insert_once(written)
        return written
    seconds = max(known.seconds, watched.seconds or 0)
    changes: dict[str, Any] = {**done, "updated_at": now}
    if watched.position_s is not None:
        changes["position_s"] = watched.position_s
    where: dict[str, Any] = {"_id": known.id, **({"completed": False} if done else {})}
    if not progress.update(where, {"$set": changes, "$max": {"seconds": seconds}}):
        return None
    return msgspec.structs.replace(known, **changes, seconds=seconds)


def _find(enrollment: Enrollment, lesson_id: ObjectId) -> Progress | None:
    """Read past the cache, which is stale after every report anyway."""
    return progress.find_by_id(derive_id(enrollment.id, lesson_id))


def _first_progress(
    enrollment: Enrollment, lesson_id: ObjectId, *, done: dict[str, Any], watched: Watched, now: datetime
) -> Progress:
    return Progress(
        id=derive_id(enrollment.id, lesson_id),
        enrollment_id=enrollment.id,
        student_id=enrollment.student_id,
        course_id=enrollment.course_id,
        lesson_id=lesson_id,
        updated_at=now,
        position_s=watched.position_s or 0,
        seconds=watched.seconds or 0,
        **done,
    )


def _count(known: Enrollment, lesson_id: ObjectId, *, total: int, now: datetime) -> Enrollment:
    """Count one more completed lesson, with the milestones that it reaches; return the enrollment as it is then.

    It is read again only where it was not as known.

    Raises:
        NotEnrolledError: the student has left the course meanwhile.
    """
    one_more = {"$inc": {"completed_count": 1}}
    counted = msgspec.structs.replace(known, completed_count=known.completed_count + 1)
    reached = _missing_milestones(counted, total=total)
    milestones = (*known.milestones, *reached)
    as_known = {"completed_count": known.completed_count, "milestones": list(known.milestones)}
    if _move(known, lesson_id, {**one_more, "$set": {"milestones": milestones}}, now=now, where=as_known):
        for milestone in reached:
            _announce_milestone(known, milestone)
        return msgspec.structs.replace(counted, milestones=milestones)
    moved = enrollments.find_by_id(known.id) if _move(known, lesson_id, one_more, now=now) else None
    if moved is None:
        raise NotEnrolledError("Enroll in the course first.")
    return reach_milestones(moved, total=total)


def _move(
    enrollment: Enrollment,
    lesson_id: ObjectId,
    change: mongo.Update,
    *,
    now: datetime,
    where: mongo.Filter | None = None,
) -> bool:
    """Change the enrollment and remember the lesson as the last one; False where nothing was changed."""
    forget_progress(enrollment, lesson_id)
    active = {"_id": enrollment.id, "status": EnrollmentStatus.ACTIVE, **(where or {})}
    moved = {"last_lesson_id": lesson_id, "active_at": now}
    return enrollments.update(active, {**change, "$set": {**change.get("$set", {}), **moved}})


def _missing_milestones(enrollment: Enrollment, *, total: int) -> list[int]:
    reached = rules.reached_milestones(completed=enrollment.completed_count, total=total)
    return [milestone for milestone in reached if milestone not in enrollment.milestones]


def _reach(enrollment: Enrollment, milestone: int) -> None:
    missing = {"_id": enrollment.id, "milestones": {"$ne": milestone}}
    if enrollments.update(missing, {"$push": {"milestones": milestone}}):
        _announce_milestone(enrollment, milestone)


def _announce_milestone(enrollment: Enrollment, milestone: int) -> None:
    announce(MilestoneReached(student_id=enrollment.student_id, course_id=enrollment.course_id, percentage=milestone))
