"""What follows what: each event with its reactions, and each port with its implementation."""

from typing import Final

from lyceum.analytics import handlers as analytics
from lyceum.assessment import handlers as assessment
from lyceum.assessment import ports as assessment_ports
from lyceum.assessment import public as assessment_door
from lyceum.assessment.events import QuizNotPassed, QuizPassed, QuizRemoved, QuizzesLeft
from lyceum.catalog import ports as catalog_ports
from lyceum.catalog.events import CourseRemoved, LessonRemoved
from lyceum.learning import handlers as learning
from lyceum.learning import public as learning_door
from lyceum.learning.events import (
    CompletionRevoked,
    EnrollmentOutdated,
    EnrollmentsOutdated,
    LessonCompleted,
    MilestoneReached,
    StudentEnrolled,
    StudentWithdrew,
)
from lyceum.notifications import handlers as notifications
from lyceum.platform import events

IN_TRANSACTION: Final[events.Wiring] = {
    QuizPassed: [learning.complete_lesson_of_passed_quiz],
}

BY_OUTBOX: Final[events.Wiring] = {
    StudentEnrolled: [learning.count_enrollment, notifications.tell_enrolled, analytics.count_enrollment],
    StudentWithdrew: [learning.uncount_enrollment, analytics.uncount_enrollment],
    LessonCompleted: [analytics.count_completion],
    MilestoneReached: [notifications.tell_milestone, analytics.count_finish],
    QuizPassed: [notifications.tell_quiz_passed],
    QuizNotPassed: [notifications.tell_quiz_retry],
    LessonRemoved: [assessment.remove_quizzes_of_lesson, learning.start_corrections],
    EnrollmentsOutdated: [learning.find_outdated_enrollments],
    EnrollmentOutdated: [learning.correct_enrollment],
    CompletionRevoked: [analytics.uncount_completion],
    CourseRemoved: [assessment.remove_quizzes_of_course],
    QuizzesLeft: [assessment.remove_quizzes_of_course],
    QuizRemoved: [assessment.erase_attempts],
}


def connect() -> None:
    """Bind ports and connect events; called once, when Django is ready."""
    catalog_ports.enrollments.bind(learning_door)
    catalog_ports.quizzes.bind(assessment_door)
    assessment_ports.learning.bind(learning_door)
    events.connect(in_transaction=IN_TRANSACTION, by_outbox=BY_OUTBOX)
