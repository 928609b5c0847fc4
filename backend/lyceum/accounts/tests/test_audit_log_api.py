"""The audit log of privileged actions, through the HTTP API."""

import pytest

from lyceum.accounts.tests.factories import make_person

URL = "/api/users/"
AUDIT = "/api/audit-log/"


@pytest.fixture
def people():
    return {
        "student": make_person(name="Stu"),
        "other": make_person(name="Otto"),
        "instructor": make_person(name="Ina", roles=["instructor"]),
        "admin": make_person(name="Adi", roles=["admin"]),
    }


def as_(who, people, api):
    return api if who == "nobody" else people[who].client


def url(person):
    return f"{URL}{person.id}/"


def test_privileged_actions_are_in_the_audit_log(people):
    admin, student = people["admin"].client, people["student"]
    admin.patch(url(student), {"roles": ["instructor"]})
    admin.patch(url(student), {"is_active": False})
    admin.post(f"{url(student)}revoke-sessions/")
    invitation = {"username": "new", "email": "new@example.org", "name": "Nia New"}
    invited = admin.post(URL, invitation).json()["id"]

    found = admin.get(AUDIT).json()["results"]

    assert [entry["action"] for entry in found] == [
        "person_invited",
        "sessions_revoked",
        "person_deactivated",
        "roles_changed",
    ]
    assert found[0]["subject"] == {"kind": "person", "id": invited}
    assert found[3]["actor"] == {"id": people["admin"].id, "name": "Adi"}
    assert found[3]["data"] == {"before": ["student"], "after": ["student", "instructor"]}
    assert student.email not in str(found)


def test_what_was_refused_is_not_in_the_audit_log(people):
    admin = people["admin"].client
    admin.patch(url(people["admin"]), {"roles": []})
    admin.patch(url(people["student"]), {"roles": ["instructor"], "email": people["other"].email})

    assert admin.get(AUDIT).json()["results"] == []


def test_audit_log_is_filtered_and_read_piece_by_piece(people):
    admin, student, other = people["admin"].client, people["student"], people["other"]
    for person in (student, other):
        admin.patch(url(person), {"roles": ["instructor"]})
        admin.post(f"{url(person)}revoke-sessions/")

    def actions(**query):
        return [entry["action"] for entry in admin.get(AUDIT, query).json()["results"]]

    assert actions(subject=student.id) == ["sessions_revoked", "roles_changed"]
    assert actions(action="roles_changed") == ["roles_changed"] * 2
    assert actions(actor=student.id) == []
    assert actions(actor=people["admin"].id, subject=other.id, action="roles_changed") == ["roles_changed"]
    first = admin.get(AUDIT, {"page_size": 3}).json()
    rest = admin.get(first["next"]).json()
    assert (len(first["results"]), len(rest["results"]), rest["next"]) == (3, 1, None)


@pytest.mark.parametrize(("who", "status"), [("nobody", 401), ("student", 403), ("instructor", 403)])
def test_others_cannot_read_the_audit_log(who, status, people, api):
    assert as_(who, people, api).get(AUDIT).status_code == status


@pytest.mark.parametrize("query", [{"before": "x"}, {"actor": "[$ne]"}, {"page_size": 101}, {"action": "x" * 65}])
def test_malformed_audit_query_is_refused(people, query):
    assert people["admin"].client.get(AUDIT, query).status_code == 400
