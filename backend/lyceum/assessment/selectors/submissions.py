"""Submitted attempts as learners and those who teach see them, and what they decide."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from bson import ObjectId

from lyceum.accounts import public as accounts
from lyceum.accounts.public import Person
from lyceum.assessment.documents import (
    IS_SUBMITTED,
    AttemptNumber,
    QuizHead,
    Standing,
    Submission,
    attempts,
    quizzes,
)
from lyceum.assessment.rules.policies import (
    AttemptState,
    Disclosure,
    GradingPolicy,
    disclosure_at,
    standing_percentage,
)
from lyceum.assessment.rules.questions import QuestionResult
from lyceum.assessment.selectors.access import check_may_read, get_known_quiz, get_readable_quiz, is_author
from lyceum.catalog import public as catalog
from lyceum.platform.actors import Actor
from lyceum.platform.clock import utc_now
from lyceum.platform.errors import NotFoundError
from lyceum.platform.paging import Page, PageRequest, find_page

COUNTED_ATTEMPTS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionView:
    """A submission, as much of it as its reader may know; `student` is None where it is the reader's own."""

    submission: Submission
    student: Person | None = None
    disclosure: Disclosure = Disclosure.EVERYTHING

    @property
    def is_told(self) -> bool:
        """Tell whether its reader may know the score, once there is one."""
        return self.disclosure is not Disclosure.NOTHING

    @property
    def score(self) -> float | None:
        """The points; None while they are unknown."""
        return self.submission.known_score if self.is_told else None

    @property
    def percentage(self) -> int | None:
        """Whole per cent of the points; None while they are unknown."""
        return self.submission.known_percentage if self.is_told else None

    @property
    def passed(self) -> bool | None:
        """Whether the pass mark was reached; None while that is unknown."""
        return self.submission.known_pass if self.is_told else None

    @property
    def results(self) -> tuple[QuestionResult, ...]:
        """What each answer was worth; empty where the reader may not know."""
        return self.submission.results if self.disclosure is Disclosure.EVERYTHING else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionFilter:
    """Which submissions a list holds; None = any."""

    quiz_id: ObjectId | None = None
    course_id: ObjectId | None = None
    state: AttemptState | None = None

    @property
    def clauses(self) -> dict[str, ObjectId | str]:
        """The part of a query that is asked for."""
        state = None if self.state is None else self.state.value
        named = {"quiz_id": self.quiz_id, "course_id": self.course_id, "state": state}
        return {name: value for name, value in named.items() if value is not None}


def view_own(submission: Submission, *, policy: QuizHead | None) -> SubmissionView:
    """Show learners how their own attempt went, as far as the quiz tells now."""
    if policy is None:  # the quiz has just been removed, its attempts are to follow
        return SubmissionView(submission=submission, disclosure=Disclosure.NOTHING)
    disclosure = disclosure_at(utc_now(), feedback=policy.feedback, closes_at=policy.closes_at)
    return SubmissionView(submission=_resolve(submission), disclosure=disclosure)


def get_submission_view(submission_id: ObjectId, *, actor: Actor) -> SubmissionView:
    """Return one's own submission, or one in one's own course.

    Raises:
        NotFoundError: it is absent or somebody else's.
    """
    found = attempts.find_as(Submission, {"_id": submission_id}, limit=1)
    if not found:
        raise _missing()
    submission = found[0]
    if submission.state is AttemptState.OPEN:
        raise _missing()
    if submission.student_id == actor.user_id:
        return view_all_own([submission])[0]
    if not is_author(submission.course_id, actor=actor, noun="submission"):
        raise _missing()
    return view_others([submission])[0]


def list_submissions(asked: SubmissionFilter, *, actor: Actor, page: PageRequest) -> Page[SubmissionView]:
    """Return one page of one's own submissions, newest first, or of everybody's where the actor teaches.

    Raises:
        NotFoundError: the quiz or course is absent, or hidden.
        ForbiddenError: the actor is not enrolled (code `not_enrolled`).
    """
    if _is_taught_by(actor, asked):
        return _list_everybodys(asked, page)
    where = {"student_id": actor.user_id, "submitted_at": IS_SUBMITTED, **asked.clauses}
    newest = "submitted_at" if asked.quiz_id is None else "number"
    found = find_page(attempts, Submission, where, sort=[(newest, -1)], page=page)
    return Page(items=view_all_own(found.items), count=found.count, count_is_lower_bound=found.count_is_lower_bound)


