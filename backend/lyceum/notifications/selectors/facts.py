"""What has happened, in the words and numbers in which a person is told of it; the same for every channel."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from bson import ObjectId

from lyceum.catalog import public as catalog
from lyceum.notifications.documents import Announcement
from lyceum.notifications.rules.kinds import NotificationKind
from lyceum.notifications.rules.messages import message_of

LEARNING_PATH: Final = "/learning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing to tell one person.

    `parts` tell this fact from every other of the recipient's; `path` is where a link to it leads.
    """

    recipient_id: ObjectId
    parts: tuple[ObjectId | str, ...]
    kind: NotificationKind
    data: dict[str, str | int]
    path: str

    @property
    def message(self) -> str:
        """The text in English."""
        return message_of(self.kind, self.data)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizResult:
    """How somebody did in a quiz; `percentage` is None where the quiz keeps it to itself."""

    attempt_id: ObjectId
    quiz_id: ObjectId
    quiz_title: str
    lesson_id: ObjectId
    course_id: ObjectId
    student_id: ObjectId
    percentage: int | None


def enrolled(*, enrollment_id: ObjectId, student_id: ObjectId, course_id: ObjectId) -> Fact:
    """Say that a student has a place in a course."""
    parts = ("enrolled", enrollment_id)
    return _course_fact(NotificationKind.ENROLLED, student_id=student_id, course_id=course_id, parts=parts)


def queued(*, enrollment_id: ObjectId, student_id: ObjectId, course_id: ObjectId, queue_number: int) -> Fact:
    """Say that a student waits for a seat; who comes back to the queue later is told again."""
    parts = ("queued", enrollment_id, str(queue_number))
    return _course_fact(NotificationKind.QUEUED, student_id=student_id, course_id=course_id, parts=parts)


def seat_granted(*, enrollment_id: ObjectId, student_id: ObjectId, course_id: ObjectId, queue_number: int) -> Fact:
    """Say that a student who waited has a seat."""
    parts = ("seat_granted", enrollment_id, str(queue_number))
    return _course_fact(NotificationKind.SEAT_GRANTED, student_id=student_id, course_id=course_id, parts=parts)


def milestone(*, student_id: ObjectId, course_id: ObjectId, percentage: int) -> Fact:
    """Say that a student has come as far as 25, 50, 75 or 100 per cent."""
    return _course_fact(
        NotificationKind.MILESTONE,
        student_id=student_id,
        course_id=course_id,
        parts=("milestone", course_id, str(percentage)),
        further={"percentage": percentage},
    )


def certificate(*, certificate_id: ObjectId, student_id: ObjectId, course_id: ObjectId) -> Fact:
    """Say that a student has a certificate."""
    return _course_fact(
        NotificationKind.CERTIFICATE,
        student_id=student_id,
        course_id=course_id,
        parts=("certificate", certificate_id),
        further={"certificate": str(certificate_id)},
    )


def quiz_passed(result: QuizResult) -> Fact:
    """Say that a student has passed a quiz."""
    return _quiz_fact(result, kind=NotificationKind.QUIZ_PASSED)


def quiz_retry(result: QuizResult) -> Fact:
    """Say that a student has not passed a quiz yet."""
    return _quiz_fact(result, kind=NotificationKind.QUIZ_RETRY)


def announced(announcement: Announcement, *, recipient_id: ObjectId) -> Fact:
    """Say that the instructor of a course has something to tell."""
    return _course_fact(
        NotificationKind.ANNOUNCEMENT,
        student_id=recipient_id,
        course_id=announcement.course_id,
        parts=("announcement", announcement.id),
        further={"announcement": str(announcement.id), "title": announcement.title},
    )


def streak_at_risk(*, person_id: ObjectId, day: date, days: int) -> Fact:
    """Say that so many days in a row end with `day` unless something is learned on it."""
    return Fact(
        recipient_id=person_id,
        parts=("streak", day.isoformat()),
        kind=NotificationKind.STREAK,
        data={"days": days, "day": day.isoformat()},
        path=LEARNING_PATH,
    )


def _quiz_fact(result: QuizResult, *, kind: NotificationKind) -> Fact:
    told: dict[str, str | int] = {} if result.percentage is None else {"percentage": result.percentage}
    return Fact(
        recipient_id=result.student_id,
        parts=(kind.value, result.attempt_id),  # who has failed may pass by the same attempt later, by a regrade
        kind=kind,
        data={
            **_describe_course(result.course_id),
            "lesson": str(result.lesson_id),
            "quiz": str(result.quiz_id),
            "quiz_title": result.quiz_title,
            **told,
        },
        path=f"/quizzes/{result.quiz_id}",
    )


def _course_fact(
    kind: NotificationKind,
    *,
    student_id: ObjectId,
    course_id: ObjectId,
    parts: tuple[ObjectId | str, ...],
    further: dict[str, str | int] | None = None,
) -> Fact:
    course = _describe_course(course_id)
    return Fact(
        recipient_id=student_id,
        parts=parts,
        kind=kind,
        data={**course, **(further or {})},
        path=f"/courses/{course['course']}/{course['course_slug']}".rstrip("/"),
    )


def _describe_course(course_id: ObjectId) -> dict[str, str]:
    """Return what a text about a course is made of; a removed course has no title."""
    offer = catalog.find_course_offers([course_id]).get(course_id)
    return {
        "course": str(course_id),
        "course_title": "" if offer is None else offer.title,
        "course_slug": "" if offer is None else offer.slug,
    }
