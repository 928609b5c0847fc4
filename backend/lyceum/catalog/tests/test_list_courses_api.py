"""`GET courses/`: the catalogue, filters, order and search."""

import pytest

from lyceum.catalog.documents import courses
from lyceum.catalog.selectors.listings import RELEVANCE, CourseFilter, list_courses
from lyceum.catalog.services.courses import count_enrollment
from lyceum.catalog.services.search import COURSES_AT_ONCE, index_all_courses
from lyceum.catalog.tests.factories import make_category, make_course, multiply_course
from lyceum.platform import outbox
from lyceum.platform.actors import ANONYMOUS
from lyceum.platform.paging import PageRequest

URL = "/api/courses/"


def titles(client, **query):
    reply = client.get(URL, query)
    assert reply.status_code == 200, reply.data
    return [item["title"] for item in reply.data["results"]]


def test_everybody_sees_published_courses_newest_first(people):
    first = make_course(people.instructor, title="First")
    make_course(people.other, title="Second")
    make_course(people.instructor, title="Draft", published=False)
    make_course(people.instructor, title="Archived", archived=True)
    reply = people.visitor.get(URL)
    assert [item["title"] for item in reply.data["results"]] == ["Second", "First"]
    shown = reply.data["results"][1]
    assert shown["id"] == first.id
    assert shown["instructor"] == {"id": people.instructor.id, "name": "Ines Instructor"}
    assert (shown["price"], shown["published"], shown["lesson_count"]) == ("0.00", True, 3)
    assert "description" not in shown


def test_a_page_costs_a_fixed_number_of_commands(people, mongo_commands):
    for _ in range(5):
        make_course(people.instructor, lessons=0, category_id=make_category().id)
    with mongo_commands.at_most(4):  # page, count, people, categories
        first = people.visitor.get(URL, {"page_size": 2})
    assert (first.data["count"], first.data["previous"]) == (5, None)
    last = people.visitor.get(URL, {"page": 3, "page_size": 2})
    assert (len(last.data["results"]), last.data["next"]) == (1, None)


def test_pages_that_have_been_seen_cost_nothing_but_names(people, mongo_commands):
    make_course(people.instructor, title="Popular")
    made = make_course(people.other, title="Hidden soon")
    queries = {}, {"ordering": "-enrollment_count"}, {"search": "hidden"}
    for _ in range(2):  # the first one looks the pages up, the second one the courses
        before = [titles(people.student.client, **query) for query in queries]
    with mongo_commands.at_most(len(queries)):  # the instructors
        assert [titles(people.student.client, **query) for query in queries] == before
    count_enrollment(made.course_id, change=1)
    assert titles(people.student.client, ordering="-enrollment_count") == ["Hidden soon", "Popular"]
    assert people.other.client.post(f"{URL}{made.id}/archive/").status_code == 200
    assert [titles(people.student.client, **query) for query in queries] == [["Popular"], ["Popular"], []]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"level": "advanced"}, ["Paid"]),
        ({"language": "de"}, ["Paid"]),
        ({"price": "free"}, ["Free"]),
        ({"price": "paid"}, ["Paid"]),
        ({"category": "maths"}, ["Paid"]),
        ({"category": "nothing"}, []),
        ({"category": "maths", "level": "beginner"}, []),
        ({"search": "fre", "price": "free"}, ["Free"]),
        ({"category": "", "level": "", "price": "", "search": ""}, ["Paid", "Free"]),
    ],
)
def test_filters_narrow_the_list(people, query, found):
    make_course(people.instructor, title="Free", lessons=0)
    make_course(
        people.instructor,
        title="Paid",
        lessons=0,
        price_cents=1_990,
        level="advanced",
        language="de",
        category_id=make_category(slug="maths").id,
    )
    assert titles(people.visitor, **query) == found


def test_the_courses_of_one_instructor_can_be_listed(people):
    make_course(people.instructor, title="Hers", lessons=0)
    make_course(people.other, title="His", lessons=0)
    assert titles(people.visitor, instructor=people.other.id) == ["His"]


