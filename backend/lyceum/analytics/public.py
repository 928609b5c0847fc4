"""The door to analytics: what is held about a person."""

from lyceum.analytics.selectors.personal_data import collect_personal_data, list_erasures
from lyceum.analytics.services.streaks import erase_personal_data

__all__ = ["collect_personal_data", "erase_personal_data", "list_erasures"]
