"""What follows what: each event with its reactions, and each port with its implementation."""

from lyceum.accounts import handlers as accounts
from lyceum.accounts import ports as accounts_ports
from lyceum.accounts.events import (
    DataExportRequested,
    EmailVerificationRequested,
    PasswordChanged,
    PasswordResetRequested,
    PersonalDataLeft,
    PersonDeleted,
    PersonInvited,
    PersonRenamed,
    SecondFactorAdded,
    SecondFactorRemoved,
)
from lyceum.analytics import handlers as analytics
from lyceum.analytics import public as analytics_public
from lyceum.analytics.events import StreakAtRisk, StreakRemindersDue
from lyceum.assessment import handlers as assessment
from lyceum.assessment import ports as assessment_ports
from lyceum.assessment import public as assessment_public
from lyceum.assessment.events import (
    QuestionFileAccepted,
    QuizNotPassed,
    QuizPassed,
    QuizRemoved,
    QuizzesLeft,
    RegradeRequested,
    ResultChanged,
)
from lyceum.catalog import handlers as catalog
from lyceum.catalog import ports as catalog_ports
from lyceum.catalog import public as catalog_public
from lyceum.catalog.events import (
    CategoryRenamed,
    CourseCopyRequested,
    CourseRemoved,
    CoursesMisnamed,
    FilesChanged,
    FilesLeft,
    LessonRemoved,
    PictureStored,
)
from lyceum.interop import handlers as interop
from lyceum.learning import handlers as learning
from lyceum.learning import public as learning_public
from lyceum.learning.events import (
    CertificateIssued,
    CompletionRevoked,
    EnrollmentOutdated,
    EnrollmentsLeft,
    EnrollmentsOutdated,
    LessonCompleted,
    MilestoneReached,
    NotesLeft,
    SeatGranted,
    SeatsOutdated,
    StudentEnrolled,
    StudentQueued,
    StudentWithdrew,
)
from lyceum.notifications import handlers as notifications
from lyceum.notifications import public as notifications_public
from lyceum.notifications.events import (
    AnnouncementAddressed,
    AnnouncementPosted,
    AnnouncementsLeft,
    DigestDue,
    DigestsDue,
)
from lyceum.platform import events
from lyceum.platform.events import Wiring

IN_TRANSACTION: Wiring = {
    PersonRenamed: [catalog.show_new_name],
    QuizPassed: [learning.complete_lesson_of_passed_quiz],
}
BY_OUTBOX: Wiring = {
    DataExportRequested: [accounts.make_data_export],
    PersonDeleted: [accounts.start_erasure],
    PersonalDataLeft: [accounts.erase_personal_data],
    PersonRenamed: [catalog.find_by_new_name],
    CategoryRenamed: [catalog.find_by_new_category],
    CoursesMisnamed: [catalog.find_more_by_new_name],
    StudentEnrolled: [learning.count_enrollment, notifications.tell_enrolled, analytics.count_enrollment],
    StudentWithdrew: [learning.uncount_enrollment, analytics.uncount_enrollment],
    StudentQueued: [notifications.tell_queued],
    SeatGranted: [notifications.tell_seat_granted],
    SeatsOutdated: [learning.settle_seats],
    LessonCompleted: [analytics.count_completion],
    CompletionRevoked: [analytics.uncount_completion],
    MilestoneReached: [notifications.tell_milestone, analytics.count_finish, learning.issue_certificate],
    CertificateIssued: [notifications.tell_certificate],
    QuizPassed: [notifications.tell_quiz_passed, assessment.count_attempt, analytics.count_submission],
    QuizNotPassed: [notifications.tell_quiz_retry, assessment.count_attempt, analytics.count_submission],
    ResultChanged: [analytics.correct_submission],
    QuizRemoved: [analytics.forget_quiz, assessment.erase_attempts],
    RegradeRequested: [assessment.regrade_some],
    QuizzesLeft: [assessment.remove_quizzes_of_course],
    LessonRemoved: [
        assessment.remove_quizzes_of_lesson,
        learning.start_corrections,
        learning.remove_notes,
        analytics.forget_lesson,
    ],
    EnrollmentsOutdated: [learning.find_outdated_enrollments],
    EnrollmentOutdated: [learning.correct_enrollment],
    FilesChanged: [analytics.count_files],
    CourseRemoved: [
        assessment.remove_quizzes_of_course,
        learning.remove_enrollments,
        notifications.remove_announcements,
        analytics.forget_course,
    ],
    NotesLeft: [learning.remove_notes],
    EnrollmentsLeft: [learning.remove_enrollments],
    AnnouncementPosted: [notifications.address_announcement],
    AnnouncementAddressed: [notifications.tell_announcement],
    AnnouncementsLeft: [notifications.remove_announcements],
    DigestsDue: [notifications.start_digests],
    StreakRemindersDue: [analytics.start_streak_reminders],
    StreakAtRisk: [analytics.tell_streak_at_risk],
}
# What acts outside of MongoDB (mails, files), or takes long.
BY_ERRAND: Wiring = {
    CourseCopyRequested: [interop.fill_copied_course],
    QuestionFileAccepted: [assessment.import_question_file],
    PictureStored: [catalog.make_narrower_pictures],
    FilesLeft: [catalog.delete_left_files],
    PasswordResetRequested: [accounts.mail_password_reset],
    EmailVerificationRequested: [accounts.mail_email_verification],
    PersonInvited: [accounts.mail_invitation],
    PasswordChanged: [accounts.mail_password_changed],
    SecondFactorAdded: [accounts.mail_second_factor_added],
    SecondFactorRemoved: [accounts.mail_second_factor_removed],
    StudentEnrolled: [notifications.mail_enrolled],
    StudentQueued: [notifications.mail_queued],
    SeatGranted: [notifications.mail_seat_granted],
    MilestoneReached: [notifications.mail_milestone],
    CertificateIssued: [notifications.mail_certificate],
    QuizPassed: [notifications.mail_quiz_passed],
    QuizNotPassed: [notifications.mail_quiz_retry],
    AnnouncementAddressed: [notifications.mail_announcement],
    DigestDue: [notifications.mail_digest],
    StreakAtRisk: [analytics.mail_streak_at_risk],
}


def connect() -> None:
    """Bind ports and connect events; called once, when Django is ready."""
    accounts_ports.learners.bind(learning_public)
    accounts_ports.avatars.bind(catalog_public)
    accounts_ports.holders.bind(
        {
            "catalog": catalog_public,
            "assessment": assessment_public,
            "learning": learning_public,
            "notifications": notifications_public,
            "analytics": analytics_public,
        }
    )
    catalog_ports.enrollments.bind(learning_public)
    catalog_ports.quizzes.bind(assessment_public)
    assessment_ports.learning.bind(learning_public)
    events.connect(in_transaction=IN_TRANSACTION, by_outbox=BY_OUTBOX, by_errand=BY_ERRAND)