@pytest.mark.parametrize("search", ["", "course"])
@pytest.mark.parametrize(
    ("ordering", "found"),
    [
        ("-published_at", ["b course", "Élan course", "A course"]),
        ("title", ["A course", "b course", "Élan course"]),
        ("price", ["b course", "A course", "Élan course"]),
        ("-enrollment_count", ["Élan course", "A course", "b course"]),
    ],
)
def test_lists_and_searches_can_be_ordered(people, search, ordering, found):
    for title, price, enrolled in [("A course", 500, 2), ("Élan course", 900, 3), ("b course", 0, 1)]:
        made = make_course(people.instructor, title=title, lessons=0, price_cents=price)
        courses.update({"_id": made.course_id}, {"$set": {"enrollment_count": enrolled}})
    assert titles(people.visitor, search=search, ordering=ordering) == found


@pytest.mark.parametrize(
    "search", ["rust", "RÚST", "owner", "rust owner", "ines", "systems", "borrow", "programm", "memory safe"]
)
def test_search_looks_at_every_text_of_a_course(people, search):
    made = make_course(
        people.instructor,
        title="Rust",
        summary="Ownership and borrowing",
        lessons=0,
        tags=("memory safety",),
        category_id=make_category(name="Systems programming").id,
    )
    make_course(people.other, title="Painting", lessons=1)
    assert titles(people.visitor, search=search) == [made.title]


def test_search_finds_lessons_and_follows_changes(people):
    made = make_course(people.instructor, title="One", lessons=1)
    people.instructor.client.patch(made.lesson_urls[0], {"title": "Photosynthesis"})
    assert titles(people.visitor, search="photo") == ["One"]
    people.instructor.client.patch(made.url, {"title": "Botany"})
    assert titles(people.visitor, search="botany") == ["Botany"]
    assert titles(people.visitor, search="one") == []


def test_pages_of_an_ordered_search_do_not_overlap(people):
    for number in range(5):
        make_course(people.instructor, title=f"Course {number}", lessons=0)
    pages = [titles(people.visitor, search="course", ordering="title", page=n, page_size=2) for n in (1, 2, 3)]
    assert [title for page in pages for title in page] == [f"Course {number}" for number in range(5)]


def test_mine_lists_own_courses_in_every_state(people):
    make_course(people.instructor, title="Draft", published=False, lessons=0)
    make_course(people.instructor, title="Public", lessons=0)
    make_course(people.other, title="His", published=False, lessons=0)
    assert titles(people.instructor.client, mine="true") == ["Public", "Draft"]
    assert titles(people.instructor.client, mine="true", status="draft") == ["Draft"]
    assert titles(people.student.client, mine="true") == []
    assert titles(people.visitor, mine="true") == []


@pytest.mark.parametrize(
    ("who", "found"),
    [("visitor", []), ("student", []), ("instructor", ["Hers"]), ("other", ["His"]), ("admin", ["His", "Hers"])],
)
def test_drafts_are_listed_for_their_instructor_and_admins(people, who, found):
    make_course(people.instructor, title="Hers", published=False, lessons=0)
    make_course(people.other, title="His", published=False, lessons=0)
    client = people.visitor if who == "visitor" else getattr(people, who).client
    assert sorted(titles(client, status="draft")) == sorted(found)


def test_drafts_of_somebody_else_cannot_be_asked_for(people):
    make_course(people.instructor, published=False, lessons=0)
    assert titles(people.other.client, status="draft", instructor=people.instructor.id) == []


@pytest.mark.parametrize(
    "query",
    [
        {"page": "0"},
        {"page": "x"},
        {"page": "100000"},
        {"page_size": "101"},
        {"level": "expert"},
        {"price": "cheap"},
        {"ordering": "version"},
        {"instructor": "x"},
        {"status": "hidden"},
        {"mine": "perhaps"},
        {"search": "x" * 201},
    ],
)
def test_malformed_queries_are_refused(people, query):
    refused = people.visitor.get(URL, query)
    assert (refused.status_code, refused.data["code"]) == (400, "invalid")
    assert refused.data["errors"][0]["field"] == next(iter(query))


@pytest.mark.parametrize(
    "name", ["search", "category", "level", "language", "price", "instructor", "ordering", "mine", "status", "page"]
)
def test_operators_in_queries_are_plain_text(people, name):
    make_course(people.instructor, lessons=0)
    reply = people.visitor.get(URL, {name: '{"$gt": ""}'})
    assert reply.status_code == 400 or reply.data["results"] == []


