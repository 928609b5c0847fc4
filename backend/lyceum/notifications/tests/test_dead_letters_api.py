"""Dead letters, through the HTTP API and by command: for administrators only, each replay noted."""

from io import StringIO

import pytest
from bson import ObjectId
from django.core.management import CommandError, call_command
from prometheus_client import CollectorRegistry

from lyceum.accounts.events import PasswordChanged
from lyceum.accounts.tests.factories import account_id_of, make_person
from lyceum.platform import errands, mongo, outbox
from lyceum.platform.events import announce
from lyceum.platform.metrics import Metrics

URL = "/api/outbox/dead/"


@pytest.fixture
def admin():
    return make_person(roles=("admin",))


@pytest.fixture
def dead(receiver, monkeypatch):
    """Return the ids of two mails that nobody took."""
    account_id = account_id_of(make_person())
    receiver.stop()
    with monkeypatch.context() as impatient:
        impatient.setattr(errands, "MAX_TRIES", 1)
        for _ in range(2):
            mongo.run_in_transaction(lambda: announce(PasswordChanged(account_id=account_id)))
            errands.run_once()
    receiver.start()
    return [str(row.id) for row in outbox.dead_rows.find({}, limit=5)]


def test_an_administrator_sees_what_was_given_up_and_why_without_addresses(admin, dead):
    page = admin.client.get(URL).json()

    assert page["count"] == 2
    assert sorted(row["id"] for row in page["results"]) == sorted(dead)
    row = page["results"][0]
    assert (row["event"], row["tries"]) == ("PasswordChanged", 1)
    assert row["handler"] == "lyceum.accounts.handlers.mail_password_changed"
    assert "@" not in row["error"]


def test_a_mail_to_an_address_that_is_refused_for_ever_is_given_up_at_once_and_says_why(admin, receiver, run_outbox):
    person, other = make_person(), make_person()
    receiver.refusals[person.email] = f"550 5.1.1 <{person.email}> No such person"
    mongo.run_in_transaction(lambda: announce(PasswordChanged(account_id=account_id_of(person))))
    mongo.run_in_transaction(lambda: announce(PasswordChanged(account_id=account_id_of(other))))
    run_outbox()

    [row] = admin.client.get(URL).json()["results"]
    assert (row["tries"], row["error"]) == (1, "MailRefusedError('SMTPRecipientsRefused 550')")
    assert [mail.to for mail in receiver.mails] == [[other.email]]

    receiver.refusals.clear()
    admin.client.post(f"{URL}{row['id']}/replay/")
    run_outbox()
    assert [mail.to for mail in receiver.mails] == [[other.email], [person.email]]


def test_a_replayed_row_is_done_and_the_replay_is_noted(admin, dead, receiver, run_outbox):
    assert admin.client.post(f"{URL}{dead[0]}/replay/").status_code == 204
    assert admin.client.post(f"{URL}{dead[0]}/replay/").status_code == 404
    run_outbox()

    assert len(receiver.mails) == 1
    assert [row["id"] for row in admin.client.get(URL).json()["results"]] == [dead[1]]
    [entry] = admin.client.get("/api/audit-log/", {"action": "outbox_row_replayed"}).json()["results"]
    assert dead[0] in str(entry)


def test_a_row_replayed_by_two_at_once_is_replayed_once(admin, dead, receiver, in_threads, run_outbox):
    answers = in_threads([lambda: admin.client.post(f"{URL}{dead[0]}/replay/").status_code] * 4)
    run_outbox()

    assert sorted(answers) == [204, 404, 404, 404]
    assert len(receiver.mails) == 1


@pytest.mark.parametrize("roles", [("student",), ("instructor",)])
def test_others_may_not(roles, dead):
    person = make_person(roles=roles)
    assert person.client.get(URL).status_code == 403
    assert person.client.post(f"{URL}{dead[0]}/replay/").status_code == 403


def test_nobody_may_without_signing_in(api):
    assert api.get(URL).status_code == 401
    assert api.post(f"{URL}{ObjectId()}/replay/").status_code == 401


@pytest.mark.parametrize("row_id", ["x", "000000000000000000000000"])
def test_an_unknown_row_is_not_found(admin, row_id):
    assert admin.client.post(f"{URL}{row_id}/replay/").status_code == 404


@pytest.mark.parametrize("query", [{"page": "0"}, {"page_size": "1000"}, {"page": "x"}])
def test_a_malformed_query_is_refused(admin, query):
    assert admin.client.get(URL, query).status_code == 400


def test_the_command_lists_and_replays(dead, receiver, run_outbox):
    assert dead[0] in run_command() and dead[1] in run_command()  # noqa: PT018 - one list
    assert run_command(dead[0]) == "Replayed 1.\n"
    assert run_command("--all") == "Replayed 1.\n"
    assert run_command() == "There are no dead rows.\n"
    run_outbox()
    assert len(receiver.mails) == 2
    with pytest.raises(CommandError, match="No id"):
        run_command("x")


def run_command(*words):
    output = StringIO()
    call_command("replay_outbox", *words, stdout=output)
    return output.getvalue()


def test_metrics_count_what_is_owed_by_state_and_the_age_of_the_oldest(dead, mongo_commands):
    mongo.run_in_transaction(lambda: announce(PasswordChanged(account_id=0)))
    with mongo_commands.at_most(6):
        page = Metrics(CollectorRegistry()).write().decode()

    assert 'lyceum_outbox_rows{state="dead"} 2.0' in page
    assert 'lyceum_outbox_rows{state="errands"} 1.0' in page
    assert 'lyceum_outbox_oldest_seconds{queue="waiting"} 0.0' in page
