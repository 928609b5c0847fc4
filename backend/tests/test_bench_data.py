"""`lyceum bench-data`: a school for measuring, with counters as true as if people had come one by one."""

import io
from collections import Counter
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command

from config.invented.chance import share_out
from config.invented.courses import invent_course
from config.invented.learning import invent_places
from config.invented.plan import SchoolPlan
from lyceum.accounts.models import Account
from lyceum.accounts.tests.factories import make_person
from lyceum.analytics.documents import day_totals, lesson_totals, totals
from lyceum.analytics.selectors.figures import SITE_ID
from lyceum.catalog.documents import categories, courses, facet_counts, lessons, outlines
from lyceum.catalog.rules.outlines import lessons_of
from lyceum.catalog.services.facet_counts import recount_facets
from lyceum.learning.documents import enrollments, progress
from lyceum.platform import mongo

SIZES = {"courses": 12, "students": 20, "enrollments": 90, "until": "2026-11-01"}
ALL = 10_000
PASSWORD = "a password for a made-up student"


def make(**changes):
    out = io.StringIO()
    call_command("bench_data", **{"into": mongo.database().name, **SIZES, **changes}, stdout=out)
    return out.getvalue()


def invented(*, seed):
    plan = SchoolPlan(
        seed=seed, course_count=9, student_count=12, enrollment_count=40, until=datetime(2026, 11, 1, tzinfo=UTC)
    )
    return [(course, list(invent_places(plan, course))) for course in map(partial(invent_course, plan), range(9))]


def everything(*collections):
    return [collection.find({}, sort=[("_id", 1)], limit=ALL) for collection in collections]


def test_a_school_is_whole_and_what_it_counts_is_what_is_there(mongo_commands):
    said = make()
    assert f"{SIZES['courses']} courses, " in said
    assert "lyceum manage changepassword bench1-student-1" in said
    with mongo_commands.paused():  # it reads whole collections, as only a test may
        check_courses()
        check_learning()
        before = everything(categories, facet_counts)
        recount_facets()
        assert everything(categories, facet_counts) == before


def check_courses():
    found, places = everything(courses, enrollments)
    outline_of = {item.id: lessons_of(item.sections) for item in outlines.find({}, limit=ALL)}
    assert all(item.lesson_count == len(outline_of[item.id]) for item in found)
    assert lessons.count({}, limit=ALL) == sum(map(len, outline_of.values())) > len(found)
    per_course = Counter(item.course_id for item in places)
    assert {item.id: item.enrollment_count for item in found if item.enrollment_count} == dict(per_course)
    assert not any(item.enrollment_count for item in found if item.status == "draft")


def check_learning():
    places, done = everything(enrollments, progress)
    assert len(places) == SIZES["enrollments"]
    per_place = Counter(item.enrollment_id for item in done)
    assert {item.id: item.completed_count for item in places if item.completed_count} == dict(per_place)
    site = totals.find_by_id(SITE_ID)
    assert (site.enrollment_count, site.completed_count) == (len(places), len(done))
    assert site.finished_count == sum(100 in item.milestones for item in places) > 0
    assert sum(item.completed_count for item in lesson_totals.find({}, limit=ALL)) == len(done)
    active = Counter(day for _, day in {(item.student_id, item.completed_at.date().isoformat()) for item in done})
    of_site = day_totals.find({"scope_id": SITE_ID}, limit=ALL)
    assert {item.day: item.active_count for item in of_site if item.active_count} == dict(active)


def test_what_was_made_is_found_by_its_words(api):
    make(courses=4, students=2, enrollments=0)
    published = api.get("/api/courses/").data["results"]
    for course in published:
        found = api.get("/api/courses/", {"search": course["title"]}).data["results"]
        assert course["id"] in {item["id"] for item in found}
    assert published


def test_who_was_made_can_learn_once_they_have_a_password(api):
    make(courses=2, students=3, enrollments=6)
    account = Account.objects.get(username="bench1-student-2")
    assert not account.has_usable_password()
    account.set_password(PASSWORD)
    account.save()
    token = api.post("/api/auth/login/", {"username": account.username, "password": PASSWORD}).data["access"]
    own = api.get("/api/enrollments/", HTTP_AUTHORIZATION=f"Bearer {token}").data
    assert own["count"] == 2


def test_the_same_seed_and_day_make_the_same_and_another_seed_another():
    assert invented(seed=1) == invented(seed=1)
    assert not {course.course_id for course, _ in invented(seed=1)} & {
        course.course_id for course, _ in invented(seed=2)
    }


def test_schools_of_two_seeds_stand_side_by_side():
    make(courses=2, students=3, enrollments=4)
    make(courses=2, students=3, enrollments=4, seed=2)
    assert Account.objects.count() == 8
    assert totals.find_by_id(SITE_ID).enrollment_count == 8
    assert all(category.course_count for category in categories.find({}, limit=ALL))


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"into": ""}, "This fills the site with people and courses that do not exist"),
        ({"into": "another"}, "say --into "),
        ({"courses": 0}, "Make at least one course and one student"),
        ({"enrollments": -1}, "nothing may be negative"),
        ({"courses": 1, "students": 5, "enrollments": 6}, "There is room for 5 enrollments"),
        ({"until": "yesterday"}, "'yesterday' is no day"),
    ],
)
def test_what_cannot_be_made_is_refused_and_nothing_is_stored(changes, refusal):
    with pytest.raises(CommandError, match=refusal):
        make(**changes)
    assert courses.find({}, limit=1) == []
    assert not Account.objects.exists()


def test_a_school_that_is_there_is_not_made_again():
    make_person(username="bench7-instructor-1")
    with pytest.raises(CommandError, match="choose another --seed"):
        make(seed=7)
    assert courses.find({}, limit=1) == []


@pytest.mark.parametrize(
    ("total", "among", "at_most"), [(0, 3, 5), (7, 1, 7), (100, 10, 12), (1_000, 10, 100), (5, 9, 1)]
)
def test_parts_by_zipfs_law_add_up_and_keep_to_their_limit(total, among, at_most):
    parts = share_out(total, among=among, at_most=at_most)
    assert sum(parts) == total
    assert len(parts) == among
    assert all(0 <= part <= at_most for part in parts)
    assert all(first >= second - 1 for first, second in pairwise(parts))
