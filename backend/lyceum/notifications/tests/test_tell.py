"""Whom the handlers tell what, exactly once and in order, and what reaches open windows."""

import json

import msgspec
import pytest

from lyceum.accounts.tests.factories import make_person
from lyceum.catalog.tests.factories import make_course
from lyceum.learning.events import MilestoneReached
from lyceum.learning.tests.factories import complete, enroll
from lyceum.notifications.public import list_missed
from lyceum.notifications.selectors import facts
from lyceum.notifications.services.inbox import tell
from lyceum.notifications.tests.factories import notify, quiz_result
from lyceum.platform import cache, mongo, outbox
from lyceum.platform.events import announce
from lyceum.platform.realtime import CHANNEL, News

URL = "/api/notifications/"


@pytest.fixture
def person():
    return make_person()


@pytest.fixture
def course():
    return make_course(make_person(roles=("instructor",)), lessons=2, title="Algebra")


def listed(person):
    return person.client.get(URL).json()["results"]


def test_enrolling_and_each_milestone_are_told_with_what_a_translated_text_needs(person, course, run_outbox):
    enroll(person, course)
    complete(person, course.lesson_ids[0])
    run_outbox()

    half, quarter, enrolled = listed(person)
    about = {"course": course.id, "course_title": "Algebra", "course_slug": course.slug}
    assert (enrolled["kind"], enrolled["data"]) == ("enrolled", about)
    assert enrolled["message"] == "You are enrolled in “Algebra”."
    assert (quarter["kind"], quarter["data"]) == ("milestone", {**about, "percentage": 25})
    assert half["message"] == "You have reached 50 % of “Algebra”."


def test_finishing_a_course_is_congratulated(person, course, run_outbox):
    enroll(person, course)
    complete(person, *course.lesson_ids)
    run_outbox()

    certificate, congratulation, *_ = listed(person)
    assert congratulation["message"] == "You have completed “Algebra”. Congratulations!"
    [issued] = person.client.get("/api/certificates/").json()["results"]
    assert (certificate["kind"], certificate["data"]["certificate"]) == ("certificate", issued["id"])
    assert certificate["message"] == "Your certificate for “Algebra” is ready."


def test_quiz_results_are_told_with_the_quiz_and_the_percentage(person):
    tell(facts.quiz_retry(quiz_result(person, percentage=40, quiz_title="Sets")))
    tell(facts.quiz_passed(quiz_result(person, percentage=90, quiz_title="Sets")))

    passed, retry = listed(person)
    assert (passed["kind"], retry["kind"]) == ("quiz_passed", "quiz_retry")
    assert passed["message"] == "You passed the quiz “Sets” with 90 %."
    assert retry["message"] == "You reached 40 % in the quiz “Sets”. Have another try."
    assert (retry["data"]["quiz_title"], retry["data"]["percentage"]) == ("Sets", 40)
    assert {"quiz", "lesson", "course"} <= retry["data"].keys()


def test_a_fact_that_is_delivered_twice_is_told_once(person, course, run_outbox):
    fact = MilestoneReached(student_id=person.person_id, course_id=course.course_id, percentage=25)
    for _ in range(2):
        mongo.run_in_transaction(lambda: announce(fact))
    run_outbox()

    assert [item["seq"] for item in listed(person)] == [1]


def test_two_relays_that_run_the_same_rows_at_once_tell_each_fact_once(person, course, in_threads, run_outbox):
    enroll(person, course)
    complete(person, *course.lesson_ids)

    in_threads([outbox.relay_once] * 4)
    run_outbox()

    told = listed(person)
    assert sorted(item["seq"] for item in told) == [1, 2, 3, 4, 5, 6]
    assert sorted(item["data"]["percentage"] for item in told if item["kind"] == "milestone") == [25, 50, 75, 100]
    assert person.client.get(f"{URL}unread-count/").json() == {"count": 6}


def test_the_same_result_told_by_many_threads_is_one_notification(person, in_threads):
    result = quiz_result(person)
    in_threads([lambda: tell(facts.quiz_retry(result))] * 8)

    assert [item["seq"] for item in listed(person)] == [1]


def test_different_results_told_at_once_are_numbered_without_a_gap(person, in_threads):
    in_threads([lambda: notify(person)] * 8)

    assert sorted(item["seq"] for item in listed(person)) == list(range(1, 9))


def hear_about(person, listener):
    """Return the next two messages to a person; other processes of the suite use the channel as well."""
    heard = []
    while len(heard) < 2:
        item = listener.get_message(timeout=5)
        assert item is not None, heard
        news = msgspec.msgpack.decode(item["data"], type=News)
        heard += [news] if news.recipient_id == person.id else []
    return heard


def test_open_windows_get_the_notification_and_the_unread_count_after_the_commit(person):
    with cache.connection().pubsub(ignore_subscribe_messages=True) as listener:
        listener.subscribe(CHANNEL)
        listener.get_message(timeout=2)
        notify(person)
        heard = hear_about(person, listener)

    frame, unread = (json.loads(item.frame) for item in heard)
    assert (frame["type"], frame["seq"], unread) == ("notification", 1, {"type": "unread", "count": 1})
    assert frame["notification"] == listed(person)[0]


def test_nothing_is_pushed_when_the_transaction_fails(person):
    def fail():
        notify(person)
        raise LookupError

    with cache.connection().pubsub(ignore_subscribe_messages=True) as listener:
        listener.subscribe(CHANNEL)
        listener.get_message(timeout=2)
        with pytest.raises(LookupError):
            mongo.run_in_transaction(fail)
        said = listener.get_message(timeout=0.05)
        assert said is None or msgspec.msgpack.decode(said["data"], type=News).recipient_id != person.id
    assert listed(person) == []


def test_a_window_that_comes_back_gets_what_it_missed_oldest_first(person):
    notify(person, times=4)

    frames = list_missed(person.person_id, 2)

    assert [frame.get("seq") for frame in frames] == [3, 4, None]
    assert frames[-1] == {"type": "unread", "count": 4}
    assert list_missed(make_person().person_id, 0) == ({"type": "unread", "count": 0},)
