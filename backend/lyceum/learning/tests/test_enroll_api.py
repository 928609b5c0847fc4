"""Enrolling, reading enrollments and leaving a course, through the HTTP API."""

import pytest
from bson import ObjectId

from lyceum.accounts.tests.factories import make_person
from lyceum.catalog.tests.factories import make_course
from lyceum.learning.documents import enrollments
from lyceum.learning.tests.factories import complete, enroll

URL = "/api/enrollments/"


@pytest.fixture
def teacher():
    return make_person(roles=("instructor",), name="Tea Cher")


@pytest.fixture
def student():
    return make_person(name="Ada Lovelace")


@pytest.fixture
def course(teacher):
    return make_course(teacher, lessons=4, title="Algebra")


def test_enrolling_gives_a_place_at_the_start_of_the_course(student, course):
    answer = student.client.post(URL, {"course": course.id})

    assert answer.status_code == 201
    body = answer.json()
    assert body["student"] == {"id": student.id, "name": "Ada Lovelace"}
    assert body["course"] == {"id": course.id, "title": "Algebra", "slug": course.slug, "image": ""}
    assert (body["status"], body["last_lesson"]) == ("active", None)
    assert body["progress"] == {"completed": 0, "total": 4, "percentage": 0, "milestones": []}
    assert body.pop("position") is None
    assert student.client.get(URL).json()["results"] == [body]


def test_enrolling_twice_is_refused_and_changes_nothing(student, course):
    student.client.post(URL, {"course": course.id})

    again = student.client.post(URL, {"course": course.id})

    assert (again.status_code, again.json()["code"]) == (400, "already_enrolled")
    assert student.client.get(URL).json()["count"] == 1


def test_nobody_enrolls_without_signing_in(api, course):
    assert api.post(URL, {"course": course.id}).status_code == 401
    assert api.get(URL).status_code == 401


@pytest.mark.parametrize(
    "body", [{}, {"course": None}, {"course": 7}, {"course": "x"}, {"course": {"$gt": ""}}, {"course": []}]
)
def test_a_malformed_course_is_refused(student, body):
    answer = student.client.post(URL, body)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "course"


def test_an_unknown_course_is_not_found(student):
    assert student.client.post(URL, {"course": str(ObjectId())}).status_code == 404


@pytest.mark.parametrize("state", [{"published": False}, {"archived": True}])
def test_a_hidden_course_is_not_found_by_students_and_closed_to_its_author(student, teacher, state):
    hidden = make_course(teacher, **state)

    assert student.client.post(URL, {"course": hidden.id}).status_code == 404
    own = teacher.client.post(URL, {"course": hidden.id})
    assert (own.status_code, own.json()["code"]) == (409, "enrollment_closed")


def test_a_course_with_a_price_is_not_given_away_but_its_instructor_can_enroll_somebody(student, teacher):
    priced = make_course(teacher, price_cents=4_900)

    refused = student.client.post(URL, {"course": priced.id})
    assert (refused.status_code, refused.json()["code"]) == (402, "payment_required")

    given = teacher.client.post(URL, {"course": priced.id, "student": student.email})
    assert (given.status_code, given.json()["student"]["id"]) == (201, student.id)
    assert student.client.get(URL).json()["count"] == 1


@pytest.mark.parametrize("name_of", ["id", "username", "email"])
def test_an_instructor_enrolls_a_student_by_any_of_their_names(student, teacher, course, name_of):
    answer = teacher.client.post(URL, {"course": course.id, "student": getattr(student, name_of)})

    assert (answer.status_code, answer.json()["student"]["id"]) == (201, student.id)


def test_only_the_author_enrolls_others(student, course):
    other = make_person(roles=("instructor",))

    for person in (student, other):
        answer = person.client.post(URL, {"course": course.id, "student": make_person().id})
        assert answer.status_code == 403
    assert enrollments.count({"course_id": course.course_id}, limit=1) == 0


