"""`GET courses/facets/`."""

import pytest

from lyceum.catalog.selectors.facets import count_facets
from lyceum.catalog.selectors.listings import CourseFilter
from lyceum.catalog.tests.conftest import enroll
from lyceum.catalog.tests.factories import make_category, make_course

URL = "/api/courses/facets/"


def counts(client, facet, **query):
    reply = client.get(URL, query)
    assert reply.status_code == 200, reply.data
    return {item["value"]: item["count"] for item in reply.data[facet]}


@pytest.fixture
def shelf(people):
    maths = make_category(name="Maths", slug="maths")
    make_course(people.instructor, title="Algebra", lessons=0, category_id=maths.id, language="de")
    make_course(people.instructor, title="Geometry", lessons=0, category_id=maths.id, price_cents=500)
    make_course(people.other, title="Painting", lessons=0, level="advanced")
    make_course(people.other, title="Hidden", lessons=0, published=False)


@pytest.mark.usefixtures("shelf")
def test_published_courses_are_counted_by_what_they_share(people):
    reply = people.visitor.get(URL)
    assert reply.status_code == 200
    assert reply.data["category"] == [{"value": "maths", "label": "Maths", "count": 2}]
    assert {item["value"]: item["count"] for item in reply.data["level"]} == {"beginner": 2, "advanced": 1}
    assert {item["value"]: item["count"] for item in reply.data["language"]} == {"en": 2, "de": 1}
    assert {item["value"]: item["count"] for item in reply.data["price"]} == {"free": 2, "paid": 1}
    assert reply.data["instructor"] == [
        {"value": people.instructor.id, "label": "Ines Instructor", "count": 2},
        {"value": people.other.id, "label": "Otto Other", "count": 1},
    ]


@pytest.mark.usefixtures("shelf")
def test_filters_of_the_list_narrow_the_other_facets(people):
    assert counts(people.visitor, "level", category="maths") == {"beginner": 2}
    assert counts(people.visitor, "language", search="alg") == {"de": 1}
    assert counts(people.visitor, "category", instructor=people.other.id) == {}
    assert counts(people.visitor, "price", category="maths", language="de") == {"free": 1}
    assert counts(people.visitor, "level", category="nothing") == {}


@pytest.mark.usefixtures("shelf")
def test_a_filter_leaves_its_own_facet_and_all_others_narrow_that(people):
    assert counts(people.visitor, "category", category="nothing") == {"maths": 2}
    assert counts(people.visitor, "level", level="advanced") == {"beginner": 2, "advanced": 1}
    assert counts(people.visitor, "language", language="de", level="beginner") == {"en": 1, "de": 1}
    assert counts(people.visitor, "price", price="paid", category="maths") == {"free": 1, "paid": 1}
    assert counts(people.visitor, "price", price="paid", search="alg") == {"free": 1}
    by_instructor = counts(people.visitor, "instructor", instructor=people.other.id, level="beginner")
    assert by_instructor == {people.instructor.id: 2}


@pytest.mark.usefixtures("shelf")
def test_every_filter_at_once_costs_one_read_a_facet(people, mongo_commands):
    everything = {
        "category": "maths",
        "level": "beginner",
        "language": "de",
        "price": "free",
        "instructor": people.instructor.id,
        "search": "algebra",
    }
    people.visitor.get(URL)  # makes the tokens
    with mongo_commands.at_most(6):
        assert counts(people.visitor, "level", **everything) == {"beginner": 1}
    with mongo_commands.at_most(0):
        assert counts(people.visitor, "price", **everything) == {"free": 1}


@pytest.mark.usefixtures("shelf")
def test_counts_say_when_more_courses_match_than_are_counted(people):
    exact = count_facets(CourseFilter(), limit=3)
    assert (sum(item.count for item in exact.level), exact.count_is_lower_bound) == (3, False)
    cut = count_facets(CourseFilter(), limit=2)
    assert (sum(item.count for item in cut.level), cut.count_is_lower_bound) == (2, True)
    wider = count_facets(CourseFilter(level="advanced"), limit=2)  # all levels are more than the limit, advanced is not
    assert (sum(item.count for item in wider.language), wider.count_is_lower_bound) == (1, True)
    assert people.visitor.get(URL).data["count_is_lower_bound"] is False


@pytest.mark.usefixtures("shelf")
def test_drafts_are_counted_for_nobody(people):
    assert counts(people.other.client, "instructor", mine="true", status="draft")[people.other.id] == 1


@pytest.mark.usefixtures("shelf")
def test_facets_are_counted_once_until_a_course_changes(people, mongo_commands):
    people.visitor.get(URL)  # makes the tokens
    with mongo_commands.at_most(6):
        people.visitor.get(URL)
    with mongo_commands.at_most(0):
        assert counts(people.visitor, "level") == {"beginner": 2, "advanced": 1}
    added = make_course(people.instructor, lessons=0)
    assert counts(people.visitor, "level") == {"beginner": 3, "advanced": 1}
    enroll(people.student, added)
    people.instructor.client.post(f"{added.url}archive/")
    assert counts(people.visitor, "level") == {"beginner": 2, "advanced": 1}


@pytest.mark.parametrize("query", [{"level": "expert"}, {"price": "cheap"}, {"instructor": "x"}])
def test_malformed_filters_are_refused(people, query):
    refused = people.visitor.get(URL, query)
    assert (refused.status_code, refused.data["errors"][0]["field"]) == (400, next(iter(query)))
