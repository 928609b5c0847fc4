"""The door to analytics: what is held about a person, and figures of data that a program made."""

from lyceum.analytics.selectors.personal_data import collect_personal_data, list_erasures
from lyceum.analytics.services.backfill import count_earlier_data
from lyceum.analytics.services.imports import CourseTally, DayTally, add_site_days, insert_tallies
from lyceum.analytics.services.streaks import erase_personal_data

__all__ = [
    "CourseTally",
    "DayTally",
    "add_site_days",
    "collect_personal_data",
    "count_earlier_data",
    "erase_personal_data",
    "insert_tallies",
    "list_erasures",
]
