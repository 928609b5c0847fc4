"""`lessons/`."""

import pytest

from lyceum.catalog.documents import lessons
from lyceum.catalog.tests.conftest import enroll
from lyceum.catalog.tests.factories import make_course, make_lesson
from lyceum.catalog.tests.files import PNG_FILE, upload
from lyceum.platform import outbox

URL = "/api/lessons/"


def body_for(course, /, **fields):
    return {"course": course.id, "section": str(course.section_id), "title": "New"} | fields


def test_an_author_adds_a_lesson_at_the_end_of_a_section(people):
    course = make_course(people.instructor, lessons=1)
    made = people.instructor.client.post(URL, body_for(course, content="Some *text*.\n", minutes=7, preview=True))
    assert made.status_code == 201
    assert (made.data["content"], made.data["content_html"]) == ("Some *text*.\n", "<p>Some <em>text</em>.</p>\n")
    assert (made.data["kind"], made.data["minutes"], made.data["version"]) == ("text", 7, 1)
    assert made.data["previous"] == {"id": str(course.lesson_ids[0]), "title": "Lesson 1"}
    assert made.data["next"] is None
    assert people.instructor.client.get(f"{URL}{made.data['id']}/").data == made.data
    shown = people.visitor.get(course.url).data
    assert (shown["lesson_count"], shown["duration_minutes"], shown["version"]) == (2, 8, 1)


def test_a_lesson_takes_as_long_as_its_text_where_nothing_is_said(people):
    course = make_course(people.instructor, lessons=0)
    made = people.instructor.client.post(URL, body_for(course, content="word " * 500))
    assert made.data["minutes"] == 3


@pytest.mark.parametrize(
    ("who", "preview", "status", "code"),
    [
        ("visitor", True, 200, None),
        ("visitor", False, 401, "not_authenticated"),
        ("student", True, 200, None),
        ("student", False, 403, "not_enrolled"),
        ("other", False, 403, "not_enrolled"),
        ("learner", False, 200, None),
        ("instructor", False, 200, None),
        ("admin", False, 200, None),
    ],
)
def test_content_is_for_those_who_may_read_it(people, who, preview, status, code):
    course = make_course(people.instructor, lessons=1, previews=int(preview))
    if who == "learner":
        enroll(people.student, course)
    client = people.visitor if who == "visitor" else getattr(people, {"learner": "student"}.get(who, who)).client
    reply = client.get(course.lesson_urls[0])
    assert (reply.status_code, reply.data.get("code")) == (status, code)
    assert ("content" in reply.data) == (who in {"instructor", "admin"})
    assert ("content_html" in reply.data) == (status == 200)


def test_reading_a_lesson_warm_asks_the_store_nothing(people, mongo_commands):
    course = make_course(people.instructor)
    enroll(people.student, course)
    people.student.client.get(course.lesson_urls[1])
    with mongo_commands.exactly(0):
        reply = people.student.client.get(course.lesson_urls[1])
    assert [reply.data["previous"]["title"], reply.data["next"]["title"]] == ["Lesson 1", "Lesson 3"]


def test_lessons_of_a_course_are_listed_in_order_without_content(people, mongo_commands):
    course = make_course(people.instructor, lessons=3)
    people.visitor.get(URL, {"course": course.id})
    people.visitor.get(URL, {"course": course.id})
    with mongo_commands.at_most(0):
        page = people.visitor.get(URL, {"course": course.id, "page_size": 2}).data
    assert (page["count"], [item["title"] for item in page["results"]]) == (3, ["Lesson 1", "Lesson 2"])
    assert not {"content", "content_html", "video_url"} & set(page["results"][0])


@pytest.mark.parametrize("query", [{}, {"course": "x"}, {"course": '{"$gt": ""}'}, {"course": "0" * 24, "page": "x"}])
def test_malformed_lists_are_refused(people, query):
    assert people.visitor.get(URL, query).status_code == 400


def test_the_lessons_of_a_hidden_course_are_not_found(people):
    course = make_course(people.instructor, published=False)
    assert people.visitor.get(URL, {"course": course.id}).status_code == 404
    assert people.visitor.get(URL, {"course": "0" * 24}).status_code == 404
    assert people.instructor.client.get(URL, {"course": course.id}).data["count"] == 3


