"""`categories/`."""

import pytest

from lyceum.catalog.tests.factories import make_category, make_course

URL = "/api/categories/"


def test_everybody_reads_categories(people, mongo_commands):
    category = make_category(name="Learning skills")
    with mongo_commands.at_most(1):
        listed = people.visitor.get(URL)
    assert listed.data["results"] == [
        {
            "id": str(category.id),
            "name": "Learning skills",
            "slug": "learning-skills",
            "description": "",
            "course_count": 0,
        }
    ]
    assert people.visitor.get(f"{URL}{category.id}/").data == listed.data["results"][0]


def test_an_admin_makes_changes_and_deletes_a_category(people):
    made = people.admin.client.post(URL, {"name": "Languages"})
    assert made.status_code == 201
    one = f"{URL}{made.data['id']}/"
    changed = people.admin.client.put(one, {"name": "Tongues", "description": "All of them"})
    assert (changed.status_code, changed.data["slug"], changed.data["name"]) == (200, "languages", "Tongues")
    patched = people.admin.client.patch(one, {"slug": "tongues"})
    assert (patched.data["slug"], patched.data["description"]) == ("tongues", "All of them")
    assert people.visitor.get(one).data == patched.data
    assert people.admin.client.delete(one).status_code == 204
    assert people.visitor.get(one).status_code == 404


@pytest.mark.parametrize("role", ["student", "instructor"])
def test_others_may_not_write_categories(people, role):
    category = make_category()
    client = getattr(people, role).client
    one = f"{URL}{category.id}/"
    assert client.post(URL, {"name": "Mine"}).status_code == 403
    assert client.put(one, {"name": "Mine"}).status_code == 403
    assert client.patch(one, {"name": "Mine"}).status_code == 403
    assert client.delete(one).status_code == 403
    assert people.visitor.post(URL, {"name": "Mine"}).status_code == 401


def test_two_categories_cannot_have_one_slug(people):
    make_category(slug="maths")
    other = make_category(slug="music")
    assert people.admin.client.post(URL, {"name": "Maths", "slug": "maths"}).data["code"] == "slug_taken"
    renamed = people.admin.client.put(f"{URL}{other.id}/", {"name": "Music", "slug": "maths"})
    assert (renamed.status_code, renamed.data["code"]) == (409, "slug_taken")


def test_a_category_in_use_cannot_be_deleted(people):
    category = make_category()
    make_course(people.instructor, published=False, category_id=category.id)
    refused = people.admin.client.delete(f"{URL}{category.id}/")
    assert (refused.status_code, refused.data["code"]) == (409, "has_courses")


def test_a_category_counts_its_published_courses(people):
    old, new = make_category(), make_category()
    course = make_course(people.instructor, category_id=old.id)
    make_course(people.instructor, published=False, category_id=old.id)

    def counts():
        return [people.visitor.get(f"{URL}{item.id}/").data["course_count"] for item in (old, new)]

    assert counts() == [1, 0]
    people.instructor.client.patch(course.url, {"category": str(new.id)})
    assert counts() == [0, 1]
    people.instructor.client.post(f"{course.url}archive/")
    assert counts() == [0, 0]


@pytest.mark.parametrize(
    "body",
    [{}, {"name": ""}, {"name": {"$gt": ""}}, {"name": "x" * 81}, {"name": "x", "slug": {"$gt": ""}}],
)
def test_malformed_categories_are_refused(people, body):
    refused = people.admin.client.post(URL, body)
    assert (refused.status_code, refused.data["code"]) == (400, "invalid")


@pytest.mark.parametrize("category_id", ["x", "0" * 24, "%7B%22$gt%22:%22%22%7D"])
def test_unknown_and_malformed_ids_are_not_found(people, category_id):
    assert people.visitor.get(f"{URL}{category_id}/").status_code == 404
    assert people.admin.client.put(f"{URL}{category_id}/", {"name": "x"}).status_code == 404
    assert people.admin.client.delete(f"{URL}{category_id}/").status_code == 404
