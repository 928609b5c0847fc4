"""The refusals of assessment."""

from lyceum.platform.errors import ConflictError, InvalidError


class InvalidAnswersError(InvalidError):
    """Some answers do not fit their questions; nothing was graded."""

    code = "invalid_answers"


class InvalidQuestionError(InvalidError):
    """A question contradicts its own kind."""

    code = "invalid_question"


class InvalidPatternError(InvalidError):
    """A pattern for short answers cannot be read."""

    code = "invalid_pattern"


class NoAttemptsLeftError(ConflictError):
    """The learner has used every attempt that the quiz allows."""

    code = "no_attempts_left"


class QuizNotReadyError(ConflictError):
    """The quiz has no question that can be answered yet."""

    code = "quiz_not_ready"


class QuizTooLargeError(ConflictError):
    """The quiz holds as much as it may."""

    code = "quiz_too_large"


class ChoiceNotAllowedError(ConflictError):
    """Questions of this kind have no choices."""

    code = "no_choices"


class InvalidSettingsError(InvalidError):
    """The settings of a quiz contradict each other."""

    code = "invalid_settings"


class InvalidGradesError(InvalidError):
    """Points given by hand do not fit; nothing was changed."""

    code = "invalid_grades"


class InvalidQuestionFileError(InvalidError):
    """Some questions of a file cannot be read; none was imported."""

    code = "invalid_question_file"


class ImportUnderWayError(ConflictError):
    """The questions of an earlier file are not in the quiz yet."""

    code = "import_under_way"


class StartRequiredError(ConflictError):
    """The quiz is timed or drawn; its questions are put in an attempt only."""

    code = "start_required"


class QuizClosedError(ConflictError):
    """The quiz takes no answers any more."""

    code = "quiz_closed"


class AttemptClosedError(ConflictError):
    """The attempt has been handed in, or its time is up."""

    code = "attempt_closed"


class AttemptOpenError(ConflictError):
    """The attempt has not been handed in yet."""

    code = "attempt_open"
