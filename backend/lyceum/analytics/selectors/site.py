"""How the whole site is doing, for administrators: people, courses, what was done, what is kept, what is owed."""

from dataclasses import dataclass
from typing import Final

from lyceum.accounts import public as accounts
from lyceum.accounts.public import PeopleCounts
from lyceum.analytics.selectors.figures import SITE_ID, DayFigures, get_figures
from lyceum.analytics.selectors.storage import Storage, get_storage
from lyceum.catalog import public as catalog
from lyceum.platform import cache, mongo
from lyceum.platform.owed import Owed, describe_owed


class Stock(mongo.Embedded, frozen=True, kw_only=True):
    """How many people there are, by role, and courses, by status; a person may have several roles."""

    people: PeopleCounts
    courses_by_status: dict[str, int]


STOCK: Final = cache.declare("analytics:stock", kind=Stock, ttl_s=60, invalidated_by=("a minute has passed",))


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminDashboard:
    """What there is and what happened on the whole site so far."""

    enrollment_count: int
    completed_lesson_count: int
    finished_course_count: int
    days: tuple[DayFigures, ...]
    stock: Stock
    storage: Storage
    outbox: Owed


def get_admin_dashboard() -> AdminDashboard:
    """Return how the site is doing; no permission is checked."""
    figures = get_figures(SITE_ID)
    return AdminDashboard(
        enrollment_count=figures.totals.enrollment_count,
        completed_lesson_count=figures.totals.completed_count,
        finished_course_count=figures.totals.finished_count,
        days=figures.days,
        stock=cache.read_through(STOCK, _take_stock),
        storage=get_storage(),
        outbox=describe_owed(),
    )


def _take_stock() -> Stock:
    return Stock(people=accounts.count_people(), courses_by_status=catalog.count_courses_by_status())
