"""The order of a course: `courses/{id}/outline/` and `sections/`."""

import pytest

from lyceum.catalog import public as catalog
from lyceum.catalog.public import QuizRef
from lyceum.catalog.tests.conftest import enroll
from lyceum.catalog.tests.factories import make_course


def order_of(outline):
    return [
        {"id": item["id"], "title": item["title"], "lessons": [lesson["id"] for lesson in item["lessons"]]}
        for item in outline["sections"]
    ]


def test_everybody_sees_the_outline_of_a_public_course(people):
    course = make_course(people.instructor, lessons=2, previews=1)
    outline = people.visitor.get(f"{course.url}outline/").data
    assert outline["course"] == course.id
    (section,) = outline["sections"]
    assert [lesson["preview"] for lesson in section["lessons"]] == [True, False]
    assert section["lessons"][0] == {
        "id": str(course.lesson_ids[0]),
        "title": "Lesson 1",
        "kind": "text",
        "minutes": 1,
        "preview": True,
        "quizzes": [],
    }


def test_an_author_adds_sections_and_reorders_in_one_call(people):
    course = make_course(people.instructor, lessons=3)
    client = people.instructor.client
    added = client.post(f"{course.url}sections/", {"title": "Second"})
    assert added.status_code == 201
    first, second = order_of(added.data)
    order = [
        {**second, "lessons": [first["lessons"][2]]},
        {**first, "title": "Renamed", "lessons": first["lessons"][1::-1]},
    ]
    changed = client.put(f"{course.url}outline/", {"sections": order})
    assert changed.status_code == 200
    assert order_of(changed.data) == order
    assert changed.data["version"] == added.data["version"] + 1
    assert people.visitor.get(f"{course.url}outline/").data == changed.data
    assert [place.title for place in catalog.list_lesson_places(course.course_id)] == [
        "Lesson 3",
        "Lesson 2",
        "Lesson 1",
    ]


def test_reordering_keeps_quizzes(people):
    course = make_course(people.instructor, lessons=2)
    quiz = QuizRef(quiz_id=course.course_id, title="Quiz", required=True)
    catalog.place_quiz(course.lesson_ids[0], quiz)
    outline = people.instructor.client.get(f"{course.url}outline/").data
    (section,) = order_of(outline)
    section["lessons"].reverse()
    changed = people.instructor.client.put(f"{course.url}outline/", {"sections": [section]}).data
    assert changed["sections"][0]["lessons"][1]["quizzes"] == [
        {"id": str(quiz.quiz_id), "title": "Quiz", "required": True}
    ]
    catalog.remove_quiz(course.lesson_ids[0], quiz.quiz_id)
    assert catalog.get_lesson_place(course.lesson_ids[0]).quizzes == ()


def test_a_section_that_is_left_out_goes_when_it_is_empty(people):
    course = make_course(people.instructor, lessons=1)
    client = people.instructor.client
    full, empty = order_of(client.post(f"{course.url}sections/", {"title": "Empty"}).data)
    refused = client.put(f"{course.url}outline/", {"sections": [empty]})
    assert (refused.status_code, refused.data["errors"][0]["code"]) == (400, "missing")
    assert order_of(client.put(f"{course.url}outline/", {"sections": [full]}).data) == [full]


def test_a_reorder_of_an_old_version_is_refused(people):
    course = make_course(people.instructor, lessons=1)
    client = people.instructor.client
    outline = client.get(f"{course.url}outline/").data
    body, old = {"sections": order_of(outline)}, {"If-Match": f'"{outline["version"]}"'}
    assert client.put(f"{course.url}outline/", body, headers=old).status_code == 200
    assert client.put(f"{course.url}outline/", body, headers=old).status_code == 412
    assert client.post(f"{course.url}sections/", {"title": "x"}, headers=old).status_code == 412


def test_two_sections_that_are_added_at_once_are_both_kept(people, in_threads):
    course = make_course(people.instructor, lessons=0)
    add = [
        lambda title=title: people.instructor.client.post(f"{course.url}sections/", {"title": title}) for title in "AB"
    ]
    assert [reply.status_code for reply in in_threads(add)] == [201, 201]
    outline = people.visitor.get(f"{course.url}outline/").data
    assert sorted(section["title"] for section in outline["sections"]) == ["A", "B", "Section 1"]


def test_the_outline_of_an_archived_course_stays_with_those_who_learn_in_it(people):
    course = make_course(people.instructor)
    enroll(people.student, course)
    people.instructor.client.post(f"{course.url}archive/")
    assert people.student.client.get(f"{course.url}outline/").status_code == 200
    assert people.student.client.get(course.lesson_urls[0]).status_code == 200
    assert people.other.client.get(f"{course.url}outline/").status_code == 404
    assert people.visitor.get(course.url).status_code == 404


@pytest.mark.parametrize("value", [None, "x", {"$gt": ""}, [{"$gt": ""}], ["x"], [{"id": {"$gt": ""}}]])
def test_malformed_orders_are_refused(people, value):
    course = make_course(people.instructor, lessons=0)
    refused = people.instructor.client.put(f"{course.url}outline/", {"sections": value})
    assert (refused.status_code, refused.data["code"]) == (400, "invalid")


@pytest.mark.parametrize(
    "section",
    [
        {"title": {"$gt": ""}},
        {"lessons": {"$gt": ""}},
        {"lessons": [{"$gt": ""}]},
        {"lessons": ["x"]},
        {"lessons": ["0" * 24]},
        {"id": "0" * 24},
        {"title": ""},
    ],
)
def test_malformed_sections_are_refused(people, section):
    course = make_course(people.instructor, lessons=0)
    whole = {"id": str(course.section_id), "title": "S", "lessons": []}
    refused = people.instructor.client.put(f"{course.url}outline/", {"sections": [{**whole, **section}]})
    assert (refused.status_code, refused.data["code"]) == (400, "invalid")


@pytest.mark.parametrize("title", [None, "", {"$gt": ""}, 7, "x" * 201])
def test_malformed_section_titles_are_refused(people, title):
    course = make_course(people.instructor, lessons=0)
    assert people.instructor.client.post(f"{course.url}sections/", {"title": title}).status_code == 400
