"""The tables of dashboards row by row, heads first, for spreadsheets; those of a course stand in `courses`."""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Final

from lyceum.analytics.selectors.dashboards import Dashboard, get_dashboard
from lyceum.analytics.selectors.site import AdminDashboard
from lyceum.platform.actors import Actor
from lyceum.platform.errors import ForbiddenError, NotFoundError

type Rows = Iterator[tuple[object, ...]]


def list_dashboard_table(name: str, *, actor: Actor) -> Rows:
    """Return the rows of a table of one's own dashboard, its head first.

    Raises:
        NotFoundError: there is no such table.
        ForbiddenError: it belongs to a role that the actor does not have.
    """
    if name in _STUDENT:
        return _STUDENT[name](get_dashboard(actor=actor))
    if name == "teaching":
        return _teaching(get_dashboard(actor=actor))
    if name not in _ADMIN:
        raise NotFoundError("There is no such table.")
    admin = get_dashboard(actor=actor).admin
    if admin is None:
        raise _forbidden()
    return _ADMIN[name](admin)


def _courses(dashboard: Dashboard) -> Rows:
    yield ("course", "status", "enrolled at", "completed lessons", "lessons", "per cent")
    for item in dashboard.student.courses:
        done = item.progress
        enrolled_at = item.enrolled_at.isoformat()
        yield (item.course.title, item.status, enrolled_at, done.completed, done.total, done.percentage)


def _recent(dashboard: Dashboard) -> Rows:
    titles = {item.course.course_id: item.course.title for item in dashboard.student.courses}
    yield ("course", "lesson", "completed at", "seconds")
    for row in dashboard.student.recent:
        completed_at = "" if row.completed_at is None else row.completed_at.isoformat()
        yield (titles.get(row.course_id, ""), row.lesson_id, completed_at, row.seconds)


def _teaching(dashboard: Dashboard) -> Rows:
    if dashboard.instructor is None:
        raise _forbidden()
    courses = dashboard.instructor.courses
    return iter(
        [
            ("course", "students", "finished", "average per cent"),
            *((row.course.title, row.enrollment_count, row.completed_count, row.average_percentage) for row in courses),
        ]
    )


def _days(admin: AdminDashboard) -> Rows:
    yield ("day", "enrollments", "completed lessons", "active people")
    yield from ((row.day, row.enrollment_count, row.completed_count, row.active_count) for row in admin.days)


def _people(admin: AdminDashboard) -> Rows:
    yield ("role", "people")
    yield from admin.stock.people.by_role.items()
    yield ("all", admin.stock.people.total)


def _catalogue(admin: AdminDashboard) -> Rows:
    yield ("status", "courses")
    yield from admin.stock.courses_by_status.items()


def _storage(admin: AdminDashboard) -> Rows:
    yield ("what", "number")
    yield from (("files", admin.storage.files), ("bytes of files", admin.storage.bytes))
    if admin.storage.database is not None:
        yield from ((name.replace("_bytes", " bytes"), size) for name, size in asdict(admin.storage.database).items())


def _outbox(admin: AdminDashboard) -> Rows:
    yield ("what", "number")
    yield from asdict(admin.outbox).items()


def _forbidden() -> ForbiddenError:
    return ForbiddenError("This table is for others.")


_STUDENT: Final[dict[str, Callable[[Dashboard], Rows]]] = {"courses": _courses, "recent": _recent}
_ADMIN: Final[dict[str, Callable[[AdminDashboard], Rows]]] = {
    "days": _days,
    "people": _people,
    "catalogue": _catalogue,
    "storage": _storage,
    "outbox": _outbox,
}
DASHBOARD_TABLES: Final = (*_STUDENT, "teaching", *_ADMIN)