def is_score_told(quiz_id: ObjectId) -> bool:
    """Tell whether learners may know now what they have reached in a quiz; of one that is gone they may not."""
    heads = quizzes.find_as(QuizHead, {"_id": quiz_id}, limit=1)
    told = (disclosure_at(utc_now(), feedback=head.feedback, closes_at=head.closes_at) for head in heads)
    return any(disclosure is not Disclosure.NOTHING for disclosure in told)


def has_passed_required_quizzes(
    *, student_id: ObjectId, lesson_id: ObjectId, just_passed_id: ObjectId | None = None
) -> bool:
    """Tell whether a learner has passed every required quiz of a lesson; true where there is none.

    `just_passed_id` names a quiz whose attempt that passes is known already; it need not be looked for.
    """
    required = [get_known_quiz(ref.quiz_id) for ref in catalog.list_known_quizzes(lesson_id) if ref.required]
    open_ones = (quiz for quiz in required if not (quiz.id == just_passed_id and quiz.grading is GradingPolicy.BEST))
    return all(_has_passed(quiz, student_id=student_id) for quiz in open_ones)


def find_standing(quiz: QuizHead, *, student_id: ObjectId) -> int | None:
    """Return the percentage that the learner has reached by those attempts that count, or None.

    Of very many attempts the newest count.
    """
    where = {"quiz_id": quiz.id, "student_id": student_id, "submitted_at": IS_SUBMITTED}
    found = attempts.find_as(Standing, where, sort=[("number", -1)], limit=COUNTED_ATTEMPTS)
    percentages = [item.percentage for item in found if item.state is AttemptState.GRADED]
    return standing_percentage(percentages, grading=quiz.grading)


def _has_passed(quiz: QuizHead, *, student_id: ObjectId) -> bool:
    if quiz.grading is GradingPolicy.BEST:
        where = {"quiz_id": quiz.id, "student_id": student_id, "passed": True}
        return bool(attempts.find_as(AttemptNumber, where, limit=1))
    percentage = find_standing(quiz, student_id=student_id)
    return percentage is not None and percentage >= quiz.pass_mark


def _is_taught_by(actor: Actor, asked: SubmissionFilter) -> bool:
    """Tell whether the actor teaches what is asked for; let others pass only where they learn it."""
    if asked.quiz_id is not None:
        return get_readable_quiz(asked.quiz_id, actor=actor).is_author
    return asked.course_id is not None and check_may_read(asked.course_id, actor=actor, noun="course")


def _list_everybodys(asked: SubmissionFilter, page: PageRequest) -> Page[SubmissionView]:
    """List what is handed in: what waits for a grade is a queue, the oldest first."""
    state = asked.state or (AttemptState.PENDING if asked.quiz_id is None else None)
    which = {"submitted_at": IS_SUBMITTED} if state is None else {"state": state.value}
    order = 1 if state is AttemptState.PENDING else -1
    where = {**asked.clauses, **which}
    found = find_page(attempts, Submission, where, sort=[("submitted_at", order)], page=page)
    return Page(items=view_others(found.items), count=found.count, count_is_lower_bound=found.count_is_lower_bound)


def view_all_own(submissions: Sequence[Submission]) -> tuple[SubmissionView, ...]:
    """Show learners how their attempts went, each as far as its quiz tells now."""
    quiz_ids = list({item.quiz_id for item in submissions})
    heads = quizzes.find_as(QuizHead, {"_id": {"$in": quiz_ids}}, limit=len(quiz_ids)) if quiz_ids else []
    policies = {head.id: head for head in heads}
    return tuple(view_own(item, policy=policies.get(item.quiz_id)) for item in submissions)


def view_others(submissions: Sequence[Submission]) -> tuple[SubmissionView, ...]:
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
