"""Taking a copy of one's data and deleting people, through the HTTP API."""

import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lyceum.accounts.documents import data_exports, profiles
from lyceum.accounts.models import Account, Session
from lyceum.accounts.services import attempts
from lyceum.accounts.tests.factories import client_with, make_person

EXPORT, FILE, DELETE = "/api/auth/user/export/", "/api/auth/user/export/file/", "/api/auth/user/delete/"
PASSWORD = "a poem about engines"


@pytest.fixture
def ada():
    return make_person(username="ada", name="Ada", password=PASSWORD)


@pytest.fixture
def admin():
    return make_person(username="root", name="Adi", roles=["admin"], password=PASSWORD)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png():
    """Make the smallest picture there is."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, data) for kind, data in parts)


def upload(person, **fields):
    body = {"file": SimpleUploadedFile("me.png", png()), "purpose": "avatar"} | fields
    return person.client.post("/api/media/", body, format="multipart").json()["id"]


def test_copy_is_made_by_the_worker_and_taken(ada, run_outbox):
    asked = ada.client.post(EXPORT)
    assert (asked.status_code, asked.json()["status"]) == (202, "pending")
    assert ada.client.get(FILE).status_code == 404
    run_outbox()

    assert ada.client.get(EXPORT).json()["status"] == "ready"
    reply = ada.client.get(FILE)
    assert reply["Content-Type"] == "application/json"
    assert reply["Content-Disposition"].startswith("attachment")
    copy = reply.json()
    assert copy["accounts"]["account"]["email"] == ada.email
    assert copy["accounts"]["profile"]["id"] == ada.id
    assert copy["accounts"]["sessions"][0]["user_agent"] == "Test"
    assert set(copy) == {"accounts", "catalog", "assessment", "learning", "notifications", "analytics"}
    assert "password" not in str(copy)


def test_copy_that_is_being_made_is_not_asked_for_twice(ada):
    first, second = ada.client.post(EXPORT).json(), ada.client.post(EXPORT).json()

    assert first == second


def test_copies_are_limited(ada, run_outbox):
    for _ in range(attempts.EXPORTS.attempts):
        assert ada.client.post(EXPORT).status_code == 202
        run_outbox()

    assert ada.client.post(EXPORT).status_code == 429


def test_copies_of_others_cannot_be_had(ada, run_outbox, api):
    ada.client.post(EXPORT)
    run_outbox()

    other = make_person()
    assert other.client.get(EXPORT).status_code == 404
    assert other.client.get(FILE).status_code == 404
    for url in (EXPORT, FILE):
        assert api.get(url).status_code == 401
    assert api.post(EXPORT).status_code == 401


def test_copy_of_somebody_who_has_gone_is_not_made(ada, run_outbox):
    ada.client.post(EXPORT)
    ada.client.post(DELETE, {"password": PASSWORD})
    run_outbox()

    assert data_exports.find_by_id(ada.person_id) is None


def test_deleting_oneself_needs_the_password(ada):
    reply = ada.client.post(DELETE, {"password": "not this one"})

    assert (reply.status_code, reply.json()["code"]) == (400, "wrong_password")
    assert Account.objects.filter(username="ada").exists()


@pytest.mark.parametrize("body", [{}, {"password": ""}, {"password": {"$ne": 1}}])
def test_malformed_deletion_is_refused(ada, body):
    assert ada.client.post(DELETE, body).status_code == 400


def test_nobody_cannot_delete_themselves(api):
    assert api.post(DELETE, {"password": PASSWORD}).status_code == 401


def test_deleted_person_is_gone_with_a_receipt(ada, api, run_outbox):
    reply = ada.client.post(DELETE, {"password": PASSWORD})
    run_outbox()

    assert reply.status_code == 200
    receipt = reply.json()
    assert receipt["person"] == ada.id
    assert {(item["holder"], item["kind"], item["outcome"]) for item in receipt["items"]} == {
        ("accounts", "account", "deleted"),
        ("accounts", "profile", "deleted"),
        ("accounts", "sessions", "deleted"),
    }
    assert ada.client.get("/api/auth/user/").status_code == 401
    assert api.post("/api/auth/login/", {"username": "ada", "password": PASSWORD}).status_code == 401
    assert not Account.objects.exists()
    assert not Session.objects.exists()


def test_what_stays_of_a_deleted_person_is_not_personal(ada):
    ada.client.patch("/api/auth/user/", {"bio": "Engines.", "timezone": "Europe/London"})
    ada.client.post(DELETE, {"password": PASSWORD})

    left = profiles.find_by_id(ada.person_id)

    assert (left.name, left.bio, left.roles, left.timezone, left.search_terms) == ("Deleted person", "", (), "UTC", ())
    assert left.account_id < 0


def test_name_and_address_are_free_again(ada, api):
    ada.client.post(DELETE, {"password": PASSWORD})

    body = {"username": "ada", "email": ada.email, "name": "Another Ada", "password": PASSWORD}
    assert api.post("/api/auth/registration/", body).json()["user"]["id"] != ada.id


def test_administrators_delete_people(ada, admin):
    url = f"/api/users/{ada.id}/"

    reply = admin.client.delete(url)

    assert reply.status_code == 200
    assert reply.json()["items"][0] == {"holder": "accounts", "kind": "account", "count": 1, "outcome": "deleted"}
    assert admin.client.get(url).status_code == 404
    assert admin.client.delete(url).status_code == 404
    assert [user["name"] for user in admin.client.get("/api/users/").json()["results"]] == ["Adi"]
    [entry] = admin.client.get("/api/audit-log/").json()["results"]
    assert (entry["action"], entry["subject"]["id"]) == ("person_deleted", ada.id)


def test_others_cannot_delete_people(ada, admin, api):
    instructor = make_person(roles=["instructor"])

    assert api.delete(f"/api/users/{ada.id}/").status_code == 401
    assert ada.client.delete(f"/api/users/{ada.id}/").status_code == 403
    assert ada.client.delete(f"/api/users/{instructor.id}/").status_code == 403
    assert ada.client.delete(f"/api/users/{admin.id}/").status_code == 404
    assert instructor.client.delete(f"/api/users/{ada.id}/").status_code == 404


def test_last_administrator_stays(admin):
    for reply in (
        admin.client.post(DELETE, {"password": PASSWORD}),
        admin.client.delete(f"/api/users/{admin.id}/"),
    ):
        assert (reply.status_code, reply.json()["code"]) == (409, "last_admin")
    assert admin.client.get("/api/users/").json()["count"] == 1
    assert admin.client.get("/api/audit-log/").json()["results"] == []


def test_administrators_who_leave_at_the_same_moment_leave_one(in_threads):
    admins = [make_person(name=f"Adi {number}", roles=["admin"], password=PASSWORD) for number in range(3)]

    replies = in_threads(
        [lambda person=person: client_with(person.access).post(DELETE, {"password": PASSWORD}) for person in admins]
    )

    assert sorted(reply.status_code for reply in replies) == [200, 200, 409]
    assert Account.objects.filter(is_staff=True).count() == 1


def test_own_picture_is_shown(ada):
    reply = ada.client.patch("/api/auth/user/", {"profile_picture": upload(ada)})

    assert reply.status_code == 200
    assert reply.json()["profile_picture"].startswith("/media/")
    assert ada.client.get("/api/auth/user/").json()["profile_picture"].startswith("/media/")


def test_picture_is_taken_away(ada):
    media_id = upload(ada)
    ada.client.patch("/api/auth/user/", {"profile_picture": media_id})

    assert ada.client.patch("/api/auth/user/", {"profile_picture": None}).json()["profile_picture"] == ""
    assert ada.client.patch("/api/auth/user/", {"profile_picture": media_id}).status_code == 400  # it is deleted


def test_picture_of_somebody_else_cannot_be_taken(ada):
    other = make_person()

    reply = ada.client.patch("/api/auth/user/", {"profile_picture": upload(other)})

    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, "profile_picture")


@pytest.mark.parametrize("value", ["x", "0" * 24, 7, {"$ne": ""}])
def test_what_is_no_picture_of_ones_own_is_refused(ada, value):
    assert ada.client.patch("/api/auth/user/", {"profile_picture": value}).status_code == 400


def test_picture_goes_with_the_person(ada):
    media_id = upload(ada)
    ada.client.patch("/api/auth/user/", {"profile_picture": media_id})

    receipt = ada.client.post(DELETE, {"password": PASSWORD}).json()

    assert "profile_picture" in {item["kind"] for item in receipt["items"]}
