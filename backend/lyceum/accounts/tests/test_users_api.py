"""People as others see them, and their roles, through the HTTP API."""

import pytest

from lyceum.accounts.models import Account
from lyceum.accounts.tests.factories import make_person

URL = "/api/users/"
PRIVATE = {"email", "username", "roles", "bio", "date_joined"}


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


@pytest.mark.parametrize("who", ["nobody", "student", "instructor"])
def test_everybody_sees_the_names_of_instructors_and_no_more(who, people, api):
    body = as_(who, people, api).get(URL).json()

    assert body["results"] == [{"id": people["instructor"].id, "name": "Ina"}]
    assert body["count"] == 1


def test_administrators_see_everybody_whole(people):
    body = people["admin"].client.get(URL).json()

    assert [user["name"] for user in body["results"]] == ["Adi", "Ina", "Otto", "Stu"]
    assert set(body["results"][0]) > PRIVATE


def test_list_is_read_page_by_page(people):
    body = people["admin"].client.get(URL, {"page_size": 3, "page": 2}).json()

    assert [user["name"] for user in body["results"]] == ["Stu"]
    assert (body["count"], body["next"]) == (4, None)
    assert body["previous"] == "/api/users/?page_size=3&page=1"
    beyond = people["admin"].client.get(URL, {"page_size": 3, "page": 9}).json()
    assert (beyond["count"], beyond["results"]) == (4, [])


@pytest.mark.parametrize("query", [{"page": 0}, {"page": "x"}, {"page_size": 101}, {"page": {"$gt": 0}}])
def test_malformed_page_is_refused(api, query):
    assert api.get(URL, query).status_code == 400


@pytest.mark.parametrize(
    ("who", "whom", "status"),
    [
        ("nobody", "student", 404),
        ("nobody", "admin", 404),
        ("nobody", "instructor", 200),
        ("student", "other", 404),
        ("student", "instructor", 200),
        ("instructor", "student", 404),
    ],
)
def test_others_are_hidden_but_for_the_names_of_instructors(who, whom, status, people, api):
    reply = as_(who, people, api).get(url(people[whom]))

    assert reply.status_code == status
    assert not PRIVATE & set(reply.json())


@pytest.mark.parametrize(("who", "whom"), [("student", "student"), ("admin", "student")])
def test_oneself_and_administrators_see_a_person_whole(who, whom, people):
    body = people[who].client.get(url(people[whom])).json()

    assert body["email"] == people[whom].email


@pytest.mark.parametrize("person_id", ["x", "0" * 24, "g" * 24, "0" * 25, "[$ne]"])
def test_what_is_nobodys_id_is_not_found(person_id, people):
    for client in (people["admin"].client, people["student"].client):
        assert client.get(f"{URL}{person_id}/").status_code == 404
        assert client.patch(f"{URL}{person_id}/", {"roles": []}).status_code == 404


def test_administrators_give_roles_and_they_count_at_once(people):
    admin, student = people["admin"].client, people["student"]
    assert student.client.get(URL).json()["count"] == 1

    reply = admin.patch(url(student), {"roles": ["instructor", "admin"]})

    assert reply.json()["roles"] == ["student", "instructor", "admin"]
    assert student.client.get(URL).json()["count"] == 4
    assert Account.objects.get(username=student.username).is_staff


def test_roles_that_are_taken_away_are_gone_at_once(people):
    admin = make_person(name="Zoe", roles=["admin"])
    assert admin.client.get(url(people["student"])).status_code == 200

    people["admin"].client.patch(url(admin), {"roles": []})

    assert admin.client.get(url(people["student"])).status_code == 404
    assert admin.client.get("/api/auth/user/").json()["roles"] == ["student"]


def test_administrator_cannot_take_their_own_role_away(people):
    admin = people["admin"]

    reply = admin.client.patch(url(admin), {"roles": ["student"]})

    assert (reply.status_code, reply.json()["code"]) == (409, "own_role")
    assert admin.client.get(URL).json()["count"] == 4


@pytest.mark.parametrize(
    ("who", "whom", "status"),
    [
        ("nobody", "student", 401),
        ("student", "student", 403),
        ("student", "instructor", 403),
        ("student", "other", 404),
        ("instructor", "instructor", 403),
        ("instructor", "student", 404),
    ],
)
def test_others_cannot_give_roles(who, whom, status, people, api):
    reply = as_(who, people, api).patch(url(people[whom]), {"roles": ["admin"]})

    assert reply.status_code == status
    assert "admin" not in people["admin"].client.get(url(people[whom])).json()["roles"]


@pytest.mark.parametrize("body", [{}, {"roles": "admin"}, {"roles": ["king"]}, {"roles": [{}]}, {"roles": None}])
def test_malformed_roles_are_refused(people, body):
    assert people["admin"].client.patch(url(people["student"]), body).status_code == 400


