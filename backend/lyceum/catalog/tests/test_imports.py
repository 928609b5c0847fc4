"""The door that imports and exports use."""

from dataclasses import replace

import pytest
from bson import ObjectId

from lyceum.accounts.tests.factories import make_person
from lyceum.catalog import public as catalog
from lyceum.catalog.documents import lessons, media
from lyceum.catalog.errors import SlugTakenError, UnsupportedFileError
from lyceum.catalog.public import CategoryDraft, CourseDraft, LessonDraft, QuizRef, SectionDraft
from lyceum.catalog.tests.files import PNG_FILE
from lyceum.platform import outbox
from lyceum.platform.errors import ForbiddenError, InvalidError, NotFoundError
from lyceum.platform.mongo import run_in_transaction

COURSE = CourseDraft(
    slug="rust",
    title="Rust",
    summary="A book",
    description="Read *me*",
    language="en",
    level="beginner",
    category=CategoryDraft(slug="code", name="Code"),
    tags=("systems",),
    price_cents=0,
    currency="EUR",
)


@pytest.fixture
def author():
    return make_person(roles=("instructor",), name="Ines Instructor")


def make_draft(**fields):
    base = LessonDraft(
        lesson_id=ObjectId(),
        key="ch01",
        title="One",
        kind="text",
        content="Text",
        minutes=3,
        preview=False,
    )
    return replace(base, **fields)


def store(author, *drafts, course_id=None):
    course_id = catalog.store_course(COURSE, course_id=course_id, instructor_id=author.person_id)
    for draft in drafts:
        catalog.store_lesson(course_id, draft)
    section = SectionDraft(title="All", lesson_ids=tuple(draft.lesson_id for draft in drafts))
    return course_id, catalog.store_outline(course_id, (section,))


def test_an_import_comes_out_as_it_went_in(author, tmp_path):
    picture = tmp_path / "cover.png"
    picture.write_bytes(PNG_FILE)
    first, second = make_draft(), make_draft(key="ch02", title="Two", preview=True)
    course_id, removed = store(author, first, second)
    image_id = catalog.store_media(course_id, name="img/cover.png", path=picture, purpose="course_image")
    catalog.set_course_image(course_id, media_id=image_id)
    source = catalog.get_course_source(course_id, actor=author.actor)
    assert removed == ()
    assert (source.slug, source.description, source.category.slug) == ("rust", "Read *me*", "code")
    assert (source.image_id, [item.name for item in source.media]) == (image_id, ["img/cover.png"])
    catalog.save_media(source.media[0].file_name, tmp_path / "saved.png")
    assert (tmp_path / "saved.png").read_bytes() == PNG_FILE
    assert [(item.lesson_id, item.key, item.content) for item in source.sections[0].lessons] == [
        (first.lesson_id, "ch01", "Text"),
        (second.lesson_id, "ch02", "Text"),
    ]


def test_an_import_that_is_repeated_changes_nothing(author, tmp_path):
    picture = tmp_path / "cover.png"
    picture.write_bytes(PNG_FILE)
    draft = make_draft()
    course_id, _ = store(author, draft)
    media_id = catalog.store_media(course_id, name="cover.png", path=picture, purpose="lesson")
    before = author.client.get(f"/api/courses/{course_id}/").data
    outline = author.client.get(f"/api/courses/{course_id}/outline/").data
    assert store(author, draft, course_id=course_id) == (course_id, ())
    assert catalog.store_media(course_id, name="cover.png", path=picture, purpose="lesson") == media_id
    assert author.client.get(f"/api/courses/{course_id}/").data["version"] == before["version"]
    assert author.client.get(f"/api/courses/{course_id}/outline/").data == outline
    assert lessons.find_by_id(draft.lesson_id).version == 1
    assert media.count({"course_id": course_id}, limit=2) == 1


def test_a_later_import_updates_in_place_keeps_quizzes_and_removes_what_is_gone(author):
    first, second = make_draft(), make_draft(key="ch02")
    course_id, _ = store(author, first, second)
    quiz = QuizRef(quiz_id=ObjectId(), title="Quiz", required=True)
    catalog.place_quiz(first.lesson_id, quiz)
    later = replace(first, title="One, revised", content="More")
    _, removed = store(author, later, course_id=course_id)
    assert removed == (second.lesson_id,)
    (place,) = catalog.list_lesson_places(course_id)
    assert (place.title, place.quizzes) == ("One, revised", (quiz,))
    assert lessons.find_by_id(second.lesson_id) is None
    assert "LessonRemoved" in {row.event for row in outbox.outbox_rows.find({}, limit=10)}


def test_an_import_in_one_transaction_is_all_or_nothing(author):
    draft = make_draft()

    def broken():
        store(author, draft)
        raise InvalidError("The last file is broken.")

    with pytest.raises(InvalidError):
        run_in_transaction(broken)
    assert catalog.find_course_by_slug("rust") is None
    assert lessons.find_by_id(draft.lesson_id) is None


def test_an_imported_course_is_a_draft_until_it_is_published(author, api):
    course_id, _ = store(author, make_draft())
    assert api.get(f"/api/courses/{course_id}/").status_code == 404
    catalog.publish_course(course_id, actor=author.actor)
    assert api.get(f"/api/courses/{course_id}/").status_code == 200
    assert catalog.find_course_by_slug("rust").status == "published"


def test_the_slug_of_another_course_is_refused(author):
    store(author)
    with pytest.raises(SlugTakenError):
        catalog.store_course(COURSE, course_id=None, instructor_id=author.person_id)


def test_unknown_things_are_refused(author, tmp_path):
    course_id, _ = store(author, make_draft())
    text = tmp_path / "x.png"
    text.write_text("no picture")
    with pytest.raises(UnsupportedFileError):
        catalog.store_media(course_id, name="x.png", path=text, purpose="lesson")
    with pytest.raises(NotFoundError):
        catalog.store_outline(course_id, (SectionDraft(title="S", lesson_ids=(ObjectId(),)),))
    with pytest.raises(NotFoundError):
        catalog.store_lesson(ObjectId(), make_draft())
    with pytest.raises(InvalidError):
        catalog.store_lesson(course_id, make_draft(video_url="http://example.org"))
    with pytest.raises(InvalidError):
        catalog.set_course_image(course_id, media_id=ObjectId())


def test_a_source_is_for_authors_only(author):
    course_id, _ = store(author, make_draft())
    reader = make_person()
    with pytest.raises(NotFoundError):
        catalog.get_course_source(course_id, actor=reader.actor)
    catalog.publish_course(course_id, actor=author.actor)
    with pytest.raises(ForbiddenError):
        catalog.get_course_source(course_id, actor=reader.actor)
