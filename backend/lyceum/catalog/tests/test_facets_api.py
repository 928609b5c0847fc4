"""`GET courses/facets/`."""

from functools import partial

import pytest

from lyceum.catalog.documents import courses, facet_counts
from lyceum.catalog.rules.facets import FacetKey
from lyceum.catalog.selectors.facets import load_facets
from lyceum.catalog.selectors.listings import CourseFilter
from lyceum.catalog.services.facet_counts import recount_facets
from lyceum.catalog.tests.conftest import enroll
from lyceum.catalog.tests.factories import make_category, make_course

URL = "/api/courses/facets/"


def counts(client, facet, **query):
    reply = client.get(URL, query)
    assert reply.status_code == 200, reply.data
    return {item["value"]: item["count"] for item in reply.data[facet]}


def counted(client):
    return {facet: counts(client, facet) for facet in ("category", "level", "language", "price", "instructor")}


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
def test_a_part_of_the_catalogue_says_when_more_match_than_are_counted_and_the_whole_is_exact(people):
    whole = load_facets(CourseFilter(), limit=1)
    assert (sum(item.count for item in whole.level), whole.count_is_lower_bound) == (3, False)
    beginners = load_facets(CourseFilter(level="beginner"), limit=1)
    assert (sum(item.count for item in beginners.level), sum(item.count for item in beginners.price)) == (3, 2)
    assert beginners.count_is_lower_bound is True
    advanced = load_facets(CourseFilter(level="advanced"), limit=1)
    assert (sum(item.count for item in advanced.language), advanced.count_is_lower_bound) == (1, False)
    assert people.visitor.get(URL).data["count_is_lower_bound"] is False


def test_what_happens_to_a_course_moves_its_counts(people, run_outbox):
    shelf = [make_category(slug=slug) for slug in ("maths", "music")]
    made = make_course(people.instructor, lessons=1, category_id=shelf[0].id)
    before = {"category": {"maths": 1}, "level": {"beginner": 1}, "language": {"en": 1}, "price": {"free": 1}}
    assert counted(people.visitor) == {**before, "instructor": {people.instructor.id: 1}}
    changes = {"category": str(shelf[1].id), "level": "advanced", "language": "de", "price": "5.00"}
    changed = people.admin.client.patch(made.url, {**changes, "instructor": people.other.id})
    assert changed.status_code == 200
    after = {"category": {"music": 1}, "level": {"advanced": 1}, "language": {"de": 1}, "price": {"paid": 1}}
    assert counted(people.visitor) == {**after, "instructor": {people.other.id: 1}}
    people.other.client.post(f"{made.url}copy/")
    run_outbox()
    people.other.client.post(f"{made.url}publish/")
    assert counted(people.visitor)["level"] == {"advanced": 1}  # a copy is a draft, and this one was public
    people.other.client.post(f"{made.url}archive/")
    people.other.client.post(f"{made.url}archive/")
    assert counted(people.visitor)["level"] == {}
    people.other.client.post(f"{made.url}publish/")
    assert counted(people.visitor)["level"] == {"advanced": 1}
    erased = people.admin.client.post(f"{made.url}erase/", {"confirm": made.slug})
    assert erased.status_code == 202
    assert counted(people.visitor) == {facet: {} for facet in [*before, "instructor"]}


def test_writes_at_the_same_moment_are_all_counted_and_a_recount_changes_nothing(people, in_threads):
    drafts = [make_course(people.instructor, lessons=1, published=False) for _ in range(3)]
    public = [make_course(people.instructor, lessons=1) for _ in range(3)]
    calls = [(people.instructor.client.post, f"{item.url}publish/") for item in [*drafts, *drafts]]
    calls += [(people.instructor.client.post, f"{item.url}archive/") for item in [public[0], public[0], drafts[0]]]
    calls += [(people.instructor.client.delete, public[1].url)]
    replies = in_threads([*(partial(send, url) for send, url in calls), recount_facets])
    assert {reply.status_code for reply in replies if reply is not None} <= {200, 204}
    found = courses.find({"status": "published"}, limit=10)
    assert counted(people.visitor)["level"] == {"beginner": len(found)}
    assert counted(people.visitor)["instructor"] == {people.instructor.id: len(found)}
    facet_counts.update({"_id": FacetKey("level", "beginner").counter_id}, {"$inc": {"count": 7}})
    facet_counts.delete({"_id": FacetKey("language", "en").counter_id})
    recount_facets()
    assert (counted(people.visitor)["level"], counted(people.visitor)["language"]) == (
        {"beginner": len(found)},
        {"en": len(found)},
    )


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
