"""Who may join a course: policies, codes, seats and the queue for them, through the HTTP API."""

from collections import Counter
from datetime import timedelta

import pytest
from bson import ObjectId

from lyceum.accounts.tests.factories import make_person
from lyceum.catalog.events import CourseRemoved
from lyceum.catalog.tests.factories import make_course
from lyceum.learning.documents import enrollment_rules, enrollments, join_codes
from lyceum.learning.services import enrollments as enrollment_services
from lyceum.learning.services import seats
from lyceum.learning.tests.factories import complete, enroll
from lyceum.platform import mongo
from lyceum.platform.clock import utc_now
from lyceum.platform.events import announce

URL = "/api/enrollments/"


@pytest.fixture
def teacher():
    return make_person(roles=("instructor",))


@pytest.fixture
def course(teacher):
    return make_course(teacher, lessons=4)


def set_rules(teacher, course, *, policy="open", capacity=None):
    answer = teacher.client.put(f"{course.url}enrollment-rules/", {"policy": policy, "capacity": capacity})
    assert answer.status_code == 200
    return answer.json()


def make_code(teacher, course, **wanted):
    answer = teacher.client.post(f"{course.url}codes/", wanted)
    assert answer.status_code == 201
    return answer.json()


def join(person, course, **said):
    return person.client.post(URL, {"course": course.id, **said})


def outcome(answer):
    body = answer.json()
    return answer.status_code, body.get("code") or body["status"]


def queue_of(teacher, course):
    shown = teacher.client.get(URL, {"course": course.id, "status": "waiting"}).json()
    return [item["student"]["id"] for item in shown["results"]]


def seats_left(course, api):
    return api.get(f"{course.url}enrollment-rules/").json()["seats_left"]


# Policies


def test_a_course_without_rules_is_open_to_all(course, api):
    shown = api.get(f"{course.url}enrollment-rules/")

    assert shown.status_code == 200
    assert shown.json() == {"course": course.id, "policy": "open", "capacity": None, "seats_left": None}


@pytest.mark.parametrize(
    ("policy", "refusal"), [("code", (403, "code_required")), ("closed", (409, "enrollment_closed"))]
)
def test_a_course_that_is_not_open_is_joined_by_those_whom_its_author_enrolls(teacher, course, policy, refusal):
    student = make_person()
    set_rules(teacher, course, policy=policy)

    assert outcome(join(student, course)) == refusal
    assert outcome(join(teacher, course, student=student.id)) == (201, "active")
    assert outcome(join(teacher, course)) == (201, "active")


def test_a_closed_course_takes_no_code_either(teacher, course):
    code = make_code(teacher, course)["code"]
    set_rules(teacher, course, policy="closed")

    assert outcome(join(make_person(), course, code=code)) == (409, "enrollment_closed")


def test_only_authors_set_the_rules_and_only_of_courses_they_see(teacher, course, api):
    body = {"policy": "open", "capacity": None}
    for person, status in ((make_person(), 403), (make_person(roles=("instructor",)), 403)):
        assert person.client.put(f"{course.url}enrollment-rules/", body).status_code == status
    assert api.put(f"{course.url}enrollment-rules/", body).status_code == 401
    hidden = make_course(teacher, published=False)
    for url in (hidden.url, f"/api/courses/{ObjectId()}/", "/api/courses/x/"):
        assert make_person().client.put(f"{url}enrollment-rules/", body).status_code == 404
        assert api.get(f"{url}enrollment-rules/").status_code == 404
    assert make_person(roles=("admin",)).client.put(f"{course.url}enrollment-rules/", body).status_code == 200


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"capacity": None}, "policy"),
        ({"policy": "secret", "capacity": None}, "policy"),
        ({"policy": "open"}, "capacity"),
        ({"policy": "open", "capacity": 0}, "capacity"),
        ({"policy": "open", "capacity": {"$gt": 0}}, "capacity"),
        ({"policy": ["open"], "capacity": 3}, "policy"),
    ],
)
def test_malformed_rules_are_refused(teacher, course, body, field):
    answer = teacher.client.put(f"{course.url}enrollment-rules/", body)

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, field)


# Codes


@pytest.mark.parametrize("spelled", [str, str.lower, lambda code: f" {code[:5]}-{code[5:]} "])
def test_a_code_opens_a_course_that_asks_for_one_however_it_is_typed(teacher, course, spelled):
    set_rules(teacher, course, policy="code")
    code = make_code(teacher, course, uses=2)

    assert outcome(join(make_person(), course, code=spelled(code["code"]))) == (201, "active")

    [shown] = teacher.client.get(f"{course.url}codes/").json()["results"]
    assert (shown["code"], shown["uses"], shown["uses_left"]) == (code["code"], 2, 1)


def test_a_code_opens_a_course_with_a_price(teacher):
    priced = make_course(teacher, price_cents=4_900)
    student = make_person()
    code = make_code(teacher, priced)["code"]

    assert outcome(join(student, priced)) == (402, "payment_required")
    assert outcome(join(student, priced, code=code)) == (201, "active")


