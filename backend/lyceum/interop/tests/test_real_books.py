"""Real courses that lie beside the checkout: golden counts and the text of some pages.

They are nobody's property here and so are not part of the project; where they are absent, these tests are skipped
and say so.
"""

import hashlib
from collections import Counter
from pathlib import Path

import pytest

from lyceum.interop.formats.course_package import QUIZ_PLACE, ReadCourse
from lyceum.interop.formats.reading import read_course
from lyceum.platform import markdown

COURSES = Path(__file__).resolve().parents[5] / "shared" / "courses"
RUST_BOOK = COURSES / "rust-book"
needs_rust_book = pytest.mark.skipif(
    not RUST_BOOK.is_dir(), reason="the Rust book does not lie beside the checkout in ../shared/courses/rust-book"
)
TEXT_HASHES = {
    "ch01-02-hello-world": "ab8fa9f7a7881ee5ce85acc5fb8a352838f29f90a12743dafa0c73e7e214f27c",
    "ch04-01-what-is-ownership": "040c562fd38dd0a2496313ec2e4e9de4a4cf7916329885c5dc468daacb67b3d3",
    "ch10-02-traits": "a5f85660a8419db5564ddd4b4341af20bf0ce2ec029de82092690bef4a2afcc6",
    "ch15-05-interior-mutability": "ac57520de489f1111b682f799d7c810b5632eede75d8502b8062ec53a5c04511",
    "ch21-02-multithreaded": "f2d27ea667ceb57f5832949cdb429c2ffb9142d9f0af9a8ec38f3110206f3258",
}


@pytest.fixture(scope="module")
def rust_book() -> ReadCourse:
    return read_course(RUST_BOOK)


@needs_rust_book
def test_the_rust_book_has_all_its_pages_and_quizzes(rust_book: ReadCourse) -> None:
    package = rust_book.package
    assert [len(section.lessons) for section in package.sections] == [4, 26, 31, 36, 23]
    assert len(package.lessons) == 120
    assert package.lessons[16].key == "ch04-01-what-is-ownership"
    quizzes = [quiz for lesson in package.lessons for quiz in lesson.quizzes]
    kinds = Counter(question.kind for quiz in quizzes for question in quiz.questions)
    assert len(quizzes) == 93
    assert kinds == {"single": 102, "multiple": 39, "tracing": 64, "short_text": 17}


@needs_rust_book
def test_every_include_and_quiz_of_the_rust_book_is_in_its_place(rust_book: ReadCourse) -> None:
    for lesson in rust_book.package.lessons:
        assert "{{#" not in lesson.content
        assert "Listing>" not in lesson.content
        assert QUIZ_PLACE.findall(lesson.content) == [quiz.key for quiz in lesson.quizzes]


@needs_rust_book
def test_links_of_the_rust_book_lead_to_lessons_and_media_that_exist(rust_book: ReadCourse) -> None:
    keys = {lesson.key for lesson in rust_book.package.lessons}
    names = {media.name for media in rust_book.package.media}
    for lesson in rust_book.package.lessons:
        targets: list[str] = []
        html = markdown.render(lesson.content)
        markdown.resolve(html, media=lambda name, t=targets: t.append(name) or "", lesson=lambda key: key)
        assert set(targets) <= names
        linked: list[str] = []
        markdown.resolve(html, media=lambda name: name, lesson=lambda key, t=linked: t.append(key) or "")
        assert set(linked) <= keys
    assert sum("leads to nothing" in note.message for note in rust_book.notes) == 12


@needs_rust_book
@pytest.mark.parametrize("key", TEXT_HASHES)
def test_pages_of_the_rust_book_read_as_in_the_book(rust_book: ReadCourse, key: str) -> None:
    content = next(lesson.content for lesson in rust_book.package.lessons if lesson.key == key)
    assert hashlib.sha256(content.encode()).hexdigest() == TEXT_HASHES[key]
