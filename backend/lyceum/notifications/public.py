"""The door to notifications: streaks to tell of, what a window has missed, and what is held about a person."""

from lyceum.notifications.selectors.inbox import list_missed
from lyceum.notifications.selectors.personal_data import collect_personal_data, list_erasures
from lyceum.notifications.services.personal_data import erase_personal_data
from lyceum.notifications.services.streaks import mail_streak_at_risk, tell_streak_at_risk

__all__ = [
    "collect_personal_data",
    "erase_personal_data",
    "list_erasures",
    "list_missed",
    "mail_streak_at_risk",
    "tell_streak_at_risk",
]
