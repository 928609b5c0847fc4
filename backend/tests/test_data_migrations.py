"""Data migrations."""

import pytest

from config.data_migrations import DATA_MIGRATIONS
from lyceum.platform.data_migrations import DataMigration, applied_migrations, apply_missing


@pytest.fixture
def done() -> list[int]:
    return []


def migration(number: int, done: list[int]) -> DataMigration:
    return DataMigration(number=number, name=f"change {number}", apply=lambda: done.append(number))


def test_missing_ones_are_applied_in_order_and_once(done: list[int]) -> None:
    assert len(apply_missing([migration(2, done), migration(1, done)])) == 2
    assert apply_missing([migration(number, done) for number in (3, 1, 2)])[0].number == 3
    assert done == [1, 2, 3]


def test_one_that_fails_is_tried_again_and_stops_those_after_it(done: list[int]) -> None:
    def fail() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        apply_missing([migration(1, done), DataMigration(number=2, name="broken", apply=fail), migration(3, done)])
    assert done == [1]
    assert [row.number for row in applied_migrations.find({}, limit=5)] == [1]
    apply_missing([migration(number, done) for number in (1, 2, 3)])
    assert done == [1, 2, 3]


def test_two_with_one_number_are_refused(done: list[int]) -> None:
    with pytest.raises(ValueError, match="same number"):
        apply_missing([migration(1, done), migration(1, done)])
    assert done == []


def test_the_shipped_ones_apply() -> None:
    apply_missing(DATA_MIGRATIONS)