def test_an_unknown_student_is_named_in_the_refusal(teacher, course):
    answer = teacher.client.post(URL, {"course": course.id, "student": "nobody@example.org"})

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "student")


def test_an_author_sees_everybody_in_the_course_and_others_see_themselves(student, teacher, course):
    enroll(student, course)
    enroll(make_person(name="Bob"), course)

    seen = teacher.client.get(URL, {"course": course.id}).json()
    assert (seen["count"], [item["student"]["name"] for item in seen["results"]]) == (2, ["Bob", "Ada Lovelace"])
    assert teacher.client.get(URL).json()["count"] == 0
    assert student.client.get(URL, {"course": course.id}).json()["count"] == 1
    assert make_person(roles=("admin",)).client.get(URL, {"course": course.id}).json()["count"] == 2
    assert make_person(roles=("instructor",)).client.get(URL, {"course": course.id}).json()["count"] == 0


def test_no_answer_tells_another_persons_username_or_address(student, teacher, course):
    enroll(student, course)

    text = teacher.client.get(URL, {"course": course.id}).content.decode()
    assert student.username not in text
    assert student.email not in text


@pytest.mark.parametrize(
    "query", [{"course": "x"}, {"course[$ne]": "", "page": "0"}, {"page_size": "1000"}, {"page": "x"}]
)
def test_a_malformed_query_is_refused(student, query):
    assert student.client.get(URL, query).status_code == 400


def test_an_enrollment_is_read_by_its_student_and_its_author_only(student, teacher, course):
    url = f"{URL}{enroll(student, course)}/"

    for person in (student, teacher, make_person(roles=("admin",))):
        assert person.client.get(url).json()["student"]["id"] == student.id
    for person in (make_person(), make_person(roles=("instructor",))):
        assert person.client.get(url).status_code == 404
    for unknown in ("x", str(ObjectId())):
        assert student.client.get(f"{URL}{unknown}/").status_code == 404


def test_leaving_gives_the_place_up_and_returning_finds_the_progress(student, course):
    enrollment_id = enroll(student, course)
    complete(student, course.lesson_ids[0])

    assert student.client.delete(f"{URL}{enrollment_id}/").status_code == 204
    assert student.client.get(URL).json()["count"] == 0
    assert student.client.get(f"{URL}{enrollment_id}/").status_code == 404
    assert student.client.post("/api/progress/", {"lesson": str(course.lesson_ids[1])}).status_code == 403

    back = student.client.post(URL, {"course": course.id})
    assert (back.status_code, back.json()["id"]) == (201, str(enrollment_id))
    assert back.json()["progress"]["milestones"] == [25]


def test_nobody_else_but_an_admin_makes_a_student_leave(student, teacher, course):
    url = f"{URL}{enroll(student, course)}/"

    assert teacher.client.delete(url).status_code == 403
    assert make_person().client.delete(url).status_code == 404
    assert make_person(roles=("admin",)).client.delete(url).status_code == 204
    assert student.client.delete(url).status_code == 404


@pytest.mark.parametrize("method", ["put", "patch"])
def test_an_enrollment_is_not_written_otherwise(student, course, method):
    url = f"{URL}{enroll(student, course)}/"
    assert getattr(student.client, method)(url, {}).status_code == 405


def test_the_course_counts_its_students(student, course, run_outbox, api):
    enrollment_id = enroll(student, course)
    enroll(make_person(), course)
    run_outbox()
    assert api.get(course.url).json()["enrollment_count"] == 2

    student.client.delete(f"{URL}{enrollment_id}/")
    run_outbox()
    assert api.get(course.url).json()["enrollment_count"] == 1


def test_the_commands_of_enrolling_and_listing_are_few(student, course, mongo_commands):
    student.client.get("/api/auth/user/")
    student.client.get(course.url)
    with mongo_commands.exactly(4):  # the rules of the course, the enrollment, the outbox, the mail
        assert student.client.post(URL, {"course": course.id}).status_code == 201
    student.client.get(URL)
    with mongo_commands.exactly(0):
        assert student.client.get(URL).json()["count"] == 1