def test_a_new_name_of_an_instructor_is_shown_and_found(people, run_outbox):
    course = make_course(people.instructor, title="Hers")
    people.visitor.get(course.url)
    assert people.instructor.client.patch("/api/auth/user/", {"name": "Irma Renamed"}).status_code == 200
    assert people.visitor.get(course.url).data["instructor"]["name"] == "Irma Renamed"
    run_outbox()
    assert titles(people.visitor, search="irma") == ["Hers"]
    assert titles(people.visitor, search="ines") == []


def test_title_hits_come_first_and_the_newest_among_equals(people):
    make_course(people.instructor, title="Learning Rust", lessons=0)
    make_course(people.instructor, title="Rust in Action", lessons=0)
    make_course(people.instructor, title="Café Rust", lessons=0)
    make_course(people.instructor, title="Systems", lessons=0, tags=("rust",))
    found = titles(people.visitor, search="RÚST")
    assert found == ["Rust in Action", "Café Rust", "Learning Rust", "Systems"]
    assert titles(people.visitor, search="rust", ordering="-published_at")[0] == "Systems"
    assert titles(people.visitor, search="cafe rus") == ["Café Rust"]


def test_an_old_title_hit_comes_before_more_newer_courses_than_are_sorted(people, mongo_commands):
    make_course(people.instructor, title="Rust", lessons=0)
    make_course(people.instructor, title="Systems in Rust", lessons=0, level="advanced")
    mention = make_course(people.instructor, title="Of iron", summary="Systems can rust.", lessons=0)
    multiply_course(mention, 3)

    def found(search, **asked):
        wanted = CourseFilter(search=search, ordering=RELEVANCE, **asked)
        page = list_courses(wanted, actor=ANONYMOUS, page=PageRequest(), sorted_at_most=3)
        return [item.course.title for item in page.items], page.count_is_lower_bound

    found("rust", category="none")  # categories are in the cache now
    with mongo_commands.at_most(4):
        assert found("rust") == (["Rust", "Systems in Rust", "Of iron", "Of iron", "Of iron"], True)
    assert found("rus sys") == (["Systems in Rust", "Of iron", "Of iron", "Of iron"], True)
    assert found("rust", level="advanced") == (["Systems in Rust"], False)


def test_courses_are_found_by_the_new_name_of_their_category_a_bounded_number_at_a_time(people, run_outbox):
    category = make_category(name="Maths")
    made = make_course(people.instructor, title="Algebra", lessons=0, category_id=category.id)
    multiply_course(made, COURSES_AT_ONCE)
    url = f"/api/categories/{category.id}/"
    assert people.admin.client.patch(url, {"description": "Numbers"}).status_code == 200
    run_outbox()
    assert people.admin.client.patch(url, {"name": "Mathematics"}).status_code == 200
    assert [row.event for row in outbox.outbox_rows.find({}, limit=2)] == ["CategoryRenamed"]
    outbox.relay_once()
    assert people.visitor.get(URL, {"search": "mathematics"}).data["count"] == COURSES_AT_ONCE
    run_outbox()
    assert people.visitor.get(URL, {"search": "mathematics"}).data["count"] == COURSES_AT_ONCE + 1
    category_facet = people.visitor.get(f"{URL}facets/").data["category"]
    assert category_facet == [{"value": category.slug, "label": "Mathematics", "count": COURSES_AT_ONCE + 1}]


def test_all_courses_of_an_instructor_are_found_by_their_new_name(people, run_outbox):
    made = make_course(people.instructor, title="Algebra", lessons=0)
    multiply_course(made, 2 * COURSES_AT_ONCE)
    people.instructor.client.patch("/api/auth/user/", {"name": "Irma Renamed"})
    run_outbox()
    assert people.visitor.get(URL, {"search": "irma"}).data["count"] == 2 * COURSES_AT_ONCE + 1
    assert people.visitor.get(URL, {"search": "ines"}).data["count"] == 0


def test_courses_that_were_indexed_before_titles_were_marked_are_indexed_anew(people):
    made = make_course(people.instructor, title="Algebra", lessons=0)
    multiply_course(made, COURSES_AT_ONCE)
    for item in courses.find({"status": "published"}, limit=COURSES_AT_ONCE + 1):
        courses.update({"_id": item.id}, {"$set": {"search_terms": ["algebra"], "search_words": " algebra"}})
    index_all_courses()
    assert courses.count({"search_terms": "^alg"}, limit=100) == COURSES_AT_ONCE + 1
