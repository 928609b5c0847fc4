"""How long media stay: while something uses them, then for a while; and copies of a course have their own."""

from datetime import timedelta

import pytest
from bson import ObjectId

from lyceum.catalog.documents import media
from lyceum.catalog.public import render_text
from lyceum.catalog.services.media_sweep import KEPT_UNUSED, STRAY_AFTER, sweep_files, sweep_media
from lyceum.catalog.tests.factories import TestCourse, make_course
from lyceum.catalog.tests.files import PDF_FILE, PNG_FILE, VTT_FILE, picture, stored_files, stored_path, upload
from lyceum.platform.clock import utc_now


@pytest.fixture
def course(people) -> TestCourse:
    return make_course(people.instructor, lessons=1)


def is_there(media_id: str) -> bool:
    named = any(name.startswith(media_id) for name in stored_files())
    assert named == (media.find_by_id(ObjectId(media_id)) is not None)
    return named


def test_what_nothing_uses_goes_after_a_while_and_what_is_used_stays(people, course, run_outbox):
    client, url = people.instructor.client, course.lesson_urls[0]

    def send(content=PNG_FILE, **fields) -> str:
        return upload(client, content, **{"course": course.id, **fields}).data["id"]

    text, caption = send(), send(VTT_FILE, purpose="caption", language="en")
    sheet, image, asked, unused, later, avatar, worn = send(PDF_FILE), *(send() for _ in range(6))
    avatar, worn = (send(purpose="avatar") for _ in range(2))
    content = f"![A dot](media:{text}) ![Another](media:{later})"
    client.patch(url, {"content": content, "captions": [{"id": caption}], "attachments": [sheet]})
    client.patch(course.url, {"image": image, "description": f"![Dot](media:{text})"})
    client.patch("/api/auth/user/", {"profile_picture": worn})
    render_text(f"![Dot](media:{asked})", course_id=course.course_id)  # as a question does
    now = utc_now()
    sweep_media(now)
    sweep_media(now + KEPT_UNUSED - timedelta(seconds=1))
    run_outbox()
    kept = (text, caption, sheet, image, asked, later, worn)
    assert [media_id for media_id in (*kept, unused, avatar) if not is_there(media_id)] == []
    sweep_media(now + KEPT_UNUSED)
    run_outbox()
    assert [media_id for media_id in kept if not is_there(media_id)] == []
    assert not is_there(unused)
    assert not is_there(avatar)
    client.patch(url, {"content": "No picture."})
    sweep_media(now)
    client.patch(url, {"content": content})  # used again before it goes
    sweep_media(now + KEPT_UNUSED)
    assert is_there(later)


def test_bytes_that_no_document_knows_go_after_a_day(people, course):
    kept = upload(people.instructor.client, PNG_FILE, course=course.id).data["id"]
    stray = stored_path(f"{ObjectId()}.png")
    draft = stray.with_name(f".{stray.name}.0a1b2c3d")
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_bytes(PNG_FILE)
    draft.write_bytes(PNG_FILE)
    start = utc_now()
    for hours in range(32):  # 256 shards, 8 at a time
        sweep_files(start + timedelta(hours=hours) - STRAY_AFTER)
    assert stray.exists()
    assert draft.exists()
    for hours in range(32):
        sweep_files(start + timedelta(hours=hours, minutes=1) + STRAY_AFTER)
    assert not stray.exists()
    assert not draft.exists()
    assert is_there(kept)


def test_a_copied_course_has_files_of_its_own(people, course, run_outbox):
    client = people.instructor.client
    wide = upload(client, picture("PNG", 700, 7), course=course.id).data["id"]
    caption = upload(client, VTT_FILE, purpose="caption", language="en", course=course.id).data["id"]
    client.patch(course.lesson_urls[0], {"captions": [{"id": caption}], "attachments": [wide]})
    run_outbox()
    made = client.post(f"{course.url}copy/").data["id"]
    run_outbox()
    assert client.delete(course.url).status_code == 204
    run_outbox()
    assert not is_there(wide)
    outline = client.get(f"/api/courses/{made}/outline/").data
    lesson = client.get(f"/api/lessons/{outline['sections'][0]['lessons'][0]['id']}/").data
    assert [item["language"] for item in lesson["captions"]] == ["en"]
    [attachment] = lesson["attachments"]
    copy = media.find_by_id(ObjectId(attachment["id"]))
    assert (str(copy.course_id), copy.name, len(copy.variants)) == (made, "picture.png", 2)
    assert [name for name in stored_files() if name.startswith(str(copy.id))] == sorted(
        [f"{copy.id}.png", f"{copy.id}-320.webp", f"{copy.id}-640.webp"]
    )


def test_two_uploads_of_the_same_bytes_at_once_are_two_files(people, course, in_threads):
    client = people.instructor.client
    replies = in_threads([lambda: upload(client, PNG_FILE, course=course.id)] * 2)
    assert [reply.status_code for reply in replies] == [201, 201]
    ids = {reply.data["id"] for reply in replies}
    assert len(ids) == 2
    assert all(is_there(media_id) for media_id in ids)
