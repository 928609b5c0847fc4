"""Courses one by one: reading, making, changing, deleting."""

import pytest

from lyceum.catalog import public as catalog
from lyceum.catalog.documents import courses, lessons, media, outlines
from lyceum.catalog.tests.conftest import enroll
from lyceum.catalog.tests.factories import make_category, make_course
from lyceum.catalog.tests.files import PNG_FILE, stored_path, upload

URL = "/api/courses/"
WHOLE = {
    "title": "How to Study Well",
    "summary": "Ten lessons",
    "description": "Bring **one** subject. <script>alert(1)</script>",
    "level": "intermediate",
    "language": "pt-BR",
    "tags": ["study", "memory", "study"],
    "price": "19.9",
    "currency": "USD",
}


def test_an_instructor_makes_a_draft(people):
    category = make_category(name="Skills")
    made = people.instructor.client.post(URL, {**WHOLE, "category": str(category.id)})
    assert made.status_code == 201
    assert made.data["slug"] == "how-to-study-well"
    assert (made.data["status"], made.data["published"], made.data["version"]) == ("draft", False, 1)
    assert (made.data["price"], made.data["currency"], made.data["tags"]) == ("19.90", "USD", ["study", "memory"])
    assert made.data["category"] == {"id": str(category.id), "name": "Skills", "slug": "skills"}
    assert made.data["description"] == WHOLE["description"]
    assert made.data["description_html"] == "<p>Bring <strong>one</strong> subject. </p>\n"
    assert people.instructor.client.get(f"{URL}{made.data['id']}/").data == made.data
    assert people.visitor.get(f"{URL}{made.data['id']}/").status_code == 404


def test_equal_titles_get_different_slugs(people):
    slugs = {
        people.instructor.client.post(URL, {"title": title}).data["slug"] for title in ("A b", "a B!", "日本", "日本")
    }
    assert len(slugs) == 4
    assert {"a-b", "course"} < slugs


def test_only_instructors_make_courses(people):
    assert people.visitor.post(URL, WHOLE).status_code == 401
    refused = people.student.client.post(URL, WHOLE)
    assert (refused.status_code, refused.data["code"]) == (403, "forbidden")
    assert courses.count({"slug": "how-to-study-well"}, limit=1) == 0


def test_an_admin_makes_a_course_for_an_instructor(people):
    made = people.admin.client.post(URL, {"title": "Given", "instructor": people.instructor.id})
    assert made.data["instructor"] == {"id": people.instructor.id, "name": "Ines Instructor"}
    to_a_student = people.admin.client.post(URL, {"title": "Given", "instructor": people.student.id})
    assert to_a_student.data["errors"][0]["code"] == "unknown"
    by_an_instructor = people.instructor.client.post(URL, {"title": "Given", "instructor": people.other.id})
    assert by_an_instructor.status_code == 403


def test_a_course_is_read_warm_without_a_command_of_its_own(people, mongo_commands):
    course = make_course(people.instructor)
    for reader in (people.visitor, people.student.client):
        reader.get(course.url)
        reader.get(f"{course.url}outline/")
        with mongo_commands.exactly(0):
            assert reader.get(course.url).status_code == 200
            assert reader.get(f"{course.url}outline/").status_code == 200


def test_patch_changes_what_is_sent_and_everybody_sees_it_at_once(people):
    course = make_course(people.instructor, title="Old", summary="Stays")
    people.visitor.get(course.url)
    changed = people.instructor.client.patch(course.url, {"title": "New"})
    assert (changed.data["title"], changed.data["summary"], changed.data["version"]) == ("New", "Stays", 2)
    assert people.visitor.get(course.url).data == changed.data
    assert people.visitor.get(URL).data["results"][0]["title"] == "New"


def test_a_patch_that_changes_nothing_makes_no_version(people):
    course = make_course(people.instructor, title="Same")
    assert people.instructor.client.patch(course.url, {"title": "Same"}).data["version"] == 1
    assert people.instructor.client.patch(course.url, {}).data["version"] == 1


def test_put_sets_what_is_left_out_to_its_default(people):
    course = make_course(people.instructor, price_cents=500, tags=("a",), summary="Goes")
    changed = people.instructor.client.put(course.url, {"title": "Only this"})
    assert (changed.data["title"], changed.data["summary"], changed.data["tags"]) == ("Only this", "", [])
    assert (changed.data["price"], changed.data["slug"]) == ("0.00", course.slug)
    assert changed.data["lesson_count"] == 3


def test_a_write_on_an_old_version_is_refused(people):
    course = make_course(people.instructor)
    client = people.instructor.client
    assert client.patch(course.url, {"title": "One"}, headers={"If-Match": '"1"'}).status_code == 200
    for header in ('"1"', "1", '"abc"', "*, 2"):
        stale = client.patch(course.url, {"title": "Two"}, headers={"If-Match": header})
        assert (stale.status_code, stale.data["code"]) == (412, "stale_version")
    assert client.patch(course.url, {"title": "Three"}, headers={"If-Match": "*"}).status_code == 200
    assert client.delete(course.url, headers={"If-Match": '"1"'}).status_code == 412


def test_counts_do_not_move_the_version(people):
    course = make_course(people.instructor)
    catalog.count_enrollment(course.course_id, change=2)
    shown = people.visitor.get(course.url).data
    assert (shown["enrollment_count"], shown["version"]) == (2, 1)


