"""The door to notifications: what a window that comes back has missed, and what is held about a person."""

from lyceum.notifications.selectors import collect_personal_data, list_erasures, list_missed
from lyceum.notifications.services import erase_personal_data

__all__ = ["collect_personal_data", "erase_personal_data", "list_erasures", "list_missed"]
