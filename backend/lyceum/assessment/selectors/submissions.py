"""Submitted attempts as learners and those who teach see them, and what they decide."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from bson import ObjectId

from lyceum.accounts import public as accounts
from lyceum.accounts.public import Person
from lyceum.assessment.documents import (
    AttemptNumber,
    QuizHead,
    Submission,
    attempts,
    quizzes,
)
from lyceum.assessment.selectors.access import get_readable_quiz, is_author
from lyceum.catalog import public as catalog
from lyceum.platform import mongo
from lyceum.platform.actors import Actor
from lyceum.platform.errors import NotFoundError
from lyceum.platform.paging import Page, PageRequest, find_page

QUIZZES_OF_A_LESSON = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionView:
    """A submission; `student` is None where it is the reader's own."""

    submission: Submission
    student: Person | None = None


def view_own(submission: Submission) -> SubmissionView:
    """Show learners how their own attempt went."""
    return SubmissionView(submission=_resolve(submission))


def get_submission_view(submission_id: ObjectId, *, actor: Actor) -> SubmissionView:
    """Return one's own submission, or one in one's own course.

    Raises:
        NotFoundError: it is absent or somebody else's.
    """
    found = attempts.find_as(Submission, {"_id": submission_id}, limit=1)
    if not found:
        raise _missing()
    submission = found[0]
    if submission.student_id == actor.user_id:
        return view_own(submission)
    if not is_author(submission.course_id, actor=actor, noun="submission"):
        raise _missing()
    return _view_others([submission])[0]


def list_submissions(*, quiz_id: ObjectId | None, actor: Actor, page: PageRequest) -> Page[SubmissionView]:
    """Return one page of submissions, newest first: one's own, or everybody's at a quiz of one's own course.

    Raises:
        NotFoundError: the quiz is absent or its course is hidden.
        ForbiddenError: the actor is not enrolled (code `not_enrolled`).
    """
    if quiz_id is None:
        return _list_own({"student_id": actor.user_id}, sort=[("submitted_at", -1)], page=page)
    if not get_readable_quiz(quiz_id, actor=actor).is_author:
        where = {"quiz_id": quiz_id, "student_id": actor.user_id}
        return _list_own(where, sort=[("number", -1)], page=page)
    found = find_page(attempts, Submission, {"quiz_id": quiz_id}, sort=[("submitted_at", -1)], page=page)
    return Page(items=_view_others(found.items), count=found.count, count_is_lower_bound=found.count_is_lower_bound)


def find_last_number(*, quiz_id: ObjectId, student_id: ObjectId) -> int:
    """Return the number of the learner's last attempt at a quiz, 0 before the first."""
    where = {"quiz_id": quiz_id, "student_id": student_id}
    found = attempts.find_as(AttemptNumber, where, sort=[("number", -1)], limit=1)
    return found[0].number if found else 0


def has_passed_required_quizzes(*, student_id: ObjectId, lesson_id: ObjectId) -> bool:
    """Tell whether a learner has passed every required quiz of a lesson; true where there is none."""
    heads = quizzes.find_as(QuizHead, {"lesson_id": lesson_id}, sort=[("_id", 1)], limit=QUIZZES_OF_A_LESSON)
    return all(_has_passed(quiz_id=head.id, student_id=student_id) for head in heads if head.required)


def _has_passed(*, quiz_id: ObjectId, student_id: ObjectId) -> bool:
    where = {"quiz_id": quiz_id, "student_id": student_id, "passed": True}
    return bool(attempts.find_as(AttemptNumber, where, limit=1))


def _list_own(where: mongo.Filter, *, sort: mongo.Sort, page: PageRequest) -> Page[SubmissionView]:
    return find_page(attempts, Submission, where, sort=sort, page=page).map(view_own)


def _view_others(submissions: Sequence[Submission]) -> tuple[SubmissionView, ...]:
    """Show submissions, with whose they are, to those who teach."""
    people = accounts.list_people([item.student_id for item in submissions])
    return tuple(SubmissionView(submission=_resolve(item), student=people.get(item.student_id)) for item in submissions)


def _resolve(submission: Submission) -> Submission:
    """Put addresses into the explanations."""
    results = tuple(
        msgspec.structs.replace(item, feedback=catalog.resolve_html(item.feedback, course_id=submission.course_id))
        for item in submission.results
    )
    return msgspec.structs.replace(submission, results=results)


def _missing() -> NotFoundError:
    return NotFoundError("There is no such submission.")
