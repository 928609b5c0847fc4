"""Mails about what has happened, to a real receiver: once each, in the person's language, later when it is away."""

import re
from datetime import date

import pytest
from django.conf import settings

from lyceum.accounts.tests.factories import close_account, make_person
from lyceum.catalog.tests.factories import make_course
from lyceum.learning.events import StudentEnrolled
from lyceum.learning.tests.factories import complete, enroll
from lyceum.notifications.documents import sent_mails
from lyceum.notifications.rules.kinds import NotificationKind
from lyceum.notifications.selectors import facts
from lyceum.notifications.services.mails import mail_fact
from lyceum.notifications.tests.factories import make_announcement, quiz_result
from lyceum.platform import errands, mongo
from lyceum.platform.events import announce


@pytest.fixture
def person():
    return make_person(name="Sam <b>")


@pytest.fixture
def course():
    return make_course(make_person(roles=("instructor",)), lessons=2, title="Algebra")


def subjects(receiver):
    return sorted(mail.subject for mail in receiver.mails)


def unsubscribe_url(mail):
    return re.fullmatch(r"<(\S+)>", mail.message["List-Unsubscribe"])[1]


def test_enrolling_is_confirmed_as_text_and_html_with_a_link(person, course, receiver, run_outbox):
    enroll(person, course)
    run_outbox()

    [mail] = receiver.mails
    assert (mail.to, mail.subject) == ([person.email], "You are enrolled in “Algebra”")
    assert "Hello Sam <b>," in mail.text
    assert f"Open the course:\n{settings.PUBLIC_URL}/courses/{course.id}/{course.slug}" in mail.text
    assert "Hello Sam &lt;b&gt;," in mail.html
    assert f'href="{settings.PUBLIC_URL}/courses/{course.id}/{course.slug}"' in mail.html


def test_each_milestone_has_a_mail(person, course, receiver, run_outbox):
    enroll(person, course)
    complete(person, *course.lesson_ids)
    run_outbox()

    assert subjects(receiver) == [
        "You are enrolled in “Algebra”",
        "You have completed “Algebra”",
        "You have reached 25 % of “Algebra”",
        "You have reached 50 % of “Algebra”",
        "You have reached 75 % of “Algebra”",
        "Your certificate for “Algebra”",
    ]


def test_quiz_results_are_mailed(person, receiver):
    mail_fact(facts.quiz_passed(quiz_result(person, percentage=90, quiz_title="Sets")))
    mail_fact(facts.quiz_retry(quiz_result(person, percentage=40, quiz_title="Sets")))

    passed, retry = receiver.mails
    assert (passed.subject, retry.subject) == ("You passed the quiz “Sets”", "Have another try at “Sets”")
    assert "with 90 %." in passed.text
    assert "you reached 40 % in the quiz" in retry.text


def test_every_kind_of_mail_is_in_the_language_of_the_person(person, course, receiver):
    person.client.patch("/api/auth/user/", {"locale": "ar"})
    place = {"enrollment_id": course.course_id, "student_id": person.person_id, "course_id": course.course_id}
    reached = {"student_id": person.person_id, "course_id": course.course_id}
    announcement = make_announcement(course)
    made = [
        facts.enrolled(**place),
        facts.queued(**place, queue_number=1),
        facts.seat_granted(**place, queue_number=1),
        facts.milestone(**reached, percentage=100),
        facts.certificate(**reached, certificate_id=course.course_id),
        facts.quiz_passed(quiz_result(person)),
        facts.quiz_retry(quiz_result(person)),
        facts.quiz_retry(quiz_result(person, percentage=None)),
        facts.announced(announcement, recipient_id=person.person_id),
        facts.streak_at_risk(person_id=person.person_id, day=date(2026, 1, 11), days=5),
    ]
    assert {fact.kind for fact in made} == set(NotificationKind)
    for fact in made:
        mail_fact(fact)

    assert len(receiver.mails) == len(made)
    for fact, mail in zip(made, receiver.mails, strict=True):
        assert 'lang="ar" dir="rtl"' in mail.html
        assert mail.text.startswith("مرحبًا Sam <b>،")
        title = fact.data.get("quiz_title") or fact.data.get("course_title") or str(fact.data["days"])
        assert str(title) in mail.subject
        assert "None" not in mail.text + mail.subject


def test_a_fact_that_is_delivered_twice_is_mailed_once(person, course, receiver, run_outbox):
    fact = StudentEnrolled(
        enrollment_id=course.course_id,
        student_id=person.person_id,
        course_id=course.course_id,
        completed_count=0,
        milestones=(),
    )
    mongo.run_in_transaction(lambda: announce(fact, fact))
    run_outbox()

    assert len(receiver.mails) == 1


def test_a_second_copy_of_a_mail_has_the_same_message_id(person, receiver):
    fact = facts.quiz_passed(quiz_result(person))
    mail_fact(fact)
    [mark] = sent_mails.find({}, limit=2)
    sent_mails.delete({"_id": mark.id})  # as if the worker had been killed in between
    mail_fact(fact)

    first, second = receiver.mails
    assert first.message["Message-ID"] == second.message["Message-ID"]


def test_a_receiver_that_is_away_gets_every_mail_later_and_keeps_nothing_else_waiting(
    person, course, receiver, run_outbox
):
    receiver.stop()
    enroll(person, course)
    complete(person, course.lesson_ids[0])
    errands.run_once()
    waiting = errands.errands.find({}, limit=10)
    assert {errand.tries for errand in waiting} == {1}
    assert all(errand.next_at > errand.created_at for errand in waiting)
    assert not any(person.email in errand.error for errand in waiting)

    receiver.start()
    for errand in waiting:
        errands.errands.update({"_id": errand.id}, {"$set": {"next_at": errand.created_at, "tries": 0}})
    run_outbox()

    assert len(receiver.mails) == len(waiting) == 3
    assert person.client.get("/api/notifications/").json()["count"] == 3


def test_nobody_writes_to_a_closed_account(person, receiver):
    close_account(person)
    mail_fact(facts.quiz_passed(quiz_result(person)))
    assert receiver.mails == []


def test_a_mail_names_a_link_that_ends_mails_of_its_kind_by_one_click(person, api, receiver, run_outbox):
    mail_fact(facts.quiz_passed(quiz_result(person)))
    [mail] = receiver.mails
    url = unsubscribe_url(mail)
    assert mail.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"Stop these mails:\n{url}" in mail.text

    path = url.removeprefix(settings.PUBLIC_URL)
    answer = api.post(path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 200
    mail_fact(facts.quiz_passed(quiz_result(person)))
    mail_fact(facts.quiz_retry(quiz_result(person)))
    assert [mail.subject[:4] for mail in receiver.mails] == ["You ", "Have"]
