"""What happens in learning."""

from dataclasses import dataclass

from bson import ObjectId

from lyceum.platform.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class StudentEnrolled(Event):
    """A student got a place in a course; what they had reached counts again if they had left it."""

    enrollment_id: ObjectId
    student_id: ObjectId
    course_id: ObjectId
    completed_count: int = 0
    milestones: tuple[int, ...] = ()
    was_waiting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StudentWithdrew(Event):
    """A student left a course; their progress is kept."""

    enrollment_id: ObjectId
    student_id: ObjectId
    course_id: ObjectId
    completed_count: int
    milestones: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StudentQueued(Event):
    """A student waits for a seat in a course that is full; each time they begin to wait with another number."""

    enrollment_id: ObjectId
    student_id: ObjectId
    course_id: ObjectId
    queue_number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatGranted(Event):
    """A student who waited got a seat; `StudentEnrolled` is announced beside it."""

    enrollment_id: ObjectId
    student_id: ObjectId
    course_id: ObjectId
    queue_number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatsOutdated(Event):
    """The seats of a course may have become more or fewer than what is counted."""

    course_id: ObjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonCompleted(Event):
    """A student completed a lesson, for the first and only time."""

    student_id: ObjectId
    course_id: ObjectId
    lesson_id: ObjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneReached(Event):
    """A student came as far as 25, 50, 75 or 100 per cent of a course, each once."""

    student_id: ObjectId
    course_id: ObjectId
    percentage: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateIssued(Event):
    """A student has a certificate of a completed course."""

    certificate_id: ObjectId
    student_id: ObjectId
    course_id: ObjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesLeft(Event):
    """A lesson is gone, and some of what was noted at it is still there."""

    lesson_id: ObjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrollmentsOutdated(Event):
    """A lesson was removed, and the enrollments of its course after this one were not looked at yet."""

    course_id: ObjectId
    lesson_id: ObjectId
    after_enrollment_id: ObjectId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrollmentOutdated(Event):
    """An enrollment counts a lesson that was removed, or has come further by its removal."""

    enrollment_id: ObjectId
    lesson_id: ObjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionRevoked(Event):
    """A completed lesson no longer counts, because it was removed from its course."""

    student_id: ObjectId
    course_id: ObjectId
    lesson_id: ObjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrollmentsLeft(Event):
    """A course is gone, and some of its enrollments are still there."""

    course_id: ObjectId
