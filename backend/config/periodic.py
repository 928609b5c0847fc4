"""What the workers do every so often, each job once per period in the whole installation."""

from datetime import timedelta
from typing import Final

from lyceum.accounts import handlers as accounts
from lyceum.analytics import handlers as analytics
from lyceum.assessment import handlers as assessment
from lyceum.catalog import handlers as catalog
from lyceum.notifications import handlers as notifications
from lyceum.platform.periodic import PeriodicJob

JOBS: Final[tuple[PeriodicJob, ...]] = (
    PeriodicJob(name="delete_expired_sessions", every=timedelta(days=1), run=accounts.delete_expired_sessions),
    PeriodicJob(name="close_overdue_attempts", every=timedelta(seconds=10), run=assessment.close_overdue_attempts),
    PeriodicJob(name="remove_unused_media", every=timedelta(minutes=10), run=catalog.remove_unused_media),
    PeriodicJob(name="delete_stray_files", every=timedelta(hours=1), run=catalog.delete_stray_files),
    PeriodicJob(name="look_for_digests", every=timedelta(minutes=5), run=notifications.look_for_digests),
    PeriodicJob(name="look_for_streak_reminders", every=timedelta(minutes=5), run=analytics.look_for_streak_reminders),
)
