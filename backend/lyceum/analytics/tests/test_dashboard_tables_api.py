"""The tables of dashboards as CSV, through the HTTP API."""

import csv

import pytest

from lyceum.accounts.tests.factories import make_person
from lyceum.analytics.selectors.tables import DASHBOARD_TABLES
from lyceum.catalog.tests.factories import make_course
from lyceum.learning.tests.factories import complete, enroll

EVERYBODYS = ("courses", "recent")
TITLE = "=Algebra"


@pytest.fixture
def teacher():
    return make_person(roles=("instructor",))


@pytest.fixture
def student(teacher, run_outbox):
    course = make_course(teacher, lessons=4, title=TITLE)
    made = make_person()
    enroll(made, course)
    complete(made, course.lesson_ids[0])
    run_outbox()
    return made


def table(person, name):
    answer = person.client.get(f"/api/dashboard/{name}/csv/")
    assert answer.status_code == 200, (name, answer)
    assert answer["content-disposition"] == f'attachment; filename="{name}.csv"'
    return list(csv.reader(b"".join(answer.streaming_content).decode().splitlines()))


def test_what_a_dashboard_shows_can_be_had_as_tables_in_which_no_cell_is_a_formula(teacher, student):
    [head, row] = table(student, "courses")
    assert (head[0], row[0], row[3:]) == ("course", f"'{TITLE}", ["1", "4", "25"])
    [_, recent] = table(student, "recent")
    assert recent[0] == f"'{TITLE}"
    assert table(teacher, "teaching")[1:] == [[f"'{TITLE}", "1", "0", "25"]]


def test_administrators_have_tables_of_the_site(teacher, student):
    admin = make_person(roles=("admin",))
    seen = admin.client.get("/api/dashboard/").json()["admin"]
    assert [row[1:] for row in table(admin, "days")[1:]] == [["1", "1", "1"]]
    assert dict(table(admin, "people")[1:]) == {"student": "3", "instructor": "1", "admin": "1", "all": "3"}
    assert dict(table(admin, "catalogue")[1:]) == {"draft": "0", "published": "1", "archived": "0"}
    assert dict(table(admin, "outbox")[1:])["dead"] == str(seen["outbox"]["dead"])
    assert {"files", "bytes of files", "data bytes", "index bytes"} < set(dict(table(admin, "storage")[1:]))


def test_tables_of_roles_that_one_does_not_have_are_refused(teacher, student, api):
    for name in DASHBOARD_TABLES:
        url = f"/api/dashboard/{name}/csv/"
        assert api.get(url).status_code == 401
        assert student.client.get(url).status_code == (200 if name in EVERYBODYS else 403)
        assert teacher.client.get(url).status_code == (200 if name in (*EVERYBODYS, "teaching") else 403)
    assert teacher.client.get("/api/dashboard/secrets/csv/").status_code == 404
