"""How many commands the catalogue sends with 2,000 courses and 20,000 lessons: as many as with 200 courses.

It takes 20 to 25 seconds of CPU, nearly all of them in the embedded store, to fill one of its own (5 ms a course, half
a millisecond a lesson); it is thrown away whole, because emptying the common one takes as long again.
"""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import batched

import pytest
from bson import ObjectId
from django.conf import settings

from config.invented.courses import invent_course
from config.invented.people import invent_instructor
from config.invented.plan import SchoolPlan
from lyceum.accounts import public as accounts
from lyceum.catalog import public as catalog
from lyceum.catalog.documents import courses, lessons
from lyceum.catalog.selectors.categories import get_shelf
from lyceum.catalog.services.search import forget_catalogue
from lyceum.platform import cache, mongo
from tests import stores

FEW, MANY, LESSONS = 200, 2_000, 20_000
AT_MOST, FACETS_AT_MOST = 4, 6
PLAN = SchoolPlan(
    seed=1, course_count=MANY, student_count=1, enrollment_count=0, until=datetime(2026, 11, 1, tzinfo=UTC)
)
# Where more than 1,000 courses match, those whose title does are asked for by themselves.
BROAD = {"search that most courses match": 1}
LISTS = {
    "first page": {},
    "second page": {"page": "2"},
    "category": {"category": "programming"},
    "level": {"level": "beginner"},
    "language": {"language": "en"},
    "free": {"price": "free"},
    "paid": {"price": "paid"},
    "instructor": {"instructor": str(PLAN.instructor_id(0))},
    "search": {"search": "introduction"},
    "search of several words": {"search": "introduction part"},
    "search that most courses match": {"search": "learn"},
    "search by title": {"search": "learn", "ordering": "title"},
    "everything at once": {"search": "introduction", "language": "en", "level": "beginner"},
    "most enrolled": {"ordering": "-enrollment_count"},
    "cheapest": {"ordering": "price"},
}


@pytest.fixture
def own_store(_clean_state, tmp_path, monkeypatch):
    """A store that goes when the test ends."""
    with stores.mongo_server(tmp_path) as uri, monkeypatch.context() as changed:
        connect_anew()
        changed.setattr(settings, "MONGODB_URI", f"{uri}scale")
        changed.setattr(settings, "MONGODB_TIMEOUT_MS", 60_000)
        mongo.ensure_indexes()
        yield
        connect_anew()


def connect_anew():
    mongo.client().close()
    mongo._connect.cache_clear()


def fill(numbers):
    """Store courses of the made-up school, with short lessons: the requests measured here read none of them."""
    for some in batched(numbers, 100, strict=False):
        catalog.insert_courses([shortened(invent_course(PLAN, number)) for number in some])


def shortened(course):
    """Return a course with few words and ten short lessons, which the store takes soonest."""
    [lesson, *_] = course.sections[0].lessons
    ten = tuple(replace(lesson, lesson_id=ObjectId(), title=f"Part {number}", content="Text.") for number in range(10))
    draft = replace(course.draft, summary="Learn it.", tags=())
    return replace(course, draft=draft, sections=(replace(course.sections[0], lessons=ten),))


def paths():
    [shown] = courses.find({"status": "published"}, limit=1)
    lists = {name: ("/api/courses/", {"page_size": "2", **query}) for name, query in LISTS.items()}
    return {**lists, "course": (f"/api/courses/{shown.id}/", {}), "outline": (f"/api/courses/{shown.id}/outline/", {})}


def costs(api, watch, asked, *, forget):
    """Return how many commands each request sends after something was forgotten."""
    sent = {}
    for name, (path, query) in asked.items():
        forget()
        before = len(watch.counted)
        reply = api.get(path, query)
        assert reply.status_code == 200, reply.data
        assert "results" not in reply.data or len(reply.data["results"]) == 2, name
        sent[name] = len(watch.counted) - before
    return sent


@pytest.mark.usefixtures("own_store")
def test_requests_send_as_few_commands_with_2000_courses_as_with_200(api, mongo_commands):
    with mongo_commands.paused():
        accounts.create_people([invent_instructor(PLAN, number) for number in range(PLAN.instructor_count)])
        fill(range(FEW))
        asked = paths()
    facets = {
        f"facets, {name}": ("/api/courses/facets/", query) for name, query in LISTS.items() if "ordering" not in query
    }
    few = measure(api, mongo_commands, asked, facets)
    with mongo_commands.paused():
        fill(range(FEW, MANY))
        assert courses.count({}, limit=MANY + 1) == MANY
        assert lessons.count({}, limit=LESSONS + 1) == LESSONS
    many = measure(api, mongo_commands, asked, facets)
    assert many == few | {name: few[name] + more for name, more in BROAD.items()}
    for name, sent in many.items():
        assert sent <= (FACETS_AT_MOST if name.startswith("facets") else AT_MOST), many
    check_facets_are_counted_once(api, mongo_commands)


def measure(api, watch, asked, facets):
    """Return what pages cost while only the names of categories are cached, and facets after the catalogue changed."""

    def empty_cache():
        cache.connection().flushdb()
        with watch.paused():
            api.get("/api/categories/")  # makes the tokens of the cache
            get_shelf()

    pages = costs(api, watch, asked, forget=empty_cache)
    return {**pages, **costs(api, watch, facets, forget=forget_catalogue)}


def check_facets_are_counted_once(api, watch):
    """They are read once for each change of the catalogue, whoever asks."""
    query = {"language": "en"}
    for _ in range(2):
        forget_catalogue()
        with watch.at_most(FACETS_AT_MOST):
            counted = api.get("/api/courses/facets/", query).data
        with watch.at_most(0):
            assert api.get("/api/courses/facets/", query).data == counted
