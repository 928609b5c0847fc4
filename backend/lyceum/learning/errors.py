"""What learning refuses."""

from lyceum.platform.errors import ConflictError, InvalidError


class AlreadyEnrolledError(InvalidError):
    """The student has a place in the course already."""

    code = "already_enrolled"


class EnrollmentClosedError(ConflictError):
    """The course takes no students: it is a draft or archived."""

    code = "enrollment_closed"


class QuizRequiredError(ConflictError):
    """The lesson is complete when its required quizzes are passed, not before."""

    code = "quiz_required"