def test_put_makes_no_sense(people):
    assert people["admin"].client.put(url(people["student"])).status_code == 405


def names(reply):
    return [user["name"] for user in reply.json()["results"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"search": "in"}, ["Ina"]),
        ({"search": "OTTO"}, ["Otto"]),
        ({"search": "òt"}, ["Otto"]),
        ({"search": "nobody"}, []),
        ({"search": "   "}, ["Adi", "Ina", "Otto", "Stu"]),
        ({"role": "instructor"}, ["Ina"]),
        ({"role": "admin"}, ["Adi"]),
        ({"role": "admin", "search": "ina"}, []),
        ({"search": "a", "page_size": 1}, ["Adi"]),
    ],
)
def test_administrators_search_and_filter(people, query, found):
    assert names(people["admin"].client.get(URL, query)) == found


def test_administrators_search_by_username_and_address(people):
    admin, student = people["admin"].client, people["student"]

    assert names(admin.get(URL, {"search": student.username.upper()})) == ["Stu"]
    assert names(admin.get(URL, {"search": f"{student.username.upper()}@exa"})) == ["Stu"]
    assert names(admin.get(URL, {"search": "@"})) == []


def test_others_cannot_search(people, api):
    for client in (api, people["student"].client, people["instructor"].client):
        reply = client.get(URL, {"search": people["student"].email, "role": "student"})
        assert [user["name"] for user in reply.json()["results"]] == ["Ina"]


@pytest.mark.parametrize("query", [{"role": "king"}, {"search": "x" * 101}, {"search": "a\x00"}])
def test_malformed_search_is_refused(people, query):
    assert people["admin"].client.get(URL, query).status_code == 400


def test_search_is_few_commands(people, mongo_commands):
    with mongo_commands.at_most(3):  # who asks, the page and the count
        people["admin"].client.get(URL, {"search": "o", "page_size": 1})


def test_administrators_change_name_and_address(people):
    admin, student = people["admin"].client, people["student"]

    reply = admin.patch(url(student), {"name": "Stuart", "email": "Stuart@example.org"})

    assert reply.status_code == 200
    assert (reply.json()["name"], reply.json()["email"]) == ("Stuart", "Stuart@example.org")
    assert student.client.get("/api/auth/user/").json()["name"] == "Stuart"
    assert names(admin.get(URL, {"search": "stuart"})) == ["Stuart"]


def test_address_that_somebody_has_is_refused_and_changes_nothing(people):
    admin, student = people["admin"].client, people["student"]

    reply = admin.patch(url(student), {"name": "New", "email": people["other"].email.upper()})

    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, "email")
    assert student.client.get("/api/auth/user/").json()["name"] == "Stu"


def test_closed_account_is_out_at_once_and_back_when_opened(people):
    admin, student = people["admin"].client, people["student"]

    assert admin.patch(url(student), {"is_active": False}).json()["is_active"] is False
    assert student.client.get("/api/auth/user/").status_code == 401
    assert admin.patch(url(student), {"is_active": True}).json()["is_active"] is True
    assert student.client.get("/api/auth/user/").status_code == 401  # the session was ended


def test_administrator_cannot_close_their_own_account(people):
    reply = people["admin"].client.patch(url(people["admin"]), {"is_active": False})

    assert (reply.status_code, reply.json()["code"]) == (409, "own_role")


@pytest.mark.parametrize("change", [{"roles": []}, {"is_active": False}])
def test_two_administrators_who_act_on_each_other_leave_one(people, change, in_threads):
    one, two = people["admin"], make_person(name="Zoe", roles=["admin"])

    replies = in_threads(
        [
            lambda: one.client.patch(url(two), change),
            lambda: two.client.patch(url(one), change),
        ]
    )

    assert Account.objects.filter(is_staff=True, is_active=True).count() == 1
    assert sorted(reply.status_code for reply in replies)[0] == 200
    assert sorted(reply.status_code for reply in replies)[1] in {401, 403, 404, 409}


def test_administrators_end_sessions(people):
    admin, student = people["admin"].client, people["student"]

    assert admin.post(f"{url(student)}revoke-sessions/").json() == {"revoked": 1}
    assert student.client.get("/api/auth/user/").status_code == 401
    assert admin.get("/api/auth/user/").status_code == 200


@pytest.mark.parametrize("path", ["invite", "revoke-sessions"])
@pytest.mark.parametrize(
    ("who", "whom", "status"),
    [
        ("nobody", "student", 401),
        ("student", "student", 403),
        ("student", "instructor", 403),
        ("student", "other", 404),
        ("instructor", "student", 404),
    ],
)
def test_others_cannot_manage_people(who, whom, status, path, people, api):
    assert as_(who, people, api).post(f"{url(people[whom])}{path}/").status_code == status
