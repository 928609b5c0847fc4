"""What a refresh token is to its session."""

from datetime import UTC, datetime, timedelta

import pytest

from lyceum.accounts.rules.rotation import Presented, classify

ROTATED_AT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("jti", "later", "presented"),
    [
        ("current", timedelta(days=13), Presented.CURRENT),
        ("previous", timedelta(0), Presented.JUST_REPLACED),
        ("previous", timedelta(seconds=30), Presented.JUST_REPLACED),
        ("previous", timedelta(seconds=30, milliseconds=1), Presented.REUSED),
        ("older", timedelta(0), Presented.REUSED),
        ("", timedelta(0), Presented.REUSED),
    ],
)
def test_token_is_good_once_and_again_for_a_short_time(jti, later, presented):
    assert (
        classify(
            jti,
            current_jti="current",
            previous_jti="previous",
            rotated_at=ROTATED_AT,
            now=ROTATED_AT + later,
        )
        is presented
    )
