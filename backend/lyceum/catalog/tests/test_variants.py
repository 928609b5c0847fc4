"""Narrower versions of pictures, and what is left out of every picture."""

import io
from urllib.parse import urlsplit

import pytest
from bson import ObjectId
from PIL import Image

from lyceum.catalog.documents import media
from lyceum.catalog.services.media_variants import make_variants
from lyceum.catalog.tests.factories import make_course
from lyceum.catalog.tests.files import huge_png, picture, stored_files, stored_path, upload


def opened(url: str) -> Image.Image:
    return Image.open(stored_path(urlsplit(url).path.removeprefix("/media/")))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_made_narrower_upright_and_without_where_it_was_taken(people, run_outbox, kind):
    course = make_course(people.instructor, lessons=0)
    sent = picture(kind, 1000, 500, exif=True)
    client = people.instructor.client
    kept = upload(client, sent, purpose="course_image", course=course.id, alt="Red and blue").data
    assert kept["variants"] == []
    original = opened(kept["url"])
    assert dict(original.getexif()) == {0x0112: 6}  # only that it lies on its side
    assert original.tobytes() == Image.open(io.BytesIO(sent)).tobytes()
    client.patch(course.url, {"image": kept["id"]})
    run_outbox()
    shown = client.get(course.url).data["image_variants"]
    assert [(item["width"], item["height"]) for item in shown] == [(320, 640)]  # 500 wide, once upright
    narrower = opened(shown[0]["url"])
    assert (narrower.format, narrower.size, dict(narrower.getexif())) == ("WEBP", (320, 640), {})
    red, _, blue = narrower.convert("RGB").getpixel((160, 10))
    assert red - blue > 150  # the left half has become the upper one
    assert client.get("/api/courses/?mine=true").data["results"][0]["image_variants"] == shown


def test_versions_are_made_once_and_never_wider_than_the_picture(people, run_outbox):
    course = make_course(people.instructor, lessons=0)
    client = people.instructor.client
    wide = ObjectId(upload(client, picture("PNG", 1400, 7), course=course.id).data["id"])
    small = upload(client, picture("PNG", 320, 7), course=course.id).data["id"]
    moving = [Image.new("RGB", (400, 9), colour) for colour in ("red", "blue")]
    content = io.BytesIO()
    moving[0].save(content, "GIF", save_all=True, append_images=moving[1:])
    film = upload(client, content.getvalue(), course=course.id).data["id"]
    run_outbox()
    files = stored_files()
    versions = [name for name in files if name.startswith((f"{wide}-", f"{small}-", f"{film}-"))]
    assert versions == sorted(f"{wide}-{width}.webp" for width in (320, 640, 1280))
    before = media.find_by_id(wide)
    make_variants(wide)  # delivered again
    assert (media.find_by_id(wide), stored_files()) == (before, files)


def test_a_picture_that_has_gone_or_cannot_be_decoded_gets_none(people, run_outbox):
    course = make_course(people.instructor, lessons=0)
    broken = huge_png(700, 700)
    kept = upload(people.instructor.client, broken, course=course.id)
    assert kept.status_code == 201
    make_variants(ObjectId())
    run_outbox()
    assert media.find_by_id(ObjectId(kept.data["id"])).variants == ()
    assert people.instructor.client.delete(course.url).status_code == 204
    make_variants(ObjectId(kept.data["id"]))
    run_outbox()
    assert kept.data["id"] not in "".join(stored_files())