def test_patch_changes_a_lesson_its_outline_and_its_course(people):
    course = make_course(people.instructor, lessons=2)
    people.visitor.get(f"{course.url}outline/")
    changed = people.instructor.client.patch(
        course.lesson_urls[0], {"title": "Changed", "minutes": 30, "preview": True}
    )
    assert (changed.status_code, changed.data["version"]) == (200, 2)
    assert changed.data["content"] == "Some *text*."
    outline = people.visitor.get(f"{course.url}outline/").data
    assert [lesson["title"] for lesson in outline["sections"][0]["lessons"]] == ["Changed", "Lesson 2"]
    assert people.visitor.get(course.url).data["duration_minutes"] == 31
    assert people.visitor.get(course.lesson_urls[0]).data["title"] == "Changed"


def test_put_sets_what_is_left_out_to_its_default(people):
    course = make_course(people.instructor, lessons=1, previews=1)
    changed = people.instructor.client.put(course.lesson_urls[0], body_for(course, title="Only"))
    assert (changed.data["title"], changed.data["content"], changed.data["preview"]) == ("Only", "", False)


def test_another_section_moves_a_lesson_to_its_end(people):
    course = make_course(people.instructor, lessons=2)
    added = people.instructor.client.post(f"{course.url}sections/", {"title": "Second"}).data
    section_id = added["sections"][1]["id"]
    moved = people.instructor.client.patch(course.lesson_urls[0], {"section": section_id})
    assert (moved.data["section"], moved.data["previous"]["title"]) == (section_id, "Lesson 2")


def test_a_lesson_cannot_move_to_another_course_or_an_unknown_section(people):
    course, other = make_course(people.instructor), make_course(people.instructor)
    for fields, field in (
        ({"course": other.id}, "course"),
        ({"section": str(other.section_id)}, "section"),
        ({"section": "0" * 24}, "section"),
    ):
        refused = people.instructor.client.patch(course.lesson_urls[0], fields)
        assert (refused.status_code, refused.data["errors"][0]["field"]) == (400, field)


def test_a_write_on_an_old_version_is_refused(people):
    course = make_course(people.instructor, lessons=1)
    client, old = people.instructor.client, {"If-Match": '"1"'}
    assert client.patch(course.lesson_urls[0], {"title": "One"}, headers=old).status_code == 200
    assert client.patch(course.lesson_urls[0], {"title": "Two"}, headers=old).status_code == 412
    assert client.delete(course.lesson_urls[0], headers=old).status_code == 412


def test_deleting_a_lesson_takes_it_out_of_the_course_and_tells(people):
    course = make_course(people.instructor, lessons=2)
    assert people.instructor.client.delete(course.lesson_urls[0]).status_code == 204
    assert people.instructor.client.get(course.lesson_urls[0]).status_code == 404
    assert people.visitor.get(course.url).data["lesson_count"] == 1
    owed = {row.event for row in outbox.outbox_rows.find({}, limit=10)}
    assert "LessonRemoved" in owed


@pytest.mark.parametrize(("who", "status"), [("visitor", 401), ("student", 403), ("other", 403), ("admin", 200)])
def test_lessons_are_written_by_authors_only(people, who, status):
    course = make_course(people.instructor)
    client = people.visitor if who == "visitor" else getattr(people, who).client
    one = course.lesson_urls[0]
    replies = [
        client.post(URL, body_for(course)),
        client.put(one, body_for(course)),
        client.patch(one, {"title": "x"}),
        client.delete(one),
    ]
    expected = [201, 200, 200, 204] if status == 200 else [status] * 4
    assert [reply.status_code for reply in replies] == expected


def test_references_become_addresses_that_work_for_the_reader(people):
    course = make_course(people.instructor, lessons=1, previews=1)
    image_id = upload(people.instructor.client, PNG_FILE, course=course.id).data["id"]
    lesson_id = course.lesson_ids[0]
    content = f"![A](media:{image_id})\n\n[next](lesson:{lesson_id}#part)"
    people.instructor.client.patch(course.lesson_urls[0], {"content": content})
    html = people.visitor.get(course.lesson_urls[0]).data["content_html"]
    assert f'src="/media/{image_id}.png?expires=' in html
    assert f'href="/courses/{course.id}/lessons/{lesson_id}#c-part"' in html


@pytest.mark.parametrize(
    "content",
    ["![x](media:{id})", "![x](media:{id}.png)", "<img src='media:{id}.png'>", "<a href=media:{id}.png>x</a>"],
)
def test_a_text_cannot_open_the_media_of_another_course(people, content):
    mine, his = make_course(people.instructor, lessons=1), make_course(people.other, lessons=0)
    image_id = upload(people.other.client, PNG_FILE, course=his.id).data["id"]
    people.instructor.client.patch(mine.lesson_urls[0], {"content": content.replace("{id}", image_id)})
    html = people.instructor.client.get(mine.lesson_urls[0]).data["content_html"]
    assert "signature" not in html


