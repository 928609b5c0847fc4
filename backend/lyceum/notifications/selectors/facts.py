"""What has happened, in the words and numbers in which a person is told of it; the same for every channel."""

from dataclasses import dataclass

from bson import ObjectId

from lyceum.catalog import public as catalog
from lyceum.notifications.documents import Announcement
from lyceum.notifications.rules import messages
from lyceum.notifications.rules.kinds import NotificationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing to tell one person.

    `parts` tell this fact from every other of the recipient's; `path` is where a link to it leads.
    """

    recipient_id: ObjectId
    parts: tuple[ObjectId | str, ...]
    kind: NotificationKind
    message: str
    data: dict[str, str | int]
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizResult:
    """How somebody did in a quiz."""

    attempt_id: ObjectId
    quiz_id: ObjectId
    quiz_title: str
    lesson_id: ObjectId
    course_id: ObjectId
    student_id: ObjectId
    percentage: int


def enrolled(*, enrollment_id: ObjectId, student_id: ObjectId, course_id: ObjectId) -> Fact:
    """Say that a student has a place in a course."""
    course = _describe_course(course_id)
    return Fact(
        recipient_id=student_id,
        parts=("enrolled", enrollment_id),
        kind=NotificationKind.ENROLLED,
        message=messages.enrolled_message(course_title=course["course_title"]),
        data={**course},
        path=_course_path(course),
    )


def milestone(*, student_id: ObjectId, course_id: ObjectId, percentage: int) -> Fact:
    """Say that a student has come as far as 25, 50, 75 or 100 per cent."""
    course = _describe_course(course_id)
    return Fact(
        recipient_id=student_id,
        parts=("milestone", course_id, str(percentage)),
        kind=NotificationKind.MILESTONE,
        message=messages.milestone_message(course_title=course["course_title"], percentage=percentage),
        data={**course, "percentage": percentage},
        path=_course_path(course),
    )


def quiz_passed(result: QuizResult) -> Fact:
    """Say that a student has passed a quiz."""
    message = messages.quiz_passed_message(quiz_title=result.quiz_title, percentage=result.percentage)
    return _quiz_fact(result, kind=NotificationKind.QUIZ_PASSED, message=message)


def quiz_retry(result: QuizResult) -> Fact:
    """Say that a student has not passed a quiz yet."""
    message = messages.quiz_retry_message(quiz_title=result.quiz_title, percentage=result.percentage)
    return _quiz_fact(result, kind=NotificationKind.QUIZ_RETRY, message=message)


def announced(announcement: Announcement, *, recipient_id: ObjectId) -> Fact:
    """Say that the instructor of a course has something to tell."""
    course = _describe_course(announcement.course_id)
    return Fact(
        recipient_id=recipient_id,
        parts=("announcement", announcement.id),
        kind=NotificationKind.ANNOUNCEMENT,
        message=messages.announcement_message(course_title=course["course_title"], title=announcement.title),
        data={**course, "announcement": str(announcement.id), "title": announcement.title},
        path=_course_path(course),
    )


def _quiz_fact(result: QuizResult, *, kind: NotificationKind, message: str) -> Fact:
    return Fact(
        recipient_id=result.student_id,
        parts=("quiz", result.attempt_id),
        kind=kind,
        message=message,
        data={
            **_describe_course(result.course_id),
            "lesson": str(result.lesson_id),
            "quiz": str(result.quiz_id),
            "quiz_title": result.quiz_title,
            "percentage": result.percentage,
        },
        path=f"/quizzes/{result.quiz_id}",
    )


def _describe_course(course_id: ObjectId) -> dict[str, str]:
    """Return what a text about a course is made of; a removed course has no title."""
    offer = catalog.find_course_offers([course_id]).get(course_id)
    return {
        "course": str(course_id),
        "course_title": "" if offer is None else offer.title,
        "course_slug": "" if offer is None else offer.slug,
    }


def _course_path(course: dict[str, str]) -> str:
    return f"/courses/{course['course']}/{course['course_slug']}".rstrip("/")