def test_a_code_works_as_often_as_it_may_and_a_refused_join_takes_no_use(teacher, course):
    set_rules(teacher, course, policy="code")
    code = make_code(teacher, course, uses=1)["code"]
    student = make_person()
    enroll_by = {"code": code}

    assert outcome(join(student, course, **enroll_by)) == (201, "active")
    refused = join(make_person(), course, **enroll_by)
    assert (*outcome(refused), refused.json()["errors"][0]["code"]) == (400, "unusable_code", "used_up")


def test_joining_again_with_a_code_takes_no_second_use(teacher, course):
    code = make_code(teacher, course, uses=2)["code"]
    student = make_person()
    join(student, course, code=code)

    assert outcome(join(student, course, code=code)) == (400, "already_enrolled")
    assert teacher.client.get(f"{course.url}codes/").json()["results"][0]["uses_left"] == 1


def test_sixteen_people_with_a_code_for_five_get_five_places(teacher, course, in_threads):
    set_rules(teacher, course, policy="code")
    code = make_code(teacher, course, uses=5)["code"]
    people = [make_person() for _ in range(16)]

    statuses = in_threads([lambda person=person: join(person, course, code=code).status_code for person in people])

    assert Counter(statuses) == {201: 5, 400: 11}


def test_a_code_of_another_course_or_none_at_all_is_unknown(teacher, course):
    other = make_code(teacher, make_course(teacher))["code"]

    for code in (other, "2222222222", "?", "'; drop"):
        refused = join(make_person(), course, code=code)
        assert (*outcome(refused), refused.json()["errors"][0]["code"]) == (400, "unusable_code", "unknown")


def test_a_revoked_code_gives_no_more_places_and_keeps_those_it_gave(teacher, course):
    set_rules(teacher, course, policy="code")
    code = make_code(teacher, course)
    student = make_person()
    join(student, course, code=code["code"])

    for _ in range(2):
        assert teacher.client.delete(f"{course.url}codes/{code['id']}/").status_code == 204

    refused = join(make_person(), course, code=code["code"])
    assert refused.json()["errors"][0]["code"] == "revoked"
    assert student.client.get(URL).json()["count"] == 1
    assert teacher.client.get(f"{course.url}codes/").json()["results"][0]["revoked_at"]


def test_an_expired_code_gives_no_place(teacher, course):
    code = make_code(teacher, course)
    expired = {"$set": {"expires_at": utc_now() - timedelta(seconds=1)}}
    join_codes.update({"_id": ObjectId(code["id"])}, expired)

    assert join(make_person(), course, code=code["code"]).json()["errors"][0]["code"] == "expired"


def test_codes_are_the_authors_business(teacher, course, api):
    code = make_code(teacher, course)
    url = f"{course.url}codes/"
    for person in (make_person(), make_person(roles=("instructor",))):
        assert person.client.get(url).status_code == 403
        assert person.client.post(url, {}).status_code == 403
        assert person.client.delete(f"{url}{code['id']}/").status_code == 403
    assert api.get(url).status_code == 401
    other = make_course(teacher)
    assert teacher.client.delete(f"{other.url}codes/{code['id']}/").status_code == 404
    for unknown in ("x", str(ObjectId())):
        assert teacher.client.delete(f"{url}{unknown}/").status_code == 404
        assert teacher.client.get(f"/api/courses/{unknown}/codes/").status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {"uses": 0},
        {"uses": 1_000_000},
        {"uses": "many"},
        {"expires_at": "soon"},
        {"expires_at": "2020-01-01T00:00:00Z"},
    ],
)
def test_a_malformed_code_is_refused(teacher, course, body):
    answer = teacher.client.post(f"{course.url}codes/", body)

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, next(iter(body)))


# Seats and the queue


def test_a_full_course_keeps_those_who_come_in_a_queue_without_access(teacher, course, api):
    set_rules(teacher, course, capacity=1)
    first, second = make_person(), make_person()
    assert outcome(join(first, course)) == (201, "active")
    assert seats_left(course, api) == 0

    queued = join(second, course)

    assert (outcome(queued), queued.json()["position"]) == ((201, "waiting"), 1)
    [shown] = second.client.get(URL).json()["results"]
    assert shown["status"] == "waiting"
    assert second.client.get(URL, {"status": "active"}).json()["count"] == 0
    assert second.client.get(course.lesson_urls[0]).status_code == 403
    assert second.client.get("/api/dashboard/").json()["student"]["courses"] == []
    assert outcome(join(second, course)) == (400, "already_enrolled")


def test_who_leaves_makes_room_for_the_one_who_has_waited_longest(teacher, course, run_outbox, api):
    set_rules(teacher, course, capacity=1)
    first, second, third = make_person(), make_person(), make_person()
    place = join(first, course).json()["id"]
    waiting = [join(person, course).json() for person in (second, third)]
    assert [item["position"] for item in waiting] == [1, 2]
    assert queue_of(teacher, course) == [second.id, third.id]

    first.client.delete(f"{URL}{place}/")
    run_outbox()

    assert queue_of(teacher, course) == [third.id]
    assert second.client.get(f"{URL}{waiting[0]['id']}/").json()["status"] == "active"
    assert third.client.get(f"{URL}{waiting[1]['id']}/").json()["position"] == 1
    assert api.get(course.url).json()["enrollment_count"] == 1
    assert seats_left(course, api) == 0


