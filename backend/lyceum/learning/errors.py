"""What learning refuses."""

from lyceum.platform.errors import ConflictError, ForbiddenError, InvalidError


class AlreadyEnrolledError(InvalidError):
    """The student has a place in the course already."""

    code = "already_enrolled"


class EnrollmentClosedError(ConflictError):
    """The course takes no students: it is a draft or archived, or only its instructor enrolls them."""

    code = "enrollment_closed"


class CodeRequiredError(ForbiddenError):
    """Only those with a code join this course by themselves."""

    code = "code_required"


class UnusableCodeError(InvalidError):
    """The code is unknown, expired, used up or revoked; the field's own code says which."""

    code = "unusable_code"


class QuizRequiredError(ConflictError):
    """The lesson is complete when its required quizzes are passed, not before."""

    code = "quiz_required"


class TimeRequiredError(ConflictError):
    """The lesson is complete when enough time was spent in it, not before."""

    code = "time_required"