def test_scripts_do_not_get_through(people):
    course = make_course(people.instructor, lessons=0)
    content = '<script>alert(1)</script><img src=x onerror="alert(1)">[x](javascript:alert(1))'
    html = people.instructor.client.post(URL, body_for(course, content=content)).data["content_html"]
    assert "<script" not in html
    assert "onerror" not in html
    assert "href" not in html


def test_what_an_older_renderer_made_is_rendered_again_and_kept(people):
    course = make_course(people.instructor, lessons=1)
    old = {"content_html": "<p>old</p>", "renderer_version": 0}
    lessons.update({"_id": course.lesson_ids[0]}, {"$set": old})
    for _ in range(2):
        reply = people.instructor.client.get(course.lesson_urls[0])
        assert reply.data["content_html"] == "<p>Some <em>text</em>.</p>\n"
    stored = lessons.find_by_id(course.lesson_ids[0])
    assert (stored.content_html, stored.version) == ("<p>Some <em>text</em>.</p>\n", 1)


def test_a_video_of_a_known_platform_is_kept_and_others_are_refused(people):
    course = make_course(people.instructor, lessons=0)
    url = "https://www.youtube.com/watch?v=abc"
    made = people.instructor.client.post(URL, body_for(course, kind="video", video_url=url))
    assert (made.data["video_url"], made.data["kind"]) == (url, "video")
    refused = people.instructor.client.post(URL, body_for(course, video_url="http://169.254.169.254/x.mp4"))
    assert (refused.status_code, refused.data["errors"][0]["field"]) == (400, "video_url")


@pytest.mark.parametrize("value", [{"$gt": ""}, [{"$gt": ""}], "\x00", None])
@pytest.mark.parametrize("name", ["course", "section", "title", "kind", "content", "video_url", "minutes", "preview"])
def test_malformed_fields_are_refused(people, name, value):
    course = make_course(people.instructor, lessons=1)
    for reply in (
        people.instructor.client.post(URL, body_for(course, **{name: value})),
        people.instructor.client.patch(course.lesson_urls[0], {name: value}),
    ):
        assert (reply.status_code, reply.data["code"]) == (400, "invalid")
        assert reply.data["errors"][0]["field"] == name


@pytest.mark.parametrize(
    ("name", "value"),
    [("title", ""), ("title", "x" * 201), ("kind", "game"), ("minutes", 0), ("minutes", 10_001), ("minutes", "x")],
)
def test_values_out_of_range_are_refused(people, name, value):
    course = make_course(people.instructor, lessons=0)
    refused = people.instructor.client.post(URL, body_for(course, **{name: value}))
    assert (refused.status_code, refused.data["errors"][0]["field"]) == (400, name)


def test_a_lesson_of_an_unknown_course_or_section_is_refused(people):
    course = make_course(people.instructor, lessons=0)
    assert people.instructor.client.post(URL, {**body_for(course), "course": "0" * 24}).status_code == 404
    refused = people.instructor.client.post(URL, {**body_for(course), "section": "0" * 24})
    assert (refused.status_code, refused.data["errors"][0]["field"]) == (400, "section")
    assert lessons.count({"course_id": course.course_id}, limit=1) == 0


@pytest.mark.parametrize("lesson_id", ["x", "0" * 24, "%7B%22$gt%22:%22%22%7D"])
def test_unknown_and_malformed_ids_are_not_found(people, lesson_id):
    course = make_course(people.instructor, lessons=0)
    one, client = f"{URL}{lesson_id}/", people.admin.client
    replies = [client.get(one), client.put(one, body_for(course)), client.patch(one, {}), client.delete(one)]
    assert [reply.status_code for reply in replies] == [404] * 4


def test_lessons_that_are_added_at_once_are_all_kept(people, in_threads):
    course = make_course(people.instructor, lessons=0)
    add = [
        lambda number=number: make_lesson(course.course_id, course.section_id, people.instructor, title=f"L{number}")
        for number in range(4)
    ]
    ids = in_threads(add)
    page = people.visitor.get(URL, {"course": course.id}).data
    assert {item["id"] for item in page["results"]} == {str(lesson_id) for lesson_id in ids}
    assert people.visitor.get(course.url).data["lesson_count"] == 4
