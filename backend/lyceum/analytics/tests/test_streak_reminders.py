"""Who is reminded of their days in a row: in the evening where they live, once a day, while there is one to lose."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.accounts.events import PersonDeleted
from lyceum.accounts.tests.factories import close_account, make_person
from lyceum.analytics import rules
from lyceum.analytics.documents import streaks
from lyceum.analytics.public import collect_personal_data
from lyceum.analytics.services.streaks import continue_streak, look_for_reminders
from lyceum.platform import mongo
from lyceum.platform.clock import local_day
from lyceum.platform.events import announce

VIENNA = "Europe/Vienna"
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis takes naive bounds
ZONES = st.sampled_from(["UTC", VIENNA, "America/St_Johns", "Australia/Lord_Howe", "Pacific/Kiritimati", "nowhere"])


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def person():
    return learner(VIENNA)


def learner(timezone):
    person = make_person()
    person.client.patch("/api/auth/user/", {"timezone": timezone})
    return person


def learn(person, *moments):
    for now in map(at, moments):
        mongo.run_in_transaction(lambda now=now: continue_streak(person.person_id, now=now))


@pytest.fixture
def look(run_outbox):
    def look_at(moment):
        look_for_reminders(now=at(moment))
        run_outbox()

    return look_at


def told(person):
    rows = person.client.get("/api/notifications/").json()["results"]
    return [(row["data"]["day"], row["data"]["days"]) for row in reversed(rows) if row["kind"] == "streak"]


@pytest.mark.parametrize(
    ("first", "second", "before", "evening"),
    [
        ("2026-01-10T12:00", "2026-01-11T12:00", "2026-01-12T17:59", "2026-01-12T18:00"),
        # the clocks go forward in the night to 29 March, and back in that to 25 October
        ("2026-03-27T12:00", "2026-03-28T12:00", "2026-03-29T16:59", "2026-03-29T17:00"),
        ("2026-10-23T12:00", "2026-10-24T12:00", "2026-10-25T17:59", "2026-10-25T18:00"),
        # what was learned after the evening's look counts for its day
        ("2026-01-10T22:00", "2026-01-11T22:30", "2026-01-12T17:59", "2026-01-12T18:00"),
    ],
)
def test_it_comes_at_seven_in_the_evening_where_the_person_is_once(
    person, look, receiver, first, second, before, evening
):
    learn(person, first, second)
    look(before)
    assert told(person) == []
    for _ in range(2):
        look(evening)

    assert told(person) == [(evening[:10], 2)]
    [mail] = receiver.mails
    assert (mail.to, mail.subject) == ([person.email], "Keep your 2 days in a row")


def test_who_has_learned_today_or_has_no_streak_to_lose_is_left_alone(person, look, receiver):
    learn(person, "2026-01-10T12:00", "2026-01-11T12:00", "2026-01-12T12:00")
    beginner = learner("UTC")
    learn(beginner, "2026-01-11T12:00")
    gone = learner("UTC")
    learn(gone, "2026-01-10T12:00", "2026-01-11T12:00")
    close_account(gone)
    look("2026-01-12T20:00")

    assert (told(person), told(beginner), receiver.mails) == ([], [], [])


def test_a_streak_that_ended_while_no_worker_ran_is_not_told(person, look, receiver):
    learn(person, "2026-01-10T12:00", "2026-01-11T12:00")
    look("2026-01-13T08:00")

    assert (told(person), receiver.mails) == ([], [])
    assert streaks.find({"remind_at": {"$lte": at("2099-01-01T00:00")}}, limit=1) == []


def test_who_moved_is_reminded_in_the_evening_of_the_new_place(person, look):
    learn(person, "2026-01-10T12:00", "2026-01-11T12:00")
    person.client.patch("/api/auth/user/", {"timezone": "America/New_York"})
    look("2026-01-12T18:00")
    assert told(person) == []
    look("2026-01-13T00:00")  # 19:00 of the 12th in New York

    assert told(person) == [("2026-01-12", 2)]


def test_days_in_a_row_are_taken_away_and_erased_with_the_person(person, look, run_outbox):
    learn(person, "2026-01-10T12:00", "2026-01-11T12:00")
    assert collect_personal_data(person.person_id) == {"streak": {"last_day": "2026-01-11", "days": 2, "longest": 2}}
    close_account(person)
    mongo.run_in_transaction(lambda: announce(PersonDeleted(person_id=person.person_id)))
    run_outbox()
    assert streaks.find_by_id(person.person_id) is None
    assert collect_personal_data(person.person_id) == {}


def test_who_does_not_want_it_by_a_channel_is_not_told_by_it(person, look, receiver):
    url = "/api/notifications/preferences/"
    chosen = person.client.get(url).json()
    person.client.put(url, {**chosen, "streak": {"in_app": True, "push": True, "mail": False}})
    learn(person, "2026-01-10T12:00", "2026-01-11T12:00")
    look("2026-01-12T18:00")

    assert (told(person), receiver.mails) == ([("2026-01-12", 2)], [])


@given(moment=MOMENTS, timezone=ZONES)
def test_a_reminder_is_in_the_evening_of_the_very_next_day(moment, timezone):
    evening = rules.next_reminder(after=moment, timezone=timezone)

    assert timedelta() < evening - moment < timedelta(hours=49)
    assert local_day(evening, timezone=timezone) == local_day(moment, timezone=timezone) + rules.DAY


@pytest.mark.parametrize(
    ("length", "today", "is_at_risk"),
    [(2, 12, True), (1, 12, False), (2, 11, False), (2, 13, False), (365, 12, True)],
)
def test_a_streak_is_at_risk_on_the_day_after_its_last_one(length, today, is_at_risk):
    last_day, day = date(2026, 1, 11), date(2026, 1, today)
    assert rules.is_at_risk(last_day=last_day, length=length, today=day) == is_at_risk
