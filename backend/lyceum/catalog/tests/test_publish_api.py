"""Publishing and archiving."""

from lyceum.catalog.tests.factories import make_course, make_lesson


def test_a_published_course_is_public(people):
    course = make_course(people.instructor, published=False)
    assert people.visitor.get(course.url).status_code == 404
    published = people.instructor.client.post(f"{course.url}publish/")
    assert (published.status_code, published.data["status"], published.data["published"]) == (200, "published", True)
    assert people.visitor.get(course.url).data == published.data
    assert people.visitor.get("/api/courses/").data["count"] == 1
    assert people.instructor.client.post(f"{course.url}publish/").data == published.data


def test_what_is_missing_is_listed(people):
    course = make_course(people.instructor, published=False, lessons=0, summary="")
    refused = people.instructor.client.post(f"{course.url}publish/")
    assert (refused.status_code, refused.data["code"]) == (409, "not_ready")
    assert [problem["code"] for problem in refused.data["problems"]] == ["no_summary", "no_lessons"]
    empty = make_lesson(course.course_id, course.section_id, people.instructor, content="", title="Nothing")
    people.instructor.client.patch(course.url, {"summary": "A sentence."})
    refused = people.instructor.client.post(f"{course.url}publish/")
    assert refused.data["problems"] == [
        {"code": "empty_lesson", "lesson": str(empty), "message": "The lesson 'Nothing' is empty."}
    ]
    assert people.visitor.get(course.url).status_code == 404


def test_an_archived_course_leaves_the_catalogue_and_can_come_back(people):
    course = make_course(people.instructor)
    archived = people.instructor.client.post(f"{course.url}archive/")
    assert (archived.status_code, archived.data["status"]) == (200, "archived")
    assert people.visitor.get(course.url).status_code == 404
    assert people.visitor.get("/api/courses/").data["count"] == 0
    assert people.instructor.client.post(f"{course.url}archive/").status_code == 200
    assert people.instructor.client.post(f"{course.url}publish/").data["published"] is True
    assert people.visitor.get(course.url).status_code == 200


def test_other_methods_are_not_allowed(people):
    course = make_course(people.instructor, lessons=0)
    for path in ("publish", "archive", "sections"):
        assert people.instructor.client.get(f"{course.url}{path}/").status_code == 405


def test_images_without_alternative_text_are_in_the_way(people):
    course = make_course(people.instructor, published=False)
    content = "![A cat](https://example.org/a.png)\n\n![](https://example.org/b.png)"
    bare = make_lesson(course.course_id, course.section_id, people.instructor, content=content, title="Cats")
    refused = people.instructor.client.post(f"{course.url}publish/")
    assert [(item["code"], item["lesson"]) for item in refused.data["problems"]] == [("no_alt_text", str(bare))]
    people.instructor.client.patch(f"/api/lessons/{bare}/", {"content": "![A cat](https://example.org/a.png)"})
    assert people.instructor.client.post(f"{course.url}publish/").status_code == 200


def test_authors_read_what_is_missing_before_they_publish(people):
    course = make_course(people.instructor, published=False, lessons=0)
    shown = people.instructor.client.get(f"{course.url}checklist/")
    assert (shown.status_code, shown.data["ready"]) == (200, False)
    assert [item["code"] for item in shown.data["problems"]] == ["no_lessons"]
    assert [item["code"] for item in shown.data["suggestions"]] == ["no_category"]
    make_lesson(course.course_id, course.section_id, people.instructor)
    assert people.instructor.client.get(f"{course.url}checklist/").data["ready"] is True


def test_the_checklist_is_for_authors(people):
    draft, public = make_course(people.instructor, published=False, lessons=0), make_course(people.instructor)
    assert people.visitor.get(f"{public.url}checklist/").status_code == 401
    assert people.student.client.get(f"{public.url}checklist/").status_code == 403
    assert people.other.client.get(f"{draft.url}checklist/").status_code == 404
    assert people.admin.client.get(f"{draft.url}checklist/").status_code == 200
