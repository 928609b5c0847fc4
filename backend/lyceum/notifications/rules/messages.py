"""What notifications say, and how long they are kept; free of storage and HTTP."""

from datetime import datetime, timedelta
from typing import Final

KEPT_AFTER_READING: Final = timedelta(days=90)
EVERYTHING: Final = 100


def enrolled_message(*, course_title: str) -> str:
    """Tell that a place in a course is there."""
    return f"You are enrolled in “{course_title}”."


def milestone_message(*, course_title: str, percentage: int) -> str:
    """Tell how far somebody has come."""
    if percentage >= EVERYTHING:
        return f"You have completed “{course_title}”. Congratulations!"
    return f"You have reached {percentage} % of “{course_title}”."


def quiz_passed_message(*, quiz_title: str, percentage: int) -> str:
    """Tell that a quiz was passed."""
    return f"You passed the quiz “{quiz_title}” with {percentage} %."


def quiz_retry_message(*, quiz_title: str, percentage: int) -> str:
    """Tell that a quiz was not passed, and that it can be tried again."""
    return f"You reached {percentage} % in the quiz “{quiz_title}”. Have another try."


def announcement_message(*, course_title: str, title: str) -> str:
    """Tell that an instructor has something to say."""
    return f"News in “{course_title}”: {title}"


def expiry(*, read_at: datetime) -> datetime:
    """Return when a notification that was read goes away."""
    return read_at + KEPT_AFTER_READING
