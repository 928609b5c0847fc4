"""What filters, facets, searches, orderings, nested addresses and guessed ids must not tell."""

import itertools
import re
from dataclasses import dataclass

import pytest

from lyceum.catalog.tests.factories import TestCourse, make_category, make_course
from lyceum.catalog.tests.files import PNG_FILE, upload

COURSES = "/api/courses/"
FACETS = "/api/courses/facets/"
NOTHING = "0" * 24
FACET_NAMES = ("category", "level", "language", "price", "instructor")


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """A public course with a private lesson text, a draft and an archived course, and the words that give them away."""

    open: TestCourse
    draft: TestCourse
    archived: TestCourse
    media_id: str
    secrets: tuple[str, ...]


@pytest.fixture
def catalogue(people) -> Catalogue:
    hidden = {"language": "eo", "level": "advanced", "price_cents": 4_200, "category_id": make_category(slug="rare").id}
    shown = make_course(people.instructor, title="Open", lessons=1)
    people.instructor.client.patch(shown.lesson_urls[0], {"title": "Start", "content": "A quagga ran."})
    draft = make_course(people.instructor, title="Zebrafish", summary="Of an axolotl.", published=False, **hidden)
    people.instructor.client.patch(draft.lesson_urls[0], {"title": "Okapi"})
    archived = make_course(people.instructor, title="Narwhal", archived=True, **hidden)
    media = upload(people.instructor.client, PNG_FILE, course=draft.id)
    secrets = ("quagga", "zebrafish", "axolotl", "okapi", "narwhal")
    return Catalogue(
        open=shown,
        draft=draft,
        archived=archived,
        media_id=media.data["id"],
        secrets=(*secrets, people.instructor.email, people.instructor.username),
    )


@pytest.fixture
def strangers(people):
    """A visitor, a student and another instructor, none of whom has a part in the courses."""
    return [people.visitor, people.student.client, people.other.client]


def no_secret_in(reply, catalogue) -> None:
    text = reply.content.decode().casefold()
    told = [word for word in catalogue.secrets if word.casefold() in text]
    assert not told, told


def test_searches_find_nothing_by_hidden_words(strangers, catalogue):
    words = (*catalogue.secrets, "^zebrafish", "open quagga", "start okapi", "zeb", "example.com")
    for stranger, word in itertools.product(strangers, words):
        for ordering in ({}, {"ordering": "title"}, {"ordering": "-published_at"}):
            reply = stranger.get(COURSES, {"search": word, **ordering})
            assert (reply.data["count"], reply.data["results"]) == (0, []), word
        facets = stranger.get(FACETS, {"search": word}).data
        assert [facets[name] for name in FACET_NAMES] == [[]] * len(FACET_NAMES), word


def test_filters_list_and_count_public_courses_only(people, strangers, catalogue):
    of_author = {"instructor": people.instructor.id}
    hidden = [
        {"status": "draft"},
        {"status": "archived"},
        {"status": "draft", **of_author},
        {"status": "draft", "mine": "true"},
        {"status": "archived", "mine": "true", **of_author},
        {"mine": "true", **of_author},
        {"language": "eo"},
        {"level": "advanced"},
        {"price": "paid"},
        {"category": "rare"},
    ]
    for stranger, query in itertools.product(strangers, hidden):
        reply = stranger.get(COURSES, query)
        assert (reply.status_code, reply.data["count"], reply.data["results"]) == (200, 0, []), query
    unknown = [{"instructor__email": people.instructor.email}, {"title__startswith": "Z"}, {"q": "zebra"}, {"id": "1"}]
    shown = [{}, of_author, {"status": "published"}, {"ordering": "title"}, *unknown]
    for stranger, query in itertools.product(strangers, shown):
        reply = stranger.get(COURSES, query)
        assert ([item["title"] for item in reply.data["results"]], reply.data["count"]) == (["Open"], 1), query
        no_secret_in(reply, catalogue)


def test_facets_count_public_courses_only(people, strangers, catalogue):
    author = {"value": people.instructor.id, "label": "Ines Instructor", "count": 1}
    of_author = {"instructor": people.instructor.id}
    queries = ({}, {"status": "draft"}, {"mine": "true"}, {"level": "beginner"}, of_author)
    for stranger, query in itertools.product(strangers, queries):
        reply = stranger.get(FACETS, query)
        shown = {name: [(item["value"], item["count"]) for item in reply.data[name]] for name in ("level", "language")}
        assert shown == {"level": [("beginner", 1)], "language": [("en", 1)]}, query
        assert (reply.data["category"], reply.data["instructor"]) == ([], [author]), query
        no_secret_in(reply, catalogue)
    assert people.visitor.get("/api/categories/").data["results"][0]["course_count"] == 0


def test_lists_are_ordered_by_nothing_else_than_what_is_listed(strangers, catalogue):
    fields = ["instructor__email", "-instructor.email", "email", "search_words", "description", "_id", "status"]
    for stranger, ordering in itertools.product(strangers, fields):
        reply = stranger.get(COURSES, {"ordering": ordering})
        assert (reply.status_code, reply.data["errors"][0]["field"]) == (400, "ordering")
        no_secret_in(reply, catalogue)


def addresses_of(course: TestCourse) -> list[str]:
    nested = ["", "outline/", "checklist/", "sections/", "publish/", "archive/", "copy/", "erase/"]
    return [*(f"{course.url}{part}" for part in nested), f"/api/lessons/?course={course.id}", *course.lesson_urls]


def test_a_hidden_course_cannot_be_told_from_one_that_is_not_there(strangers, catalogue):
    methods = ("get", "put", "patch", "post", "delete")
    urls = [*addresses_of(catalogue.draft), *addresses_of(catalogue.archived)]
    for stranger, url, method in itertools.product(strangers, urls, methods):
        missing = re.sub("[0-9a-f]{24}", NOTHING, url)
        hidden, absent = (getattr(stranger, method)(address, {}) for address in (url, missing))
        assert hidden.status_code in {400, 401, 404, 405}, (method, url)
        same = [{**reply.data, "request_id": ""} for reply in (hidden, absent)]
        assert same[0] == same[1], (method, url)
        no_secret_in(hidden, catalogue)
    guesses = [catalogue.draft.slug, catalogue.draft.id.upper(), f"{catalogue.draft.id}%00", "%24ne"]
    for stranger, guess in itertools.product(strangers, guesses):
        assert stranger.get(f"{COURSES}{guess}/").status_code == 404
    for stranger in strangers:
        assert stranger.get(f"/api/media/{catalogue.media_id}/").status_code in {401, 404}


def test_a_public_course_shows_strangers_neither_texts_nor_addresses(strangers, catalogue):
    course = catalogue.open
    for stranger in strangers:
        for url in (course.url, f"{course.url}outline/", f"/api/lessons/?course={course.id}"):
            reply = stranger.get(url)
            assert reply.status_code == 200
            no_secret_in(reply, catalogue)
        refused = stranger.get(course.lesson_urls[0])
        assert refused.status_code in {401, 403}
        no_secret_in(refused, catalogue)
