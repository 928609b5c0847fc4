"""`Idempotency-Key`: what was made once is not made again, whoever repeats it, whenever, and whatever died."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest

from lyceum.accounts.documents import profiles
from lyceum.accounts.models import Account
from lyceum.accounts.tests.factories import TestPerson, make_person
from lyceum.catalog.tests.factories import make_course
from lyceum.catalog.tests.files import PNG_FILE, upload
from lyceum.platform import errands, mongo
from lyceum.platform.clock import utc_now
from lyceum.platform.idempotency import replies
from lyceum.platform.tests.serving import serve
from tests.contract import schema

type InThreads = Callable[[list[Callable[[], Any]]], list[Any]]
COURSES = "/api/courses/"


def post(person: TestPerson, path: str, body: dict[str, Any], key: str | None = "a-key", **more: Any) -> Any:
    headers = {} if key is None else {"Idempotency-Key": key}
    return person.client.post(path, body, headers=headers, **more)


@pytest.fixture
def instructor() -> TestPerson:
    return make_person(roles=("instructor",))


def courses() -> int:
    return mongo.database()["courses"].estimated_document_count()


def test_a_repeated_request_gets_the_first_reply(instructor: TestPerson) -> None:
    first = post(instructor, COURSES, {"title": "Rust"})
    again = post(instructor, COURSES, {"title": "Rust"})
    assert first.status_code == again.status_code == 201
    assert first.content == again.content
    assert again["Content-Type"] == "application/json"
    assert "Idempotency-Replayed" not in first
    assert again["Idempotency-Replayed"] == "true"
    assert courses() == 1


def test_without_a_key_each_request_makes_a_thing(instructor: TestPerson) -> None:
    for _ in range(2):
        assert post(instructor, COURSES, {"title": "Rust"}, key=None).status_code == 201
    assert courses() == 2


def test_announcements_notes_and_accommodations_are_made_once(instructor: TestPerson) -> None:
    course, student = make_course(instructor), make_person()
    assert student.client.post("/api/enrollments/", {"course": course.id}).status_code == 201
    quiz = instructor.client.post("/api/quizzes/", {"lesson": str(course.lesson_ids[0]), "title": "Sets"}).json()
    for person, path, body in (
        (instructor, "/api/announcements/", {"course": course.id, "title": "Friday", "body": "At ten."}),
        (student, "/api/notes/", {"lesson": str(course.lesson_ids[0]), "text": "Read this again."}),
        (instructor, f"/api/quizzes/{quiz['id']}/accommodations/", {"student": student.id, "extra_time_s": 60}),
    ):
        first, again = (post(person, path, body) for _ in range(2))
        assert first.status_code == again.status_code < 300, first.content
        assert (first.content, again["Idempotency-Replayed"]) == (again.content, "true")
    for name in ("announcements", "notes", "accommodations"):
        assert mongo.database()[name].estimated_document_count() == 1


def test_the_order_of_fields_makes_no_other_request(instructor: TestPerson) -> None:
    post(instructor, COURSES, {"title": "Rust", "level": "beginner"})
    assert post(instructor, COURSES, {"level": "beginner", "title": "Rust"})["Idempotency-Replayed"] == "true"


def test_another_body_under_the_same_key_is_refused(instructor: TestPerson) -> None:
    post(instructor, COURSES, {"title": "Rust"})
    refused = post(instructor, COURSES, {"title": "Go"})
    assert refused.status_code == 422
    assert refused.json()["code"] == "idempotency_key_reused"
    assert courses() == 1


def test_a_key_belongs_to_one_person_and_one_address(instructor: TestPerson) -> None:
    course = make_course(instructor)
    for person in (make_person(), make_person()):
        assert post(person, "/api/enrollments/", {"course": course.id}).status_code == 201
    assert post(instructor, f"{course.url}sections/", {"title": "One"}).status_code == 201
    assert post(instructor, COURSES, {"title": "One"}).status_code == 201


def test_a_refusal_may_be_tried_again(instructor: TestPerson) -> None:
    assert post(instructor, COURSES, {"title": ""}).status_code == 400
    assert post(instructor, COURSES, {"title": "Rust"}).status_code == 201


def test_what_breaks_half_way_leaves_neither_the_thing_nor_the_key(instructor: TestPerson) -> None:
    student = make_person()
    course = make_course(instructor)
    assert post(student, "/api/enrollments/", {"course": course.id}, key=None).status_code == 201
    refused = post(student, "/api/enrollments/", {"course": course.id})
    assert refused.json()["code"] == "already_enrolled"
    assert mongo.database()["idempotency_keys"].estimated_document_count() == 0


@pytest.mark.parametrize("key", ["", " ", "two words", "ä", "x" * 256])
def test_an_odd_key_is_refused(instructor: TestPerson, key: str) -> None:
    refused = post(instructor, COURSES, {"title": "Rust"}, key=key)
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["field"] == "Idempotency-Key"


def test_replies_are_kept_for_a_day(instructor: TestPerson) -> None:
    post(instructor, COURSES, {"title": "Rust"})
    [kept] = replies.find({"expires_at": {"$gt": utc_now()}}, limit=2)
    assert timedelta(hours=23) < kept.expires_at - utc_now() <= timedelta(hours=24)
    [index] = [index for index in replies.indexes if "expireAfterSeconds" in index.document]
    assert index.document["expireAfterSeconds"] == 0


def test_a_repeated_upload_is_kept_once(instructor: TestPerson) -> None:
    course = make_course(instructor)
    instructor.client.credentials(HTTP_AUTHORIZATION=f"Bearer {instructor.access}", HTTP_IDEMPOTENCY_KEY="a-key")
    first, again = (upload(instructor.client, PNG_FILE, course=course.id) for _ in range(2))
    assert first.status_code == 201, first.content
    assert first.content == again.content
    assert mongo.database()["media"].estimated_document_count() == 1


def test_of_many_at_once_one_makes_the_thing(instructor: TestPerson, in_threads: InThreads) -> None:
    answers = in_threads([lambda: post(instructor, COURSES, {"title": "Rust"})] * 12)
    made = [answer for answer in answers if answer.status_code == 201]
    refused = [answer.json()["code"] for answer in answers if answer.status_code != 201]
    assert len({answer.content for answer in made}) == 1
    assert set(refused) <= {"request_under_way"}
    assert courses() == 1
    assert post(instructor, COURSES, {"title": "Rust"})["Idempotency-Replayed"] == "true"


def test_a_process_that_dies_between_commit_and_reply_makes_nothing_twice(instructor: TestPerson) -> None:
    student, course = make_person(), make_course(instructor)
    body = {"course": course.id}
    headers = {"Authorization": f"Bearer {student.access}", "Idempotency-Key": "a-key"}
    with serve("tests.dying_app:app") as doomed, pytest.raises(httpx.TransportError):
        doomed.client.post("/api/enrollments/", json=body, headers={**headers, "X-Die-Before-Reply": "yes"})
    with serve("tests.dying_app:app") as healthy:
        replayed = healthy.client.post("/api/enrollments/", json=body, headers=headers)
        assert replayed.status_code == 201, replayed.text
        assert replayed.headers["Idempotency-Replayed"] == "true"
        assert replayed.json()["course"]["id"] == course.id
    assert mongo.database()["enrollments"].estimated_document_count() == 1


def test_an_invitation_that_died_between_the_two_stores_is_taken_up_by_its_key_alone() -> None:
    admin = make_person(roles=("admin",))
    body = {"username": "ada", "email": "ada@example.org", "name": "Ada", "roles": ["instructor"]}
    assert post(admin, "/api/users/", body).status_code == 201
    _forget_what_was_not_committed(Account.objects.get(username="ada").pk)

    for other in (post(admin, "/api/users/", body, key="b-key"), post(admin, "/api/users/", body, key=None)):
        assert (other.status_code, other.json()["errors"][0]["field"]) == (400, "username")
    changed = post(admin, "/api/users/", {**body, "email": "eve@example.org"})
    assert changed.status_code == 400
    again = post(admin, "/api/users/", body)

    assert (again.status_code, again.json()["roles"]) == (201, ["student", "instructor"])
    assert post(admin, "/api/users/", body)["Idempotency-Replayed"] == "true"
    assert Account.objects.filter(username="ada").count() == 1
    assert [errand.event for errand in errands.errands.find({}, limit=5)] == ["PersonInvited"]
    assert post(admin, "/api/users/", body, key="b-key").status_code == 400


def _forget_what_was_not_committed(account_id: int) -> None:
    """Take away what a transaction of MongoDB would not have left, had the process died before its end."""
    [profile] = profiles.find({"account_id": account_id}, limit=2)
    profiles.delete({"_id": profile.id})
    for name in ("idempotency_keys", "errands", "audit_log"):
        rows = mongo.database()[name]
        for row in rows.find({}, limit=10):
            rows.delete_one({"_id": row["_id"]})


def test_the_contract_names_the_key_wherever_something_is_made() -> None:
    """Who registers is nobody yet, and a ticket is for one use at once."""
    paths = schema()["paths"].items()
    making = {path for path, item in paths if "201" in item.get("post", {"responses": ()})["responses"]}
    keyed = {path for path, item in paths if _takes_a_key(item.get("post", {}))}
    assert making - keyed == {"/api/auth/registration/", "/api/realtime/ticket/"}
    assert all({"409", "422"} <= set(schema()["paths"][path]["post"]["responses"]) for path in keyed)


def _takes_a_key(operation: dict[str, Any]) -> bool:
    return "Idempotency-Key" in {parameter["name"] for parameter in operation.get("parameters", ())}
