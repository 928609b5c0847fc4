"""The door to learning: enrollments and progress for other capabilities; also the ports of lower ones."""

from lyceum.learning.selectors.enrollments import (
    EnrollmentOverview,
    check_enrolled,
    get_course_progress,
    has_enrollments,
    is_enrolled,
    list_recent_enrollments,
    list_stuck_enrollments,
)
from lyceum.learning.selectors.personal_data import (
    collect_personal_data,
    is_learner_of,
    list_erasures,
)
from lyceum.learning.selectors.progress import (
    NextLesson,
    ProgressRow,
    find_next_lesson,
    list_recent_progress,
)
from lyceum.learning.selectors.walks import (
    Learners,
    list_learners,
    walk_attended_courses,
    walk_enrollments,
    walk_histories,
)
from lyceum.learning.services.imports import CompletionDraft, PlaceDraft, store_places
from lyceum.learning.services.lesson_rules import copy_lesson_rules
from lyceum.learning.services.personal_data import erase_personal_data

__all__ = [
    "CompletionDraft",
    "EnrollmentOverview",
    "Learners",
    "NextLesson",
    "PlaceDraft",
    "ProgressRow",
    "check_enrolled",
    "collect_personal_data",
    "copy_lesson_rules",
    "erase_personal_data",
    "find_next_lesson",
    "get_course_progress",
    "has_enrollments",
    "is_enrolled",
    "is_learner_of",
    "list_erasures",
    "list_learners",
    "list_recent_enrollments",
    "list_recent_progress",
    "list_stuck_enrollments",
    "store_places",
    "walk_attended_courses",
    "walk_enrollments",
    "walk_histories",
]
