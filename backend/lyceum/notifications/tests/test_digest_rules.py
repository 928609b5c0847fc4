"""When a digest is due: at 08:00 on the person's clock, every day once, whatever the clocks do."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.notifications.rules.digests import next_digest

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis takes naive bounds
ZONES = st.sampled_from([
    "UTC", "Europe/Vienna", "America/New_York", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe",
    "Pacific/Auckland", "Pacific/Kiritimati", "Africa/Casablanca", "Asia/Riyadh",
])  # fmt: skip


@pytest.mark.parametrize(
    ("timezone", "after", "due"),
    [
        ("UTC", "2026-01-10T07:59", "2026-01-10T08:00"),
        ("UTC", "2026-01-10T08:00", "2026-01-11T08:00"),
        ("Asia/Riyadh", "2026-01-10T06:00", "2026-01-11T05:00"),
        ("Europe/Vienna", "2026-03-28T07:00", "2026-03-29T06:00"),  # clocks go forward: 23 hours
        ("Europe/Vienna", "2026-10-24T06:00", "2026-10-25T07:00"),  # clocks go back: 25 hours
        ("America/New_York", "2026-03-07T13:00", "2026-03-08T12:00"),
        ("Pacific/Apia", "2011-12-29T18:00", "2011-12-30T18:00"),  # 30 December was left out there
        ("Nowhere/Atlantis", "2026-01-10T07:59", "2026-01-10T08:00"),
        ("", "2026-01-10T07:59", "2026-01-10T08:00"),
    ],
)
def test_a_digest_is_due_at_eight_on_the_clock_there(timezone, after, due):
    moment = datetime.fromisoformat(f"{after}+00:00")
    assert next_digest(after=moment, timezone=timezone) == datetime.fromisoformat(f"{due}+00:00")


@given(after=MOMENTS, timezone=ZONES)
def test_the_next_one_is_the_first_eight_o_clock_to_come(after, timezone):
    due = next_digest(after=after, timezone=timezone)

    assert timedelta(0) < due - after <= timedelta(hours=25)
    assert due.astimezone(ZoneInfo(timezone)).time().isoformat() == "08:00:00"


@given(after=MOMENTS, timezone=ZONES)
def test_every_day_has_one(after, timezone):
    first = next_digest(after=after, timezone=timezone)
    second = next_digest(after=first, timezone=timezone)

    days = [due.astimezone(ZoneInfo(timezone)).date() for due in (first, second)]
    assert days[1] - days[0] == timedelta(days=1)