@pytest.mark.parametrize(("who", "status"), [("visitor", 401), ("student", 403), ("other", 403)])
def test_others_may_not_write_a_public_course(people, who, status):
    course = make_course(people.instructor)
    client = people.visitor if who == "visitor" else getattr(people, who).client
    replies = [
        client.put(course.url, {"title": "x"}),
        client.patch(course.url, {"title": "x"}),
        client.delete(course.url),
        client.post(f"{course.url}publish/"),
        client.post(f"{course.url}archive/"),
        client.put(f"{course.url}outline/", {"sections": []}),
        client.post(f"{course.url}sections/", {"title": "x"}),
    ]
    assert [reply.status_code for reply in replies] == [status] * 7
    assert people.visitor.get(course.url).data["title"] == course.title


@pytest.mark.parametrize("who", ["student", "other"])
def test_a_draft_of_somebody_else_does_not_exist(people, who):
    course = make_course(people.instructor, published=False)
    client = getattr(people, who).client
    replies = [
        client.get(course.url),
        client.get(f"{course.url}outline/"),
        client.get("/api/lessons/", {"course": course.id}),
        client.get(course.lesson_urls[0]),
        client.patch(course.url, {"title": "x"}),
        client.delete(course.url),
        client.post(f"{course.url}publish/"),
        client.patch(course.lesson_urls[0], {"title": "x"}),
    ]
    assert [reply.status_code for reply in replies] == [404] * 8


def test_an_admin_writes_every_course(people):
    course = make_course(people.instructor, published=False)
    assert people.admin.client.patch(course.url, {"title": "Edited"}).status_code == 200
    assert people.admin.client.delete(course.url).status_code == 204


def test_deleting_a_course_takes_everything_that_is_only_its_own(people, run_outbox):
    course = make_course(people.instructor)
    kept = upload(people.instructor.client, PNG_FILE, course=course.id).data
    path = stored_path(f"{kept['id']}.png")
    assert path.exists()
    assert people.instructor.client.delete(course.url).status_code == 204
    assert people.instructor.client.get(course.url).status_code == 404
    assert people.visitor.get(course.lesson_urls[0]).status_code == 404
    assert lessons.count({"course_id": course.course_id}, limit=1) == 0
    assert media.count({"course_id": course.course_id}, limit=1) == 0
    assert outlines.find_by_id(course.course_id) is None
    run_outbox()
    assert not path.exists()


def test_a_course_with_learners_cannot_be_deleted(people):
    course = make_course(people.instructor)
    enroll(people.student, course)
    refused = people.instructor.client.delete(course.url)
    assert (refused.status_code, refused.data["code"]) == (409, "has_enrollments")
    assert people.visitor.get(course.url).status_code == 200


def test_an_image_of_the_course_is_shown_by_a_signed_address(people):
    course = make_course(people.instructor)
    image_id = upload(people.instructor.client, PNG_FILE, purpose="course_image", course=course.id).data["id"]
    changed = people.instructor.client.patch(course.url, {"image": image_id})
    assert changed.data["image"].startswith(f"/media/{image_id}.png?expires=")
    again = people.instructor.client.patch(course.url, {"image": changed.data["image"]})
    assert (again.data["image"], again.data["version"]) == (changed.data["image"], 2)
    assert people.instructor.client.patch(course.url, {"image": ""}).data["image"] == ""


def test_the_image_of_another_course_is_refused(people):
    mine, his = make_course(people.instructor), make_course(people.other)
    image_id = upload(people.other.client, PNG_FILE, purpose="course_image", course=his.id).data["id"]
    refused = people.instructor.client.patch(mine.url, {"image": image_id})
    assert (refused.status_code, refused.data["errors"][0]["field"]) == (400, "image")


NAMES = ["title", "summary", "description", "category", "level", "language", "tags", "price", "currency", "image"]


@pytest.mark.parametrize("value", [{"$gt": ""}, [{"$gt": ""}], True, "\x00"])
@pytest.mark.parametrize("name", [*NAMES, "instructor"])
def test_malformed_fields_are_refused(people, name, value):
    course = make_course(people.instructor, lessons=0)
    for reply in (
        people.instructor.client.post(URL, {**WHOLE, name: value}),
        people.instructor.client.patch(course.url, {name: value}),
    ):
        assert (reply.status_code, reply.data["code"]) == (400, "invalid")
        assert reply.data["errors"][0]["field"].startswith(name)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", ""),
        ("title", "x" * 201),
        ("title", "Sums\n\n>> Sign in | https://evil.example"),
        ("summary", "x" * 501),
        ("category", "0" * 24),
        ("level", "expert"),
        ("language", "not a language"),
        ("tags", ["x"] * 21),
        ("tags", ["x" * 41]),
        ("tags", [""]),
        ("price", "-1"),
        ("price", "1.999"),
        ("price", "1e9"),
        ("price", "100000"),
        ("price", "NaN"),
        ("price", None),
        ("currency", "euro"),
        ("image", "https://example.org/x.png"),
        ("image", "0" * 24),
    ],
)
def test_values_out_of_range_are_refused(people, name, value):
    refused = people.instructor.client.post(URL, {**WHOLE, name: value})
    assert (refused.status_code, refused.data["errors"][0]["field"].split(".")[0]) == (400, name)


@pytest.mark.parametrize("course_id", ["x", "0" * 24, "%7B%22$gt%22:%22%22%7D", "ABCDEFABCDEFABCDEFABCDEF"])
def test_unknown_and_malformed_ids_are_not_found(people, course_id):
    one = f"{URL}{course_id}/"
    client = people.admin.client
    replies = [
        client.get(one),
        client.put(one, WHOLE),
        client.patch(one, {}),
        client.delete(one),
        client.post(f"{one}publish/"),
        client.post(f"{one}archive/"),
        client.get(f"{one}outline/"),
        client.put(f"{one}outline/", {"sections": []}),
        client.post(f"{one}sections/", {"title": "x"}),
    ]
    assert [reply.status_code for reply in replies] == [404] * 9
    assert {reply.data["code"] for reply in replies} == {"not_found"}