def test_who_leaves_the_queue_is_passed_over(teacher, course, run_outbox):
    set_rules(teacher, course, capacity=1)
    place = enroll(make_person(), course)
    gone, patient = make_person(), make_person()
    left = join(gone, course).json()["id"]
    join(patient, course)

    assert gone.client.delete(f"{URL}{left}/").status_code == 204
    make_person(roles=("admin",)).client.delete(f"{URL}{place}/")
    run_outbox()

    assert patient.client.get(URL, {"status": "active"}).json()["count"] == 1
    assert gone.client.get(URL).json()["count"] == 0


def test_who_returns_finds_their_progress_at_the_end_of_the_queue(teacher, course, run_outbox):
    set_rules(teacher, course, capacity=1)
    first, second = make_person(), make_person()
    place = join(first, course).json()["id"]
    complete(first, course.lesson_ids[0])
    join(second, course)
    first.client.delete(f"{URL}{place}/")
    run_outbox()

    back = join(first, course).json()

    assert (back["id"], back["status"], back["position"], back["progress"]["completed"]) == (place, "waiting", 1, 1)


def test_more_seats_let_in_those_who_wait_and_no_limit_lets_in_all(teacher, course, run_outbox, api, monkeypatch):
    monkeypatch.setattr(seats, "LET_IN_AT_ONCE", 2)
    set_rules(teacher, course, capacity=1)
    people = [make_person() for _ in range(8)]
    for person in people:
        join(person, course)

    set_rules(teacher, course, capacity=2)
    run_outbox()
    assert queue_of(teacher, course) == [person.id for person in people[2:]]

    set_rules(teacher, course)
    run_outbox()
    assert queue_of(teacher, course) == []
    assert api.get(course.url).json()["enrollment_count"] == 8


def test_fewer_seats_than_students_make_nobody_leave_and_give_no_seat_before_there_is_one(
    teacher, course, run_outbox, api
):
    people = [make_person() for _ in range(3)]
    places = [enroll(person, course) for person in people]
    set_rules(teacher, course, capacity=2)
    run_outbox()
    assert seats_left(course, api) == 0

    people[0].client.delete(f"{URL}{places[0]}/")
    run_outbox()
    assert seats_left(course, api) == 0
    people[1].client.delete(f"{URL}{places[1]}/")
    run_outbox()
    assert seats_left(course, api) == 1


def test_nobody_who_comes_later_overtakes_the_queue(teacher, course, run_outbox):
    set_rules(teacher, course, capacity=1)
    place = enroll(make_person(), course)
    patient, hasty = make_person(), make_person()
    join(patient, course)

    make_person(roles=("admin",)).client.delete(f"{URL}{place}/")
    assert outcome(join(hasty, course)) == (201, "waiting")
    set_rules(teacher, course, capacity=2)
    run_outbox()

    assert queue_of(teacher, course) == []
    assert patient.client.get(URL, {"status": "active"}).json()["count"] == 1


def test_thirty_people_for_the_last_seat_one_gets_it_and_the_queue_is_in_order(teacher, course, in_threads, run_outbox):
    set_rules(teacher, course, capacity=1)
    people = [make_person() for _ in range(30)]

    bodies = in_threads([lambda person=person: join(person, course).json() for person in people])

    assert Counter(body["status"] for body in bodies) == {"active": 1, "waiting": 29}
    queue = enrollments.find({"course_id": course.course_id, "status": "waiting"}, sort=[("queue_number", 1)], limit=40)
    assert len({item.queue_number for item in queue}) == 29
    assert queue_of(teacher, course) == [str(item.student_id) for item in queue][:20]
    [seated] = [body for body in bodies if body["status"] == "active"]
    make_person(roles=("admin",)).client.delete(f"{URL}{seated['id']}/")
    run_outbox()
    assert enrollments.find_by_id(queue[0].id).status.value == "active"
    assert enrollments.count({"course_id": course.course_id, "status": "active"}, limit=5) == 1


def test_the_rules_and_codes_of_a_removed_course_go_with_it(teacher, course, run_outbox, monkeypatch):
    monkeypatch.setattr(enrollment_services, "REMOVED_AT_ONCE", 2)
    set_rules(teacher, course, capacity=3)
    for _ in range(5):
        make_code(teacher, course)

    mongo.run_in_transaction(lambda: announce(CourseRemoved(course_id=course.course_id)))
    run_outbox()

    assert join_codes.count({"course_id": course.course_id}, limit=1) == 0
    assert enrollment_rules.find_by_id(course.course_id) is None


def test_the_commands_of_enrolling_in_a_limited_course_are_few(teacher, course, mongo_commands):
    set_rules(teacher, course, policy="code", capacity=1)
    code = make_code(teacher, course)["code"]
    join(make_person(), course, code=code)
    student = make_person()
    student.client.get("/api/auth/user/")
    with mongo_commands.at_most(8):
        assert join(student, course, code=code).json()["status"] == "waiting"
